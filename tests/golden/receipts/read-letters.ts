import { execFileSync } from 'node:child_process'
import npos from 'npos'
import rules from 'npos/lib/parser/rules.js'
import type { PaperBitmap } from '#main/ports/printer.ts'
import { bitmapOf } from './read-escpos.ts'

/** One line as the printer sets it: what stands in each column, and the looks of the letters on it. */
export interface ReadLine {
  readonly text: string
  readonly looks: readonly string[]
}

/** What a parser that is not ours makes of a job in letters. */
export interface ReadLetters {
  readonly commands: readonly string[]
  readonly lines: readonly ReadLine[]
  /** What the printer is told to draw as a code, if it draws codes. */
  readonly qrPayload: string | null
  /** The code as it was sent as a picture. */
  readonly picture: PaperBitmap | null
}

const GS = 0x1d

/** The parser as it is, taught the one command of codes that it does not know: two bytes of length and so many more. */
const parserRules = { ...rules, [GS]: { ...rules[GS], '(k': [0, 'd16'] } }

/**
 * Reads a job. Rejects on the first byte that is no known command. Letters are read by the `iconv` of the system, in the
 * page that `pages` names for the last `ESC t`.
 */
export async function readLetters(bytes: Uint8Array, pages: Readonly<Record<string, string>>): Promise<ReadLetters> {
  const raw = Buffer.from(bytes)
  const parsed = await new npos.Parser(parserRules).parse(raw)
  const lines: ReadLine[] = []
  const commands: string[] = []
  let line = { text: '', looks: new Set<string>() }
  let look = { size: 0, isBold: false, isInverted: false }
  let page = 'ascii'
  let qrPayload: string | null = null
  for (const node of parsed.tree) {
    const part = raw.subarray(node.offset, node.offset + node.length)
    const name = `${node.ascii} ${node.fn ?? ''}`.trim()
    if (name !== 'STX') commands.push(name)
    const value = part[2] ?? 0
    if (name === 'ESC t') page = pages[String(value)] ?? 'ascii'
    if (name === 'ESC E') look = { ...look, isBold: value === 1 }
    if (name === 'GS !') look = { ...look, size: value }
    if (name === 'GS B') look = { ...look, isInverted: value === 1 }
    if (name === 'GS (k' && part[6] === 80) qrPayload = part.subarray(8).toString('utf8')
    if (name !== 'STX') continue
    part
      .toString('latin1')
      .split('\n')
      .forEach((run, at) => {
        if (at > 0) {
          lines.push({ text: line.text.trimEnd(), looks: [...line.looks] })
          line = { text: '', looks: new Set() }
        }
        if (run === '') return
        const text = execFileSync('iconv', ['-f', page, '-t', 'utf-8'], {
          input: Buffer.from(run, 'latin1')
        }).toString()
        const isWide = look.size >> 4 === 1
        line.text += isWide ? [...text].map((letter) => `${letter} `).join('') : text
        if (text.trim() !== '' || look.isInverted) for (const word of wordsOf(look)) line.looks.add(word)
      })
  }
  const picture = parsed.entries.find((entry) => entry.type === 'raster')?.data
  return { commands, lines, qrPayload, picture: picture ? bitmapOf(picture) : null }
}

const wordsOf = (look: { size: number; isBold: boolean; isInverted: boolean }): string[] => [
  ...(look.isBold ? ['bold'] : []),
  ...(look.size === 0 ? [] : [`${(look.size >> 4) + 1}x${(look.size & 7) + 1}`]),
  ...(look.isInverted ? ['white on black'] : [])
]

/** The paper as a text file: the columns, and what cannot be seen in a text file beside them. */
export const asTextFile = (lines: readonly ReadLine[], columns: number): string =>
  `${lines.map(({ text, looks }) => (looks.length === 0 ? text : `${text.padEnd(columns)}  <- ${looks.join(', ')}`)).join('\n')}\n`
