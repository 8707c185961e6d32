import { columnHead, plainCell } from './cell-text.ts'
import type { Report } from './report.ts'
import type { ReportWords } from './report-words.ts'

/**
 * The rows of a report for `writeCsv`: headings, then every row, with what the row is (`line`, `head`, `sum`, `total`) in the first
 * column, so that a program that adds up takes the lines alone.
 */
export function reportCsv(report: Report, words: ReportWords): string[][] {
  const head = ['row', ...report.columns.map((column) => columnHead(column, words))]
  const rows = report.rows.map((row) => [
    row.kind,
    ...report.columns.map((column, at) => plainCell(row.cells[at] ?? null, column.kind, words))
  ])
  return [head, ...rows]
}
