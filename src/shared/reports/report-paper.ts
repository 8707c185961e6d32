import { type BookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { cut, rule, shopHead, text } from '#shared/receipt/paper-blocks.ts'
import type { ReceiptBlock, ReceiptDocument, TableRow } from '#shared/receipt/receipt-document.ts'
import type { ReceiptShop } from '#shared/receipt/receipt-facts.ts'
import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { ReceiptLayout } from '#shared/receipt/receipt-layout.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import { cellText, columnHead, isFigure, periodText, reportTitle } from './cell-text.ts'
import type { Report, ReportColumn, ReportRow } from './report.ts'
import type { ReportVoice } from './report-words.ts'

/** What stands around a report on paper. */
export interface ReportPaperHead {
  readonly language: ReceiptLanguage
  readonly shop: ReceiptShop
  readonly layout: ReceiptLayout
  readonly printedOn: BookDate
  readonly time: string
  readonly personName: string
}

/** On a roll there is room for words and two figures; what ranks lowest stays. */
const MOST_ON_ROLL = 3

/** A column with its place in the rows. */
interface Placed {
  readonly column: ReportColumn
  readonly at: number
}

/** The columns that a paper has room for, in their order: all on a sheet; on a roll the first words and at most two figures. */
export function columnsOn(paper: 'roll' | 'sheet', columns: readonly ReportColumn[]): Placed[] {
  const all = columns.map((column, at) => ({ column, at }))
  if (paper === 'sheet') return all
  const words = all.find(({ column }) => column.kind === 'text') ?? all[0]
  const others = all
    .filter((one) => one !== words && isFigure(one.column.kind))
    .toSorted((left, right) => left.column.rank - right.column.rank || left.at - right.at)
    .slice(0, MOST_ON_ROLL - 1)
  const kept = new Set([words, ...others])
  return all.filter((one) => kept.has(one))
}

/** Whether a roll can say what the report says: words, and a figure or two. */
export const fitsRoll = (report: Pick<Report, 'columns'>): boolean =>
  columnsOn('roll', report.columns).some(({ column }) => isFigure(column.kind))

/** A report as a paper. A sheet has all columns and its head on every page; a roll has what there is room for. */
export function buildReportPaper(
  report: Report,
  paper: 'roll' | 'sheet',
  head: ReportPaperHead,
  voice: ReportVoice,
  t: Translate
): ReceiptDocument {
  const title = reportTitle(report, voice.words)
  const compared = report.before === null ? '' : voice.words('reports:word.before', { days: periodText(report.before) })
  return {
    version: 1,
    language: head.language,
    title,
    blocks: [
      ...shopHead(head.shop, head.layout, t),
      rule('thick'),
      ...text(title, { size: 'large', weight: 'bold', align: paper === 'roll' ? 'center' : 'left' }),
      ...text(periodText(report.query), { weight: 'bold', align: paper === 'roll' ? 'center' : 'left' }),
      ...text(compared, { size: 'small' }),
      rule(),
      ...tableBlocks(report, paper, voice),
      ...report.notes.flatMap(({ key, params }) => text(voice.words(`reports:note.${key}`, params), { size: 'small' })),
      rule(),
      ...text(
        t('statementPrinted', { when: t('dateTime', { date: formatBookDate(head.printedOn), time: head.time }) }),
        {
          size: 'small'
        }
      ),
      ...text(head.personName, { size: 'small', maxLines: 1 }),
      cut(head.layout)
    ]
  }
}

function tableBlocks(report: Report, paper: 'roll' | 'sheet', voice: ReportVoice): ReceiptBlock[] {
  if (report.rows.length === 0) return text(voice.words('reports:word.empty'))
  const placed = columnsOn(paper, report.columns)
  const first = placed.findIndex(({ column }) => column.kind === 'text')
  const columns = placed.map(({ column }, at) => ({
    align: isFigure(column.kind) ? ('right' as const) : ('left' as const),
    // A sheet breaks every column of words; a roll has one that takes what is left.
    width: at === first || (paper === 'sheet' && column.kind === 'text') ? ('fill' as const) : ('fit' as const)
  }))
  const heads: TableRow = { cells: placed.map(({ column }) => columnHead(column, voice.words)), weight: 'bold' }
  const rows = report.rows.map((row) => tableRow(row, placed, first, voice))
  return [{ type: 'table', columns, rows: [heads, ...rows], size: 'small' }]
}

/** An em space a step: it is as wide in every script. */
const INDENT = '\u2003'

function tableRow(row: ReportRow, placed: readonly Placed[], first: number, voice: ReportVoice): TableRow {
  const cells = placed.map(({ column, at }, place) => {
    const words = cellText(row.cells[at] ?? null, column.kind, voice)
    return place === first && words !== '' ? INDENT.repeat(row.depth) + words : words
  })
  return { cells, weight: row.kind === 'line' ? 'regular' : 'bold' }
}
