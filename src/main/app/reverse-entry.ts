import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { systemAccount } from '#shared/ledger/account.ts'
import { buildReversal } from '#shared/ledger/build-entry.ts'
import { type Book, openPeriod, stampOf, today } from './book.ts'
import { followMerge } from './move-balance.ts'
import { noteClockJump } from './note-clock-jump.ts'
import { queueReceipt } from './queue-receipt.ts'
import { viewOf } from './record-entry.ts'

/**
 * Undoes an entry by its mirror image on the current day, with a reason and a person. The first entry and its number
 * stay. An entry is undone at most once; a reversal and the difference of a closing are not undone. The bill of an entry is
 * undone with it: its goods move back, and what it took of an earlier bill is there again. A bill with returns is undone
 * after them: `bill/has-returns`.
 */
export function reverseEntry(book: Book, request: Parsed<'entry.reverse'>): Output<'entry.reverse'> {
  const { store } = book
  const reason = request.reason.trim()
  const earlier = store.entries.byId(request.id)
  if (earlier !== null) {
    if (earlier.reversesId !== request.entryId || earlier.reason !== reason) refuse('entry/id-reused')
    return { outcome: 'exists', entry: viewOf(book, request.id) }
  }
  if (reason === '') refuse('entry/reason-needed', {}, 'reason')
  const original = store.entries.byId(request.entryId) ?? refuse('entry/not-found')
  if (original.kind === 'reversal' || original.kind === 'over-short') refuse('entry/not-reversible')
  // Half of a move would leave the balance with nobody: a merge is taken back as a whole.
  if (original.kind === 'journal' && original.accountCode === systemAccount('balances-moved')) refuse('entry/of-merge')
  const stamp = stampOf(book)
  const isDone = store.transact(() => {
    // Looked up inside: another process may have undone it while this one waited for the file.
    if (store.entries.byId(request.id) !== null) return false
    if (store.entries.reversalOf(original.entryNo) !== null) refuse('entry/already-reversed')
    const bill = store.bills.byEntry(original.entryNo)
    if (bill !== null && store.bills.hasReturns(bill.billNo)) refuse('bill/has-returns')
    const bookOn = today(book)
    noteClockJump(book, stamp)
    const entry = store.entries.post(
      {
        ...buildReversal(original),
        id: request.id,
        number: '',
        bookOn,
        occurredOn: null,
        text: original.text,
        note: '',
        periodNo: openPeriod(book),
        reversesId: original.id,
        reason
      },
      stamp
    )
    store.upi.close(original.entryNo)
    followMerge(book, original.partyId, stamp)
    if (bill !== null) undoBill(book, bill.billNo, bookOn)
    if (book.settings().printOnAccept) queueReceipt(book, entry, stamp)
    return true
  })
  if (!isDone) return reverseEntry(book, request)
  book.committed({ printing: true })
  const party = original.partyId === null ? null : store.parties.byId(original.partyId)
  if (party !== null) book.finder.touch(party)
  return { outcome: 'recorded', entry: viewOf(book, request.id) }
}

/** Goods, returned quantities and last prices of a bill, within the transaction that undoes it. */
export function undoBill({ store }: Book, billNo: number, bookOn: BookDate): void {
  store.bills.undo(billNo)
  store.stock.undoBill(billNo, bookOn)
}
