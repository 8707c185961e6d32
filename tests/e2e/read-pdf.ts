import { execFileSync } from 'node:child_process'

const run = (program: string, ...args: string[]): string => execFileSync(program, args, { encoding: 'utf8' })

/** What a reader that is not ours (poppler) says of a PDF: its pages' words, and whether every font lies in it. */
export interface ReadPdf {
  readonly pages: readonly string[]
  readonly isEveryFontInside: boolean
  readonly fontNames: readonly string[]
  /** Width and height in points. */
  readonly size: readonly [number, number]
}

export function readPdf(file: string): ReadPdf {
  const about = run('pdfinfo', file)
  const pageCount = Number(/^Pages:\s+(\d+)/m.exec(about)?.[1])
  const [, width, height] = /^Page size:\s+([\d.]+) x ([\d.]+)/m.exec(about) ?? []
  const fonts = run('pdffonts', file)
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.trim().split(/\s+/))
  return {
    pages: Array.from({ length: pageCount }, (_, at) =>
      run('pdftotext', '-layout', '-f', String(at + 1), '-l', String(at + 1), file, '-')
    ),
    // From the right: two numbers of the object, "uni", "sub", "emb".
    isEveryFontInside: fonts.length > 0 && fonts.every((columns) => columns.at(-5) === 'yes'),
    fontNames: fonts.map((columns) => columns[0] ?? ''),
    size: [Number(width), Number(height)]
  }
}
