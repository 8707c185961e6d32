import type { Dialogs } from '#main/ports/dialogs.ts'
import type { GrowingFile } from '#main/ports/export-files.ts'
import { formatBookDate, formatIsoDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { LogFilter } from '#shared/contract/edit-log-endpoints.ts'
import { CSV_BEGIN, csvLines } from '#shared/export/csv.ts'
import { orThrow, type Result, refuse } from '#shared/kernel/result.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import { cut, shopHead as headOf, rule, text } from '#shared/receipt/paper-blocks.ts'
import type { ReceiptBlock, ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { ReportWords } from '#shared/reports/report-words.ts'
import { type Book, stampOf, today } from './book.ts'
import { layoutOf } from './layout-of.ts'
import { printLoose } from './print-papers.ts'
import { receiptPrinterOf } from './printer-for.ts'
import { clockText, shopHead } from './queue-receipt.ts'
import { dayOf, type LoggedRow, rowsBefore } from './read-edit-log.ts'
import type { LogVoice } from './word-edit-log.ts'

/** What the log is worded with. */
export interface LogWords {
  readonly words: ReportWords
  readonly voice: LogVoice
}

/** What the log needs of the world to leave the app as a file. */
export interface LogDesk extends LogWords {
  readonly dialogs: Pick<Dialogs, 'chooseSaveFile'>
  pdf(document: ReceiptDocument): Promise<Result<Uint8Array>>
  /** Lets other work in between two runs of rows: a log of a million takes its time. */
  pause(): Promise<void>
  growFile(file: string): GrowingFile
  /** How much of the journal was looked through. */
  told(done: number, total: number): void
  isStopped(): boolean
}

/** A million ops fit into a table; some hundred sheets and three metres of a roll are enough of a paper. */
const MOST = { csv: 1_000_000, pdf: 5_000, roll: 400 }

/**
 * Writes the log where the person chooses; null when the dialog was left. Fails with `export/…`, with `export/stopped` when it was stopped,
 * and with `report/too-long-for-paper`; then there is no file.
 */
export async function exportEditLog(
  book: Book,
  desk: LogDesk,
  { filter, format }: Parsed<'editLog.export'>
): Promise<Output<'editLog.export'>> {
  const file = await desk.dialogs.chooseSaveFile(
    `${desk.words('people:log.title')} ${formatIsoDate(today(book))}.${format}`
  )
  if (file === null) return null
  const growing = desk.growFile(file)
  try {
    await (format === 'csv' ? writeTable : writeSheets)(book, desk, filter, growing)
    growing.finish()
  } catch (error) {
    growing.drop()
    throw error
  }
  return { file }
}

/** Page by page, so that a long log never lies in memory. */
async function writeTable(book: Book, desk: LogDesk, filter: LogFilter, file: GrowingFile): Promise<void> {
  file.write(CSV_BEGIN + csvLines([['#', ...headsOf(desk.words), 'SHA-256']]))
  await inTurns(book, desk, { filter, most: MOST.csv }, (rows) =>
    // With the number and the hash of each op, so that whoever audits can hold it against the chain.
    file.write(csvLines(rows.map((row) => [String(row.n), ...cellsOf(book, row), row.hash])))
  )
}

async function writeSheets(book: Book, desk: LogDesk, filter: LogFilter, file: GrowingFile): Promise<void> {
  const all: LoggedRow[] = []
  await inTurns(book, desk, { filter, most: MOST.pdf }, (rows) => all.push(...rows))
  const sheets = orThrow(await desk.pdf(sheetOf(book, all, desk.words)))
  if (desk.isStopped()) refuse('export/stopped')
  file.write(sheets)
}

/** Prints the log on the receipts' roll; a filter of today's changes is the slip of what was changed. */
export function printEditLog(book: Book, desk: LogWords, request: Parsed<'editLog.print'>): Output<'editLog.print'> {
  const rows = wholeLog(book, desk, request.filter, MOST.roll)
  const document = slipOf(book, request.filter, rows, desk.words)
  printLoose(book, {
    ...{ id: request.id, kind: 'report' as const, document, partyName: '' },
    printerId: receiptPrinterOf(book.settings())
  })
  return { jobId: request.id }
}

/** How many rows are read before other work is let in. */
const IN_A_TURN = 2_000
/** So many ops are looked at in a turn, where the filter lets little through. */
const MOST_IN_A_TURN = 60_000

/** Every row that the filter lets through, some at a time with other work between; what is recorded meanwhile is not among them. */
async function inTurns(
  book: Book,
  desk: LogDesk,
  { filter, most }: { readonly filter: LogFilter; readonly most: number },
  take: (rows: readonly LoggedRow[]) => void
): Promise<void> {
  const total = book.store.journal.lastNumber()
  let count = 0
  let beforeN: number | null = total + 1
  desk.told(0, total)
  while (beforeN !== null) {
    const before: number = beforeN
    const page = book.store.atOneMoment(() =>
      rowsBefore(book, desk.voice, filter, before, Math.min(IN_A_TURN, most + 1 - count), MOST_IN_A_TURN)
    )
    count += page.rows.length
    if (count > most) refuse('report/too-long-for-paper', { rows: count })
    take(page.rows)
    beforeN = page.nextBeforeN
    desk.told(total - (beforeN ?? 0), total)
    await desk.pause()
    if (desk.isStopped()) refuse('export/stopped')
  }
}

/** Every row that the filter lets through. Fails with `report/too-long-for-paper`. */
function wholeLog(book: Book, { voice }: Pick<LogDesk, 'voice'>, filter: LogFilter, most: number): LoggedRow[] {
  const { rows } = book.store.atOneMoment(() =>
    rowsBefore(book, voice, filter, book.store.journal.lastNumber() + 1, most + 1, Number.POSITIVE_INFINITY)
  )
  if (rows.length > most) refuse('report/too-long-for-paper', { rows: rows.length })
  return rows
}

const timeOf = (book: Book, { at }: LoggedRow): string =>
  `${formatBookDate(dayOf(book, at))} ${clockText(at, book.clock.now().offsetMinutes)}`

const amountOf = (book: Book, { amountMinor }: LoggedRow): string =>
  amountMinor === null ? '' : formatAmount(amountMinor, book.shop().currency)

const COLUMNS = ['time', 'person', 'what', 'party', 'amount', 'detail'] as const

const cellsOf = (book: Book, row: LoggedRow): string[] => [
  timeOf(book, row),
  row.personName,
  row.deed,
  row.partyName,
  amountOf(book, row),
  row.detail
]

const headsOf = (words: ReportWords): string[] => COLUMNS.map((name) => words(`people:log.column.${name}`))

function sheetOf(book: Book, rows: readonly LoggedRow[], words: ReportWords): ReceiptDocument {
  const columns = COLUMNS.map((name) => ({
    align: name === 'amount' ? ('right' as const) : ('left' as const),
    width: name === 'detail' || name === 'party' ? ('fill' as const) : ('fit' as const)
  }))
  const heads = { cells: headsOf(words), weight: 'bold' as const }
  const lines = rows.map((row) => ({ cells: cellsOf(book, row), weight: 'regular' as const }))
  return paperOf(book, words('people:log.title'), [{ type: 'table', columns, rows: [heads, ...lines], size: 'small' }])
}

function slipOf(book: Book, filter: LogFilter, rows: readonly LoggedRow[], words: ReportWords): ReceiptDocument {
  const title = words(`people:log.paper.${filter.group}`)
  const none = rows.length === 0 ? text(words('people:log.nothing')) : []
  return paperOf(book, title, [
    ...none,
    ...rows.flatMap((row) => [
      ...text(`${timeOf(book, row)} ${row.personName}`, { size: 'small' }),
      ...text([row.deed, row.partyName, amountOf(book, row)].filter(Boolean).join(' · '), {
        weight: 'bold'
      }),
      ...text(row.detail, { size: 'small', maxLines: 2 })
    ])
  ])
}

function paperOf(book: Book, title: string, blocks: readonly ReceiptBlock[]): ReceiptDocument {
  const settings = book.settings()
  const layout = layoutOf(settings)
  const { language } = settings
  const stamp = stampOf(book)
  const printed = `${formatBookDate(today(book))} ${clockText(stamp.atMs, stamp.offsetMinutes)} ${stamp.person}`
  return {
    ...{ version: 1, language, title },
    blocks: [
      ...headOf(shopHead(settings), layout, book.words(language)),
      rule('thick'),
      ...text(title, { size: 'large', weight: 'bold' }),
      rule(),
      ...blocks,
      rule(),
      ...text(printed, { size: 'small' }),
      cut(layout)
    ]
  }
}
