/** A column of a table on the terminal. */
export interface Column<Row> {
  readonly title: string
  readonly align?: 'left' | 'right'
  readonly cell: (row: Row) => string
}

const WIDEST = 40
const segmenter = new Intl.Segmenter('und', { granularity: 'grapheme' })

/** How many places a text takes on a terminal, near enough: signs that ride on others take none. */
const widthOf = (text: string): number => [...segmenter.segment(text)].length

/** Rows in columns, wide enough for the widest cell; longer cells are cut. Without rows only the titles. */
export function tableText<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): string {
  const cells = rows.map((row) => columns.map((column) => shortened(column.cell(row))))
  const widths = columns.map((column, at) =>
    cells.reduce((most, row) => Math.max(most, widthOf(row[at] ?? '')), widthOf(column.title))
  )
  const line = (texts: readonly string[]) =>
    texts
      .map((text, at) => {
        const blank = ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(text)))
        return columns[at]?.align === 'right' ? blank + text : text + blank
      })
      .join('  ')
      .trimEnd()
  const titles = columns.map((column) => column.title)
  return [line(titles), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join('\n')
}

function shortened(text: string): string {
  // What would move the cursor or colour the screen does not belong on a terminal.
  const plain = text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')
  if (widthOf(plain) <= WIDEST) return plain
  return `${[...segmenter.segment(plain)]
    .slice(0, WIDEST - 1)
    .map(({ segment }) => segment)
    .join('')}…`
}
