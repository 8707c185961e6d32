import type { StoredEntry } from '#main/ports/ledger-store.ts'
import { timeText } from '#shared/calendar/shop-clock.ts'
import type { EntryView } from '#shared/contract/views.ts'
import { isWaitedFor } from '#shared/ledger/upi-state.ts'
import type { Book } from './book.ts'

/**
 * An entry as screens show it, in the moment it was recorded: what the store would read back for it, put together from
 * what was just written. `printJobId` is that of its paper in the queue, if there is one.
 */
export function newEntryView(book: Book, entry: StoredEntry, printJobId: string | null): EntryView {
  const { parties, accounts } = book.store
  return {
    id: entry.id,
    entryNo: entry.entryNo,
    kind: entry.kind,
    number: entry.number,
    bookOn: entry.bookOn,
    occurredOn: entry.occurredOn,
    recordedAt: entry.recordedAt,
    time: timeText({ epochMs: entry.recordedAt, offsetMinutes: entry.offsetMinutes }),
    personName: entry.person,
    partyId: entry.partyId,
    partyName: entry.partyId === null ? '' : (parties.byId(entry.partyId)?.name ?? ''),
    accountCode: entry.accountCode ?? '',
    accountName: entry.accountCode === null ? '' : (accounts.byCode(entry.accountCode)?.name ?? ''),
    text: entry.text,
    note: entry.note,
    amountMinor: entry.amountMinor,
    cashMinor: entry.cashMinor,
    changeMinor: entry.changeMinor,
    upiMinor: entry.upiMinor,
    upiState: isWaitedFor(entry.kind, entry.upiMinor) ? 'waiting' : null,
    bankMinor: entry.bankMinor,
    creditMinor: entry.creditMinor,
    balanceAfterMinor: entry.balanceAfterMinor,
    reversesId: entry.reversesId,
    reversedById: null,
    reason: entry.reason,
    printState: printJobId === null ? null : 'queued',
    printJobId
  }
}
