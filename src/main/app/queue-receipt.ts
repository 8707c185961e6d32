import type { Stamp, StoredEntry } from '#main/ports/ledger-store.ts'
import { localTime } from '#shared/calendar/shop-clock.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import { add, type Minor, negate, subtract } from '#shared/money/money.ts'
import { paymentReference } from '#shared/numbering/document-number.ts'
import { buildReceipt } from '#shared/receipt/build-receipt.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { ReceiptFacts, ReceiptKind, ReceiptShop } from '#shared/receipt/receipt-facts.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { billFactsOf } from './bill-facts-of.ts'
import type { Book } from './book.ts'
import { dueOnPaper } from './due-on-paper.ts'
import { layoutOf } from './layout-of.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import { entryPrinterOf } from './printer-for.ts'

/** Entries that a customer or supplier takes a paper of; the others are printed only when asked. */
const PRINTED_BY_ITSELF: ReadonlySet<EntryKind> = new Set<EntryKind>([
  'sale',
  'sale-return',
  'purchase-return',
  'got',
  'gave'
])
const PRINTABLE: ReadonlySet<string> = new Set<ReceiptKind>([
  'sale',
  'sale-return',
  'purchase',
  'purchase-return',
  'got',
  'gave',
  'expense',
  'contra',
  'reversal'
])

export const isPrintable = (kind: EntryKind): kind is EntryKind & ReceiptKind => PRINTABLE.has(kind)

/** Puts the paper of a new entry into the queue, in the entry's own transaction. Answers the job of its newest paper. */
export function queueReceipt(book: Book, entry: StoredEntry, stamp: Stamp): string | null {
  if (!isPrintedByItself(book, entry)) return null
  return enqueueReceipt(book, entry, book.randomness.newId(), stamp, { isNew: true })
}

/**
 * The first paper of an entry, under an id of the caller's, and the further copies that the layout asks for, which say
 * DUPLICATE as every second paper does. Inside a transaction. Answers the newest of these jobs.
 */
export function enqueueReceipt(
  book: Book,
  entry: StoredEntry,
  id: string,
  stamp: Stamp,
  how: { readonly printerId?: string | null; readonly isNew?: boolean } = {}
): string | null {
  const document = receiptOf(book, entry, { isNew: how.isNew ?? false })
  if (document === null) return null
  const printerId = how.printerId ?? entryPrinterOf(book.settings(), entry)
  const party = entry.partyId === null ? null : book.store.parties.byId(entry.partyId)
  book.store.prints.enqueue(
    {
      id,
      kind: 'receipt',
      entryNo: entry.entryNo,
      closingNo: null,
      title: document.title,
      partyName: party?.name ?? '',
      printerId,
      document
    },
    stamp.atMs
  )
  const copies = copiesOf(book.settings(), entry.kind)
  const first = copies > 1 ? book.store.prints.jobById(id) : null
  let newest = id
  for (let copyNo = 2; first !== null && copyNo <= copies; copyNo++) {
    newest = book.store.prints.addCopy(first.jobNo, book.randomness.newId(), stamp.atMs, printerId).id
  }
  return newest
}

function copiesOf({ receiptLayout }: Settings, kind: EntryKind): number {
  return GOODS.has(kind) ? receiptLayout.billCopies : receiptLayout.paymentCopies
}

function isPrintedByItself(book: Book, entry: StoredEntry): boolean {
  if (entry.reversesId === null) return PRINTED_BY_ITSELF.has(entry.kind)
  const undone = book.store.entries.byId(entry.reversesId)
  return undone !== null && PRINTED_BY_ITSELF.has(undone.kind)
}

/** The receipt of an entry as it is now; null for an entry that has no paper. `isNew`: it is of this transaction. */
export function receiptOf(book: Book, entry: StoredEntry, how = { isNew: false }): ReceiptDocument | null {
  const { kind } = entry
  if (!isPrintable(kind)) return null
  const settings = book.settings()
  return buildReceipt(factsOf(book, { ...entry, kind }, settings, how), paperWords(book, settings), layoutOf(settings))
}

export const shopHead = (settings: Settings): ReceiptShop => ({
  name: settings.shopName,
  place: settings.shopPlace,
  phone: settings.shopPhone,
  gstin: settings.shopGstin,
  upiAddress: settings.upiAddress,
  paymentQr: settings.paymentQr,
  footText: settings.receiptFoot
})

type Printable = StoredEntry & { readonly kind: ReceiptKind }

function factsOf(book: Book, entry: Printable, settings: Settings, how: { readonly isNew: boolean }): ReceiptFacts {
  const party = entry.partyId === null ? null : book.store.parties.byId(entry.partyId)
  const undone = entry.reversesId === null ? null : book.store.entries.byId(entry.reversesId)
  const newBalance = entry.balanceAfterMinor
  return {
    language: paperLanguage(settings),
    kind: entry.kind,
    shop: shopHead(settings),
    counterName: settings.counterName,
    personName: entry.person,
    number: entry.number,
    bookOn: entry.bookOn,
    time: clockText(entry.recordedAt, entry.offsetMinutes),
    occurredOn: entry.occurredOn,
    party: party === null ? null : { name: party.name, place: party.place, phone: party.phone },
    lines: linesOf(entry),
    amountMinor: entry.amountMinor,
    note: '',
    oldBalanceMinor: newBalance === null ? null : subtract(newBalance, entry.creditMinor),
    newBalanceMinor: newBalance,
    ...paidOf(entry),
    changeMinor: entry.changeMinor,
    creditMinor: entry.creditMinor,
    dueOn: settings.receiptLayout.hasDueDay ? dueOnPaper(book, entry, party, how) : null,
    ...billOfEntry(book, entry, settings),
    reference: entry.number === '' ? `E${entry.entryNo}` : paymentReference(entry.number),
    reversed: undone === null ? cancelledBy(book, entry) : { number: undone.number, reason: entry.reason }
  }
}

const GOODS: ReadonlySet<EntryKind> = new Set<EntryKind>(['sale', 'sale-return', 'purchase', 'purchase-return'])

/** The goods of an entry that was recorded as a bill. */
function billOfEntry(book: Book, entry: StoredEntry, settings: Settings): Pick<ReceiptFacts, 'bill'> {
  const stored = GOODS.has(entry.kind) ? book.store.bills.byEntry(entry.entryNo) : null
  return stored === null ? {} : { bill: billFactsOf(book, stored, settings) }
}

/** Amounts as they changed hands, without a sign: the paper's words say which way. */
function paidOf(entry: StoredEntry): { cashMinor: Minor; upiMinor: Minor; bankMinor: Minor } {
  const bare = (amount: Minor) => (amount < 0 ? negate(amount) : amount)
  return {
    cashMinor: add(bare(entry.cashMinor), entry.changeMinor),
    upiMinor: bare(entry.upiMinor),
    bankMinor: bare(entry.bankMinor)
  }
}

function linesOf(entry: StoredEntry) {
  if (entry.lines.length > 0) return entry.lines
  return entry.text === '' ? [] : [{ text: entry.text, amountMinor: entry.amountMinor }]
}

/** A receipt that is printed again after its entry was undone says so. */
function cancelledBy(book: Book, entry: StoredEntry): ReceiptFacts['reversed'] {
  const reversal = book.store.entries.reversalOf(entry.entryNo)
  const undoing = reversal === null ? null : book.store.entries.byId(reversal.id)
  return undoing === null ? null : { number: undoing.number, reason: undoing.reason }
}

export function clockText(atMs: number | null, offsetMinutes: number): string {
  if (atMs === null) return ''
  const { hour, minute } = localTime({ epochMs: atMs, offsetMinutes })
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
