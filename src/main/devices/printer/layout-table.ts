import type { ReceiptBlock, TableColumn, TableRow } from '#shared/receipt/receipt-document.ts'
import type { PaperCursor, PlacedText } from './paper-cursor.ts'

/** Under this share of the width the filling column moves to lines of its own, above the others. */
const FILL_SHARE = 0.3
const MAX_LINES = 4
const STACKED_ROW_GAP = 8

interface SetColumn extends TableColumn {
  readonly left: number
  readonly right: number
}

/** A table: fitting columns as wide as their widest cell, the filling one takes the rest and wraps. */
export function layOutTable(cursor: PaperCursor, block: Extract<ReceiptBlock, { type: 'table' }>): void {
  const sizePx = cursor.metrics.textSizes[block.size]
  const widths = block.columns.map((column, index) =>
    column.width === 'fill' ? 0 : widestCell(cursor, block.rows, index, sizePx)
  )
  const fitted =
    widths.reduce((total, width) => total + width, 0) + cursor.metrics.columnGap * (block.columns.length - 1)
  const rest = cursor.innerWidth - fitted
  const needed = Math.max(
    0,
    ...block.columns.map((column, index) =>
      column.width === 'fill' ? widestCell(cursor, block.rows, index, sizePx) : 0
    )
  )
  const isStacked = rest < Math.min(cursor.innerWidth * FILL_SHARE, needed)
  const columns = isStacked ? stackedColumns(cursor, block.columns) : setColumns(cursor, block.columns, widths, rest)
  for (const row of block.rows) {
    if (isStacked) putStackedRow(cursor, columns, row, sizePx)
    else putRow(cursor, columns, row, sizePx)
    cursor.down(isStacked ? STACKED_ROW_GAP : cursor.metrics.leading)
  }
}

function widestCell(cursor: PaperCursor, rows: readonly TableRow[], index: number, sizePx: number): number {
  return Math.max(
    0,
    ...rows.map((row) => Math.ceil(cursor.setter.line(row.cells[index] ?? '', row.weight, sizePx).width))
  )
}

function setColumns(
  cursor: PaperCursor,
  columns: readonly TableColumn[],
  widths: readonly number[],
  rest: number
): SetColumn[] {
  let x = cursor.left
  return columns.map((column, index) => {
    const width = column.width === 'fill' ? rest : (widths[index] ?? 0)
    const set = { ...column, left: x, right: x + width }
    x += width + cursor.metrics.columnGap
    return set
  })
}

/** Stacked, the filling column has the whole width and the others share the width of a second line evenly. */
function stackedColumns(cursor: PaperCursor, columns: readonly TableColumn[]): SetColumn[] {
  const others = columns.filter((column) => column.width !== 'fill')
  const width = Math.floor(cursor.innerWidth / Math.max(others.length, 1))
  return columns.map((column) => {
    if (column.width === 'fill') return { ...column, left: cursor.left, right: cursor.right }
    const index = others.indexOf(column)
    return {
      ...column,
      left: cursor.left + index * width,
      right: index === others.length - 1 ? cursor.right : cursor.left + (index + 1) * width
    }
  })
}

function putRow(cursor: PaperCursor, columns: readonly SetColumn[], row: TableRow, sizePx: number): void {
  const cells = columns.map((column, index) => {
    const words = row.cells[index] ?? ''
    const lines =
      column.width === 'fill'
        ? cursor.setter.wrap(words, row.weight, sizePx, column.right - column.left, MAX_LINES)
        : [cursor.setter.line(words, row.weight, sizePx)]
    return { column, lines }
  })
  const height = Math.max(1, ...cells.map(({ lines }) => lines.length))
  for (let line = 0; line < height; line++) {
    const placed = cells.flatMap(({ column, lines }): PlacedText[] => {
      // Figures stand on the last line of what they belong to.
      const text = column.width === 'fill' ? lines[line] : line === height - 1 ? lines[0] : undefined
      return text === undefined ? [] : [{ text, align: column.align, left: column.left, right: column.right }]
    })
    cursor.putLine(placed, row.weight, sizePx)
  }
}

function putStackedRow(cursor: PaperCursor, columns: readonly SetColumn[], row: TableRow, sizePx: number): void {
  const placed: PlacedText[] = []
  const tooWide: string[] = []
  columns.forEach((column, index) => {
    const words = row.cells[index] ?? ''
    if (column.width === 'fill') {
      cursor.putText(words, column.align, row.weight, sizePx, MAX_LINES)
      return
    }
    const text = cursor.setter.line(words, row.weight, sizePx)
    if (text.width <= column.right - column.left)
      placed.push({ text, align: column.align, left: column.left, right: column.right })
    else tooWide.push(words)
  })
  if (placed.length > 0) cursor.putLine(placed, row.weight, sizePx)
  for (const words of tooWide) cursor.putText(words, 'right', row.weight, sizePx, MAX_LINES)
}
