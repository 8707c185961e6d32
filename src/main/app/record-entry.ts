import type { EntryRecord, PartyRecord, Stamp, StoredEntry } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output } from '#shared/contract/contract.ts'
import { assert } from '#shared/kernel/assert.ts'
import { FailureError, orThrow, refuse } from '#shared/kernel/result.ts'
import { type AccountCode, isExpenseHead } from '#shared/ledger/account.ts'
import { type BuiltEntry, buildEntry } from '#shared/ledger/build-entry.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import { isNoted, type Warning } from '#shared/ledger/guard-rails.ts'
import { isWaitedFor } from '#shared/ledger/upi-state.ts'
import { isPayable } from '#shared/money/currency.ts'
import { documentNumber, seriesFor } from '#shared/numbering/document-number.ts'
import { type Book, openPeriod, stampOf } from './book.ts'
import { chooseBookDate } from './choose-book-date.ts'
import { followMerge } from './move-balance.ts'
import { newEntryView } from './new-entry-view.ts'
import { noteClockJump } from './note-clock-jump.ts'
import { queueDrawer } from './queue-drawer.ts'
import { queueReceipt } from './queue-receipt.ts'
import { isSaidSo, sayWithEntry } from './said-with-entry.ts'
import { isSameRequest } from './same-request.ts'
import { keepStandingAfter } from './standing-of-party.ts'
import { warningsFor } from './warnings-for.ts'

export interface Recorded {
  readonly entry: StoredEntry
  readonly warnings: readonly Warning[]
}

/**
 * Records what the counter asked for: entry, postings, balances, op, number, payment state and print job in one
 * durable transaction. The same id asked again answers `exists` and changes nothing.
 */
export function recordEntry(book: Book, request: EntryRequest): Output<'entry.record'> {
  let recorded: ReturnType<typeof recordWithPaper>
  try {
    recorded = book.store.transact(() => recordWithPaper(book, request))
  } catch (failure) {
    // The file takes an id only once, so nobody asks before: the first try is the rule. Whatever stands in the way of a
    // repeated one (its id, a day closed since, a balance grown since), it is answered as what it is.
    if (hasWaited(failure) || !book.store.transact(() => isRecorded(book, request))) throw failure
    return { outcome: 'exists', entry: viewOf(book, request.id), warnings: [] }
  }
  const { entry, warnings, party } = recorded
  book.committed({ printing: true, lastEntryNo: entry.entryNo })
  if (party !== null) book.finder.touch(party)
  return { outcome: 'recorded', entry, warnings: [...warnings] }
}

/** Who has waited for another writer is not kept waiting once more. */
const hasWaited = (failure: unknown): boolean =>
  failure instanceof FailureError && failure.failure.code === 'ledger/locked'

/** Records one entry with its paper and the drawer's pulse, inside a transaction that is already open. */
export function recordWithPaper(book: Book, request: EntryRequest) {
  const stamp = stampOf(book)
  const { entry, warnings } = recordWithin(book, request, stamp)
  queueDrawer(book, entry, stamp)
  const printJobId = book.settings().printOnAccept ? queueReceipt(book, entry, stamp) : null
  const party = entry.partyId === null ? null : book.store.parties.byId(entry.partyId)
  return { entry: newEntryView(book, entry, printJobId), warnings, party }
}

/** What an import decides for itself about an entry. */
export interface RecordOptions {
  /** An entry of another book takes no number of ours: the series are consecutive, and nobody fills them from outside. */
  readonly isNumbered: boolean
  /** A day that is already past is no slip in a book that is brought along. */
  readonly bookOn?: BookDate
}

/** Records one entry inside a transaction that is already open. */
export function recordWithin(
  book: Book,
  request: EntryRequest,
  stamp: Stamp,
  options: RecordOptions = { isNumbered: true }
): Recorded {
  const { store } = book
  const party = partyOf(book, request)
  if (request.kind === 'expense') checkExpenseHead(book, request.accountCode as AccountCode)
  const built = orThrow(buildEntry(request, party))
  checkPayable(book, built)
  const bookOn = options.bookOn ?? chooseBookDate(book, request.bookOn)
  noteClockJump(book, stamp)
  // A warning is for the hand that is about to act; what another book brings along is done.
  const warnings = options.isNumbered ? warningsFor(book, built, party, bookOn) : []
  const periodNo = openPeriod(book)
  const record: EntryRecord = {
    ...built,
    id: request.id,
    number: options.isNumbered ? takeNumber(book, built, bookOn) : '',
    bookOn,
    occurredOn: request.occurredOn,
    text: request.text.trim(),
    note: request.note.trim(),
    periodNo,
    reversesId: null,
    reason: ''
  }
  const entry = store.entries.post(record, stamp)
  if (party !== null) keepStandingAfter(book, party, entry)
  sayWithEntry(book, request, entry, stamp)
  for (const warning of warnings.filter(isNoted)) {
    store.audit.note({ kind: 'guard-rail', entryNo: entry.entryNo, details: { ...warning } }, stamp)
  }
  if (isWaitedFor(entry.kind, entry.upiMinor)) store.upi.open(entry.entryNo, periodNo, entry.upiMinor)
  followMerge(book, entry.partyId, stamp)
  return { entry, warnings }
}

function partyOf(book: Book, request: EntryRequest): PartyRecord | null {
  if (!('partyId' in request) || request.partyId === null) return null
  const party = book.store.parties.byId(request.partyId)
  return party ?? refuse('party/not-found', {}, 'partyId')
}

/** Dong have no hundredths, whoever asks. */
export function checkPayable(
  book: Book,
  { amountMinor, cashMinor, changeMinor, upiMinor, bankMinor, creditMinor }: BuiltEntry
) {
  const { currency } = book.shop()
  const amounts = [amountMinor, cashMinor, changeMinor, upiMinor, bankMinor, creditMinor]
  if (!amounts.every((amount) => isPayable(amount, currency))) refuse('money/too-many-decimals', {}, 'amountMinor')
}

function checkExpenseHead(book: Book, code: AccountCode): void {
  const account = book.store.accounts.byCode(code)
  if (account === null) refuse('account/not-found', {}, 'accountCode')
  if (!isExpenseHead(code)) refuse('account/not-an-expense', {}, 'accountCode')
}

/** The number that an entry bears; empty for a kind without one. The entry that is posted next takes it. */
export function takeNumber(book: Book, built: BuiltEntry, bookOn: BookDate): string {
  const series = seriesFor(built.kind, book.shop().counterCode, bookOn)
  return series === null ? '' : orThrow(documentNumber(series, book.store.entries.nextNumber(series)))
}

/** Whether this very request was recorded before. Fails with `entry/id-reused` when the id stands for something else. */
function isRecorded(book: Book, request: EntryRequest): boolean {
  if (!book.store.entries.has(request.id)) return false
  const existing = book.store.entries.byId(request.id)
  assert(existing, 'an entry that is known is there')
  const party = 'partyId' in request && request.partyId !== null ? book.store.parties.byId(request.partyId) : null
  if (!isSameRequest(existing, request, party) || !isSaidSo(book, request, existing)) refuse('entry/id-reused')
  return true
}

export function viewOf(book: Book, entryId: string) {
  const view = book.store.entries.view(entryId)
  assert(view, 'an entry that was recorded is there')
  return view
}
