import type { ItemRecord, StoredBill } from '#main/ports/goods-store.ts'
import type { PartyRecord, Stamp, StoredEntry } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import { assert } from '#shared/kernel/assert.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import { isNoted, type Warning } from '#shared/ledger/guard-rails.ts'
import { isWaitedFor } from '#shared/ledger/upi-state.ts'
import { documentNumber, seriesFor } from '#shared/numbering/document-number.ts'
import type { Bill } from '#shared/sales/bill.ts'
import { billEntry, paymentOf } from '#shared/sales/bill-entry.ts'
import type { BillRequest } from '#shared/sales/bill-request.ts'
import type { BillWarning } from '#shared/sales/bill-warnings.ts'
import { workBill } from '#shared/sales/work-bill.ts'
import { billView } from './bill-view.ts'
import { type Book, openPeriod, stampOf } from './book.ts'
import { chooseBookDate } from './choose-book-date.ts'
import { ensureAccounts } from './ensure-accounts.ts'
import { type LookedUp, lookUpBill } from './look-up-bill.ts'
import { followMerge } from './move-balance.ts'
import { moveGoods } from './move-goods.ts'
import { newEntryView } from './new-entry-view.ts'
import { noteClockJump } from './note-clock-jump.ts'
import { queueBillPaper } from './print-bill.ts'
import { queueDrawer } from './queue-drawer.ts'
import { queueReceipt } from './queue-receipt.ts'
import { checkPayable, type RecordOptions, takeNumber, viewOf } from './record-entry.ts'
import { isSaidSo, sayWithEntry } from './said-with-entry.ts'
import { isSameBill } from './same-bill.ts'
import { warningsFor } from './warnings-for.ts'
import { warningsForBill } from './warnings-for-bill.ts'

export interface RecordedBill {
  readonly bill: StoredBill
  /** Null for a quotation or a challan. */
  readonly entry: StoredEntry | null
  readonly party: PartyRecord | null
  readonly items: ReadonlyMap<string, ItemRecord>
  readonly warnings: readonly Warning[]
  readonly billWarnings: readonly BillWarning[]
}

/**
 * Records a bill: entry, bill, lines, tax, last prices, what it takes of its origin, moves of goods, papers to print and
 * drawer in one durable transaction. The same id asked again answers `exists` and changes nothing.
 */
export function recordBill(book: Book, request: BillRequest): Output<'bill.record'> {
  const recorded = book.store.transact(() => {
    // Looked up inside the transaction: another process may have recorded the same id a moment ago.
    if (isRecorded(book, request)) return null
    const stamp = stampOf(book)
    const { bill, entry, party, items, ...warnings } = recordBillWithin(book, request, stamp)
    if (entry !== null) queueDrawer(book, entry, stamp)
    const isPrinted = book.settings().printOnAccept
    const printJobId = isPrinted && entry !== null ? queueReceipt(book, entry, stamp) : null
    if (isPrinted && entry === null) queueBillPaper(book, bill)
    const view = { bill: billView(book, bill), entry: entry === null ? null : newEntryView(book, entry, printJobId) }
    // As it is now: its balance and its last entry are changed.
    return { ...view, ...warnings, items, party: party === null ? null : book.store.parties.byId(party.id) }
  })
  if (recorded === null) return recordedBefore(book, request.id)
  const { party, items, warnings, billWarnings, ...views } = recorded
  book.committed({ printing: true })
  if (party !== null) book.finder.touch(party)
  for (const item of items.values()) book.itemFinder.touch(item, views.bill.row.bookOn)
  return { outcome: 'recorded', ...views, warnings: [...warnings], billWarnings: [...billWarnings] }
}

function recordedBefore(book: Book, id: string): Output<'bill.record'> {
  const stored = book.store.bills.byId(id)
  assert(stored, 'a bill that is known is there')
  const entry = stored.entryNo === null ? null : viewOf(book, id)
  return { outcome: 'exists', bill: billView(book, stored), entry, warnings: [], billWarnings: [] }
}

/** Whether this very request was recorded before. Fails with `entry/id-reused` when the id stands for something else. */
function isRecorded(book: Book, request: BillRequest): boolean {
  const { bills, entries } = book.store
  const existing = bills.byId(request.id)
  if (existing === null) return entries.has(request.id) ? refuse('entry/id-reused') : false
  const facts = { scheme: book.taxScheme(), currency: book.shop().currency }
  const entry = entries.byId(request.id)
  const isSame = isSameBill(existing, entry, request, facts) && (entry === null || isSaidSo(book, request, entry))
  if (!isSame) refuse('entry/id-reused')
  return true
}

/** Records one bill inside a transaction that is already open. */
export function recordBillWithin(
  book: Book,
  request: BillRequest,
  stamp: Stamp,
  options: RecordOptions = { isNumbered: true }
): RecordedBill {
  const bookOn = options.bookOn ?? chooseBookDate(book, request.bookOn)
  const looked = lookUpBill(book, request, bookOn)
  const bill = orThrow(workBill(request, looked.context))
  noteClockJump(book, stamp)
  const posted = postEntry(book, { request, bill, bookOn, party: looked.party }, stamp, options)
  const numbered = posted === null && options.isNumbered ? numberOfPaper(book, bill, bookOn) : null
  const entryNo = posted?.entry.entryNo ?? null
  const stored = book.store.bills.post({ bill, entryNo, bookOn, numbered }, stamp)
  // What is on hand before the goods move, and what was asked before: a warning is for the hand that is about to act.
  const billWarnings = options.isNumbered ? warned(book, stored, looked, stamp) : []
  moveGoods(book, stored, looked)
  return {
    bill: stored,
    entry: posted?.entry ?? null,
    party: looked.party,
    items: looked.items,
    warnings: posted?.warnings ?? [],
    billWarnings
  }
}

interface Asked {
  readonly request: BillRequest
  readonly bill: Bill
  readonly bookOn: BookDate
  readonly party: PartyRecord | null
}

/** The entry of a bill, by the rules of every entry; null for a paper that posts none. */
function postEntry(
  book: Book,
  { request, bill, bookOn, party }: Asked,
  stamp: Stamp,
  { isNumbered }: RecordOptions
): { entry: StoredEntry; warnings: readonly Warning[] } | null {
  const payment = paymentOf(request)
  if (payment === null) return null
  const { store } = book
  const built = orThrow(billEntry(bill, payment, party))
  checkPayable(book, built)
  ensureAccounts(book, built.postings, stamp)
  const warnings = isNumbered ? warningsFor(book, built, party, bookOn) : []
  const periodNo = openPeriod(book)
  const entry = store.entries.post(
    {
      ...built,
      id: request.id,
      number: isNumbered ? takeNumber(book, built, bookOn) : '',
      bookOn,
      occurredOn: request.occurredOn,
      text: request.text.trim() === '' ? goodsInWords(bill) : request.text.trim(),
      note: request.note.trim(),
      periodNo,
      reversesId: null,
      reason: ''
    },
    stamp
  )
  sayWithEntry(book, request, entry, stamp)
  for (const warning of warnings.filter(isNoted)) {
    store.audit.note({ kind: 'guard-rail', entryNo: entry.entryNo, details: { ...warning } }, stamp)
  }
  if (isWaitedFor(entry.kind, entry.upiMinor)) store.upi.open(entry.entryNo, periodNo, entry.upiMinor)
  followMerge(book, entry.partyId, stamp)
  return { entry, warnings }
}

const WORDS_LENGTH = 60

/** What a statement says of a bill: its first goods by name, and how many more there are. */
function goodsInWords({ lines }: Bill): string {
  const names = [...new Set(lines.map(({ text }) => text.trim()).filter((name) => name !== ''))]
  const said: string[] = []
  for (const name of names) {
    if (said.length > 0 && [...said, name].join(', ').length > WORDS_LENGTH) break
    said.push(name)
  }
  const more = names.length - said.length
  return said.join(', ') + (more > 0 ? ` +${more}` : '')
}

/** A quotation and a challan bear numbers of their own series. */
function numberOfPaper(book: Book, { kind }: Bill, bookOn: BookDate) {
  const series = seriesFor(kind, book.shop().counterCode, bookOn)
  if (series === null) return null
  return { series, number: orThrow(documentNumber(series, book.store.bills.nextNumber(series))) }
}

/** One note for the whole bill, however many of its lines are warned of. */
function warned(book: Book, stored: StoredBill, looked: LookedUp, stamp: Stamp): readonly BillWarning[] {
  const warnings = warningsForBill(book, stored, looked)
  if (warnings.length > 0) {
    const said = warnings.map(({ rail, line, params }) => ({ rail, line, params }))
    const details = { bill: stored.bill.id, warnings: said }
    book.store.audit.note({ kind: 'bill-rail', entryNo: stored.entryNo, details }, stamp)
  }
  return warnings
}
