import type { LetterItem, LetterRun } from './letter-paper.ts'
import type { TextAlign } from './receipt-document.ts'

export type LetterStyle = Omit<LetterRun, 'text'>

export const PLAIN: LetterStyle = { width: 1, height: 1, isBold: false, isInverted: false }

/** A text somewhere on a line: from a column on, as many columns wide, aligned in them. */
export interface LetterCell {
  readonly text: string
  readonly at: number
  readonly columns: number
  readonly align: TextAlign
}

/** Sets letters into lines of a fixed number of columns. */
export class LetterSetter {
  readonly columns: number
  readonly items: LetterItem[] = []

  constructor(columns: number) {
    this.columns = columns
  }

  /** A line of cells in one style. A cell is never longer than its columns. */
  putCells(cells: readonly LetterCell[], style: LetterStyle): void {
    let line = ''
    for (const { text, at, columns, align } of cells) {
      const letters = [...text]
      const shown = letters.length > columns ? letters.slice(0, columns) : letters
      const free = columns - shown.length
      const before = align === 'left' ? 0 : align === 'right' ? free : Math.floor(free / 2)
      line = line.padEnd(at) + ' '.repeat(before) + shown.join('')
    }
    this.putRuns([{ ...style, text: line.trimEnd() }])
  }

  /** Text over the whole width, wrapped; what is more than `maxLines` ends in dots. */
  putText(text: string, align: TextAlign, style: LetterStyle, maxLines: number): void {
    const columns = Math.floor(this.columns / style.width)
    for (const line of wrapLetters(text, columns, maxLines))
      this.putCells([{ text: line, at: 0, columns, align }], style)
  }

  putRuns(runs: readonly LetterRun[]): void {
    this.items.push({ type: 'line', runs: runs.filter((run) => run.text !== '') })
  }

  putQr(payload: string): void {
    this.items.push({ type: 'qr', payload })
  }
}

/** Lines of at most so many letters, broken between words where it goes; a cut text ends in three dots. */
export function wrapLetters(text: string, columns: number, maxLines: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(/\s+/u).filter((part) => part !== '')) {
    let rest = word
    const isFitting = lengthOf(line) + 1 + lengthOf(rest) <= columns
    if (line !== '' && isFitting) {
      line += ` ${rest}`
      continue
    }
    if (line !== '') lines.push(line)
    while (lengthOf(rest) > columns) {
      lines.push([...rest].slice(0, columns).join(''))
      rest = [...rest].slice(columns).join('')
    }
    line = rest
  }
  if (line !== '') lines.push(line)
  return lines.length <= maxLines ? lines : shortened(lines.slice(0, maxLines), columns)
}

function shortened(lines: readonly string[], columns: number): string[] {
  const last = [...(lines.at(-1) ?? '')]
    .slice(0, Math.max(columns - 3, 0))
    .join('')
    .trimEnd()
  return [...lines.slice(0, -1), `${last}...`.slice(0, columns)]
}

const lengthOf = (text: string): number => [...text].length
