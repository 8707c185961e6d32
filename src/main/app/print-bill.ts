import type { StoredBill } from '#main/ports/goods-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { ZERO } from '#shared/money/money.ts'
import { buildReceipt } from '#shared/receipt/build-receipt.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { billFactsOf } from './bill-facts-of.ts'
import { type Book, stampOf } from './book.ts'
import { layoutOf } from './layout-of.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import { printEntry, printLoose } from './print-papers.ts'
import { billPrinterOf, knownPrinter } from './printer-for.ts'
import { clockText, shopHead } from './queue-receipt.ts'

/**
 * Prints a bill: the paper of its entry, or a quotation or a challan, which have none. Each further paper says DUPLICATE, whichever
 * it is of. Fails with `bill/not-found` and `print/printer-unknown`.
 */
export function printBill(book: Book, { id, billId, printerId }: Parsed<'print.bill'>): Output<'print.bill'> {
  const stored = book.store.bills.byId(billId) ?? refuse('bill/not-found')
  if (stored.entryNo !== null) return { jobId: printEntry(book, { id, entryId: billId, printerId }).id }
  const settings = book.settings()
  const document = looseBillPaper(book, stored)
  const wanted = printerId === null ? billPrinterOf(settings) : knownPrinter(settings, printerId)
  const partyName = stored.bill.party?.name ?? ''
  const printed = printLoose(book, { id, kind: 'receipt', document, printerId: wanted, partyName }, () => {
    const copyNo = papersOf(book, billId) + 1
    const details = { bill: billId, copy: copyNo, job: id }
    book.store.audit.note({ kind: PAPER_BY_HAND, entryNo: null, details }, stampOf(book))
    return copyNo
  })
  return { jobId: printed.id }
}

/** A quotation or a challan that a person asked a paper of. The one that comes with the recording bears the bill's id. */
const PAPER_BY_HAND = 'bill-paper'

/** How many papers of a quotation or a challan were asked for so far. */
const papersOf = ({ store }: Book, billId: string): number =>
  (store.prints.jobById(billId) === null ? 0 : 1) + store.audit.countOfBill(PAPER_BY_HAND, billId)

/** Puts a new quotation or challan into the queue, in the transaction that records it. */
export function queueBillPaper(book: Book, stored: StoredBill): void {
  const document = looseBillPaper(book, stored)
  const printerId = billPrinterOf(book.settings())
  const { bill } = stored
  const partyName = bill.party?.name ?? ''
  book.store.prints.enqueue(
    {
      id: bill.id,
      kind: 'receipt',
      entryNo: null,
      closingNo: null,
      title: document.title,
      partyName,
      printerId,
      document
    },
    stored.recordedAt
  )
}

/** A quotation or a challan, as it stands now: called off, it says so. */
export function looseBillPaper(book: Book, stored: StoredBill): ReceiptDocument {
  const { bill, number, bookOn, person, recordedAt } = stored
  assert(bill.kind === 'quotation' || bill.kind === 'challan', 'a bill that posts is printed by its entry')
  const settings = book.settings()
  const { party } = bill
  return buildReceipt(
    {
      language: paperLanguage(settings),
      kind: bill.kind,
      shop: shopHead(settings),
      counterName: settings.counterName,
      personName: person,
      number,
      bookOn,
      time: clockText(recordedAt, book.clock.now().offsetMinutes),
      occurredOn: null,
      party: party === null ? null : { name: party.name, place: party.place, phone: party.phone },
      lines: [],
      amountMinor: bill.totalMinor,
      note: '',
      oldBalanceMinor: null,
      newBalanceMinor: null,
      cashMinor: ZERO,
      changeMinor: ZERO,
      upiMinor: ZERO,
      bankMinor: ZERO,
      creditMinor: ZERO,
      reference: '',
      reversed: book.store.bills.isCancelled(stored.billNo) ? { number: '', reason: '' } : null,
      bill: billFactsOf(book, stored, settings)
    },
    paperWords(book, settings),
    layoutOf(settings)
  )
}
