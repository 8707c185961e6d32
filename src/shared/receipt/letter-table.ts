import { type LetterSetter, type LetterStyle, PLAIN, wrapLetters } from './letter-setter.ts'
import type { ReceiptBlock, TableRow } from './receipt-document.ts'

type Table = Extract<ReceiptBlock, { type: 'table' }>

interface Placed {
  readonly at: number
  readonly columns: number
}

const GAP = 1
const MAX_LINES = 4
/** Under this share of the width the filling column moves to lines of its own, above the others. */
const FILL_SHARE = 0.3

/** A table in letters: fitting columns as wide as their widest cell, the filling one takes the rest and wraps. */
export function layOutLetterTable(setter: LetterSetter, block: Table): void {
  const widths = block.columns.map((column, index) =>
    column.width === 'fill' ? 0 : Math.max(0, ...block.rows.map((row) => [...(row.cells[index] ?? '')].length))
  )
  const fitted = widths.reduce((total, width) => total + width, 0) + GAP * (block.columns.length - 1)
  const rest = setter.columns - fitted
  const longest = Math.max(
    0,
    ...block.rows.flatMap((row) =>
      block.columns.map((column, index) => (column.width === 'fill' ? [...(row.cells[index] ?? '')].length : 0))
    )
  )
  const isStacked = rest < Math.min(Math.ceil(setter.columns * FILL_SHARE), longest)
  for (const row of block.rows) {
    if (isStacked) putStacked(setter, block, row)
    else putBeside(setter, block, row, placesOf(block, widths, rest))
  }
}

function placesOf(block: Table, widths: readonly number[], rest: number): Placed[] {
  let at = 0
  return block.columns.map((column, index) => {
    const columns = column.width === 'fill' ? rest : (widths[index] ?? 0)
    const place = { at, columns }
    at += columns + GAP
    return place
  })
}

const styleOf = (row: TableRow): LetterStyle => ({ ...PLAIN, isBold: row.weight === 'bold' })

/** Figures stand on the last line of what they belong to. */
function putBeside(setter: LetterSetter, block: Table, row: TableRow, places: readonly Placed[]): void {
  const cells = block.columns.map((column, index) => {
    const words = row.cells[index] ?? ''
    const columns = places[index]?.columns ?? 0
    return column.width === 'fill' ? wrapLetters(words, columns, MAX_LINES) : [words]
  })
  const height = Math.max(1, ...cells.map((lines) => lines.length))
  for (let line = 0; line < height; line++) {
    setter.putCells(
      block.columns.flatMap((column, index) => {
        const lines = cells[index] ?? []
        const text = column.width === 'fill' ? lines[line] : line === height - 1 ? lines[0] : undefined
        const place = places[index]
        return text === undefined || place === undefined ? [] : [{ ...place, text, align: column.align }]
      }),
      styleOf(row)
    )
  }
}

/** The filling column over the whole width, the others below it, right-aligned; what is too wide on lines of its own. */
function putStacked(setter: LetterSetter, block: Table, row: TableRow): void {
  const style = styleOf(row)
  const others: string[] = []
  block.columns.forEach((column, index) => {
    const words = row.cells[index] ?? ''
    if (column.width === 'fill') setter.putText(words, column.align, style, MAX_LINES)
    else if (words !== '') others.push(words)
  })
  const beside = others.join('  ')
  if ([...beside].length <= setter.columns) setter.putText(beside, 'right', style, 1)
  else for (const words of others) setter.putText(words, 'right', style, MAX_LINES)
}
