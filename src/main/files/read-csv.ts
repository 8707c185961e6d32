import Papa from 'papaparse'
import { fail, ok, type Result } from '#shared/kernel/result.ts'

export interface CsvRows {
  readonly rows: readonly (readonly string[])[]
  readonly delimiter: string
}

/**
 * Splits text into rows of cells: comma, semicolon, tab or bar, whichever fits the rows best; quoted cells may hold
 * delimiters and line ends. A quote that is never closed would swallow the rest of the file, so it fails with
 * `import/unreadable` and the line where it stands.
 */
export function readCsv(text: string, fileName: string): Result<CsvRows> {
  const plain = text.replace(/^\ufeff/u, '')
  const delimiter = delimiterOf(plain)
  const parsed = Papa.parse<string[]>(plain, { delimiter, skipEmptyLines: false })
  const open = parsed.errors.find((error) => error.code === 'MissingQuotes')
  if (open !== undefined) return fail('import/unreadable', { file: fileName, line: (open.row ?? 0) + 1 })
  return ok({ rows: withoutEmptyEnd(parsed.data), delimiter })
}

/**
 * The delimiter that gives the most rows of the same width; of equals, the one with more columns. The parser's own
 * guess gives up on short files that end in an empty line, and on amounts with commas between semicolons.
 */
function delimiterOf(text: string): string {
  let best = { delimiter: ',', share: 0, width: 1 }
  for (const delimiter of [',', ';', '\t', '|']) {
    const { data } = Papa.parse<string[]>(text, { delimiter, preview: 200, skipEmptyLines: 'greedy' })
    const widths = new Map<number, number>()
    for (const row of data) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
    const [width = 1, rows = 0] = [...widths].toSorted((left, right) => right[1] - left[1])[0] ?? []
    const share = rows / data.length
    if (share > best.share || (share === best.share && width > best.width)) best = { delimiter, share, width }
  }
  return best.delimiter
}

/** Without the rows of nothing at the end that programs leave behind. */
export function withoutEmptyEnd(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const last = rows.findLastIndex((row) => row.some((cell) => cell.trim() !== ''))
  return rows.slice(0, last + 1)
}
