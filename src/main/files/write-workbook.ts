import writeExcelFile, { type SheetData } from 'write-excel-file/node'
import { type BookDate, dayNumber } from '#shared/calendar/book-date.ts'
import { currencyFacts } from '#shared/money/currency.ts'
import { columnHead, isFigure, periodText, reportTitle } from '#shared/reports/cell-text.ts'
import type { Report, ReportCell, ReportColumn, ReportRow } from '#shared/reports/report.ts'
import type { ReportVoice } from '#shared/reports/report-words.ts'

const DAY_MS = 86_400_000
/** Rows of a sheet that Excel takes, less what stands above them. */
export const MOST_SHEET_ROWS = 1_048_000

/** Indian groups as a spreadsheet knows them: crores, lakhs, thousands; then the plain pattern for the rest and for what is negative. */
const INDIAN = '[>=10000000]##\\,##\\,##\\,##0.00;[>=100000]##\\,##\\,##0.00;#,##0.00'

/** A report as a workbook of one sheet: numbers are numbers, days are days, the heads stay in sight. */
export function workbookOf(report: Report, voice: ReportVoice): Promise<Uint8Array> {
  const { words } = voice
  const formats = formatsOf(voice)
  const heads = report.columns.map((column) => ({
    value: columnHead(column, words),
    fontWeight: 'bold' as const,
    align: isFigure(column.kind) ? ('right' as const) : ('left' as const),
    wrap: true
  }))
  const data: SheetData = [
    [{ value: reportTitle(report, words), fontWeight: 'bold', fontSize: 14 }],
    [{ value: periodText(report.query) }],
    heads,
    ...report.rows.map((row) => report.columns.map((column, at) => cellOf(row, column, at, formats, words)))
  ]
  const options = {
    sheet: sheetName(words(`reports:report.${report.query.report}`)),
    columns: report.columns.map(({ kind }) => ({ width: kind === 'text' ? 28 : kind === 'day' ? 12 : 16 })),
    stickyRowsCount: 3
  }
  return writeExcelFile(data, options).toBuffer()
}

type Formats = Readonly<Record<ReportColumn['kind'], string>>

function formatsOf({ currency }: ReportVoice): Formats {
  const { grouping, decimals } = currencyFacts(currency)
  const money = grouping === 'indian' ? INDIAN : decimals === 0 ? '#,##0' : '#,##0.00'
  return { text: '', day: 'dd-mm-yyyy', money, quantity: '0.###', count: '#,##0', percent: '0.00' }
}

function cellOf(row: ReportRow, column: ReportColumn, at: number, formats: Formats, words: ReportVoice['words']) {
  const cell: ReportCell = row.cells[at] ?? null
  const style = row.kind === 'line' ? {} : { fontWeight: 'bold' as const }
  if (cell === null) return null
  if (typeof cell === 'number' && column.kind !== 'text') {
    const format = formats[column.kind]
    if (column.kind === 'day')
      return { value: new Date(dayNumber(cell as BookDate) * DAY_MS), type: Date, format, ...style }
    return { value: inUnits(cell, column.kind), type: Number, format, ...style }
  }
  const text = typeof cell === 'object' ? words(cell.key) : String(cell)
  const indent = column.kind === 'text' && at === 0 ? row.depth : 0
  return { value: text, type: String, ...(indent === 0 ? {} : { indent }), ...style }
}

/** What a spreadsheet counts in: its numbers are doubles, which show every amount that a book may hold to the hundredth. */
function inUnits(value: number, kind: ReportColumn['kind']): number {
  if (kind === 'money' || kind === 'percent') return value / 100
  return kind === 'quantity' ? value / 1_000 : value
}

/** A name that a spreadsheet takes: 31 letters at most, and none of its own signs. */
const sheetName = (name: string): string => name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31)
