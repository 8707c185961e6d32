import type { DayInvoice } from '#main/ports/closing-store.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Carried } from '#shared/closing/carried.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { DayInvoiceView } from '#shared/contract/views.ts'
import { assert } from '#shared/kernel/assert.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import { sum } from '#shared/money/money.ts'
import { documentNumber, seriesFor } from '#shared/numbering/document-number.ts'
import { asDuplicate } from '#shared/receipt/as-duplicate.ts'
import { buildDayInvoice } from '#shared/receipt/build-day-invoice.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { isSmallSale, sumOfBills } from '#shared/sales/day-invoice.ts'
import { type Book, openPeriod, stampOf } from './book.ts'
import { layoutOf } from './layout-of.ts'
import { firstOpenEntry } from './open-period.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import { printLoose } from './print-papers.ts'
import { closingPrinterOf } from './printer-for.ts'
import { shopHead } from './queue-receipt.ts'

/**
 * One tax invoice for the small walk-in sales of the day that is closed, with a number of its own series, in the transaction of
 * the close. Bills that were undone, that bear a buyer's name, or that stand on an invoice already are not on it. None is made where
 * there is nothing to put on it, or the shop has no limit.
 */
export function makeDayInvoice(book: Book, bookOn: BookDate, carried: Carried | null, stamp: Stamp): void {
  const limitMinor = book.settings().smallSaleLimitMinor
  const { bills, dayInvoices, entries } = book.store
  if (limitMinor === 0) return
  const isLater = (entryNo: number) => carried?.runs.some(([first, last]) => entryNo >= first && entryNo <= last)
  const stored = dayInvoices
    .smallSales(firstOpenEntry(book), entries.lastNo(), limitMinor)
    .filter(({ entryNo }) => !isLater(entryNo))
    .flatMap(({ id }) => bills.byId(id) ?? [])
    .filter(({ bill, number }) => number !== '' && isSmallSale(bill, limitMinor))
  const [first, last] = [stored[0], stored.at(-1)]
  if (first === undefined || last === undefined) return
  const series = seriesFor('day-invoice', book.shop().counterCode, bookOn)
  assert(series, 'the invoice of a day has a series')
  const sums = sumOfBills(stored.map(({ bill }) => bill))
  const invoice = {
    id: book.randomness.newId(),
    number: orThrow(documentNumber(series, dayInvoices.nextNumber(series))),
    periodNo: openPeriod(book),
    bookOn,
    totalMinor: sums.totalMinor,
    details: {
      limitMinor,
      firstNumber: first.number,
      lastNumber: last.number,
      sums,
      returnedMinor: sum(stored.map(({ billNo }) => bills.returnedTotal(billNo)))
    }
  }
  dayInvoices.make({ ...invoice, billIds: stored.map(({ bill }) => bill.id) }, series, stamp)
  const document = paperOf(book, { ...invoice, undone: [] })
  const job = { id: invoice.id, kind: 'day-invoice' as const, entryNo: null, closingNo: null, partyName: '' }
  const printerId = closingPrinterOf(book.settings())
  book.store.prints.enqueue({ ...job, title: document.title, printerId, document }, stamp.atMs)
}

/** The invoices of small sales, newest first. */
export const listDayInvoices = (book: Book, request: Parsed<'dayInvoice.list'>): Output<'dayInvoice.list'> =>
  book.store.atOneMoment(() =>
    book.store.dayInvoices.list(request.beforeNo, request.limit).map((invoice) => viewOf(book, invoice))
  )

/** Prints an invoice once more, as a duplicate that says which of its bills were called off since. */
export function printDayInvoice(book: Book, request: Parsed<'print.dayInvoice'>): Output<'print.dayInvoice'> {
  const invoice = book.store.dayInvoices.byId(request.invoiceId) ?? refuse('closing/not-found')
  const document = asDuplicate(paperOf(book, viewOf(book, invoice)), 2, paperWords(book, book.settings()))
  const printerId = closingPrinterOf(book.settings())
  return printLoose(book, { id: request.id, kind: 'day-invoice', document, printerId, partyName: '' }, () => {
    const details = { invoice: invoice.number, job: request.id }
    book.store.audit.note({ kind: 'reprint', entryNo: null, details }, stampOf(book))
    return 1
  })
}

const viewOf = (book: Book, invoice: DayInvoice): DayInvoiceView => ({
  ...invoice,
  undone: book.store.dayInvoices.undoneSince(invoice.invoiceNo)
})

function paperOf(book: Book, invoice: Omit<DayInvoiceView, 'invoiceNo'>): ReceiptDocument {
  const settings = book.settings()
  const facts = { ...invoice, language: paperLanguage(settings), shop: shopHead(settings) }
  return buildDayInvoice(facts, paperWords(book, settings), layoutOf(settings))
}
