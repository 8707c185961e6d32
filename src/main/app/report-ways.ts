import type { Dialogs } from '#main/ports/dialogs.ts'
import { type BookDate, formatIsoDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { orThrow, type Result, refuse } from '#shared/kernel/result.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { reportTitle } from '#shared/reports/cell-text.ts'
import type { Report, ReportQuery } from '#shared/reports/report.ts'
import { buildReportPaper, fitsRoll } from '#shared/reports/report-paper.ts'
import type { ReportVoice } from '#shared/reports/report-words.ts'
import type { ReportFormat } from '#shared/reports/saved-report.ts'
import { type Book, stampOf, today } from './book.ts'
import { layoutOf } from './layout-of.ts'
import { paperLanguage } from './paper-language.ts'
import { printLoose } from './print-papers.ts'
import { billPrinterOf, receiptPrinterOf } from './printer-for.ts'
import { clockText, shopHead } from './queue-receipt.ts'

/** More rows than any sheet of a spreadsheet takes. */
export const WHOLE_REPORT = 1_048_000
/** A workbook of more takes more memory than a counter PC can spare. */
const MOST_IN_WORKBOOK = 100_000
/** Some eighty sheets; a longer report is a workbook. */
const MOST_ON_PAPER = 5_000
/** Three metres of a roll. */
const MOST_ON_ROLL = 600

/** What a report that leaves the app needs of the world. */
export interface ReportDesk {
  readonly dialogs: Dialogs
  /** A report as a whole. */
  read(query: ReportQuery, limit: number): Promise<Report>
  /** On sheets, lying when it is wide. */
  pdf(document: ReceiptDocument, isWide: boolean): Promise<Result<Uint8Array>>
  /** A workbook or a CSV, made away from the thread that serves the counter. */
  table(report: Report, format: 'xlsx' | 'csv'): Promise<Uint8Array>
  writeFile(file: string, content: string | Uint8Array): void
}

export const voiceOf = (book: Book): ReportVoice => ({ words: book.reportWords(), currency: book.shop().currency })

/** Columns of which a standing sheet has no room. */
const MOST_STANDING = 6

/**
 * A report as the content of a file. Fails with `report/too-long-for-paper` where a PDF would be a book of its own,
 * and with `report/too-long-for-workbook`.
 */
export async function reportFile(
  book: Book,
  desk: Pick<ReportDesk, 'read' | 'pdf' | 'table'>,
  query: ReportQuery,
  format: ReportFormat
): Promise<{ readonly report: Report; readonly content: Uint8Array }> {
  const most = format === 'pdf' ? MOST_ON_PAPER : format === 'xlsx' ? MOST_IN_WORKBOOK : WHOLE_REPORT
  const report = await desk.read(query, most + 1)
  if (format === 'xlsx' && report.rowCount > most) refuse('report/too-long-for-workbook', { rows: report.rowCount })
  if (format !== 'pdf') return { report, content: await desk.table(report, format) }
  if (report.rowCount > MOST_ON_PAPER) refuse('report/too-long-for-paper', { rows: report.rowCount })
  const document = paperOf(book, report, 'sheet', voiceOf(book))
  return { report, content: orThrow(await desk.pdf(document, report.columns.length > MOST_STANDING)) }
}

/** Writes a report where the person chooses; null when the dialog was left. It is made first: who has chosen a place gets a file. */
export async function exportReport(
  book: Book,
  desk: ReportDesk,
  { query, format }: Parsed<'report.export'>
): Promise<Output<'report.export'>> {
  const { report, content } = await reportFile(book, desk, query, format)
  const file = await desk.dialogs.chooseSaveFile(`${reportName(report, book)}.${format}`)
  if (file === null) return null
  try {
    desk.writeFile(file, content)
  } catch {
    refuse('export/not-writable', { file })
  }
  return { file }
}

/** `Trial balance 2026-11-01 to 2026-11-30`. */
export function reportName(report: Report, book: Book): string {
  const { fromOn, toOn } = report.query
  const days = fromOn === toOn ? formatIsoDate(toOn) : `${formatIsoDate(fromOn)} – ${formatIsoDate(toOn)}`
  return `${reportTitle(report, book.reportWords())} ${days}`
}

/** Prints a report: words and a figure or two on the receipts' roll, all of it on sheets. The same id again prints nothing more. */
export async function printReport(
  book: Book,
  desk: Pick<ReportDesk, 'read'>,
  { id, query, paper }: Parsed<'report.print'>
): Promise<Output<'report.print'>> {
  const most = paper === 'roll' ? MOST_ON_ROLL : MOST_ON_PAPER
  const report = await desk.read(query, most + 1)
  if (report.rowCount > most) refuse('report/too-long-for-paper', { rows: report.rowCount })
  if (paper === 'roll' && !fitsRoll(report)) refuse('report/too-wide-for-roll')
  const settings = book.settings()
  if (paper === 'sheet' && settings.billPrinter === '') refuse('report/no-sheet-printer')
  const printerId = paper === 'roll' ? receiptPrinterOf(settings) : billPrinterOf(settings)
  const document = paperOf(book, report, paper, voiceOf(book))
  printLoose(book, { id, kind: 'report', document, printerId, partyName: report.about })
  return { jobId: id }
}

function paperOf(book: Book, report: Report, paper: 'roll' | 'sheet', voice: ReportVoice): ReceiptDocument {
  const settings = book.settings()
  const stamp = stampOf(book)
  const printedOn: BookDate = today(book)
  return buildReportPaper(
    report,
    paper,
    {
      language: paperLanguage(settings),
      shop: shopHead(settings),
      layout: layoutOf(settings),
      printedOn,
      time: clockText(stamp.atMs, stamp.offsetMinutes),
      personName: stamp.person
    },
    voice,
    book.words(paperLanguage(settings))
  )
}
