import type { CountRecord, Stamp } from '#main/ports/ledger-store.ts'
import { bookDateAt } from '#shared/calendar/shop-clock.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import { systemAccount } from '#shared/ledger/account.ts'
import { type BuiltEntry, buildEntry, buildOverShort } from '#shared/ledger/build-entry.ts'
import { isPayable } from '#shared/money/currency.ts'
import { add, type Minor, subtract } from '#shared/money/money.ts'
import { type Book, openPeriod, stampOf, today } from './book.ts'
import { enqueueDayReport } from './print-day-report.ts'
import { dayToClose, readFigures } from './read-figures.ts'

/**
 * Freezes the day. The difference of the count goes to its own account, what leaves the drawer to owner and bank, and
 * the numbered Z holds every entry since the one before it. What was sold between the count and the close is in it
 * too; the difference stays what it was when the drawer was counted.
 */
export function closeDay(book: Book, request: Parsed<'closing.close'>): Output<'closing.close'> {
  const { closings } = book.store
  const known = closings.byId(request.id)
  if (known !== null) {
    if (!isSameClose(known, request)) refuse('entry/id-reused')
    return { outcome: 'exists', closing: known }
  }
  const { currency } = book.shop()
  if (![request.toOwnerMinor, request.toBankMinor].every((amount) => isPayable(amount, currency)))
    refuse('money/too-many-decimals')
  const stamp = stampOf(book)
  const closing = book.store.transact(() => {
    // All that is asked is asked inside: another process may have closed while this one waited for the file.
    if (closings.byId(request.id) !== null) return null
    const count = closings.count(request.countId) ?? refuse('closing/count-missing')
    if (count.periodNo !== openPeriod(book)) refuse('closing/count-used')
    const reason = request.reason.trim()
    if (count.countedMinor !== count.expectedMinor && reason === '') refuse('closing/reason-needed', {}, 'reason')
    refuseEmptyDay(book)
    return closeWithin(book, request, { ...count, reason }, stamp)
  })
  if (closing === null) return closeDay(book, request)
  book.committed({ printing: true })
  return { outcome: 'recorded', closing }
}

const isSameClose = (closing: ClosingView, request: Parsed<'closing.close'>) =>
  closing.counts.some((count) => count.id === request.countId && count.countedMinor === closing.countedMinor) &&
  closing.reason === request.reason.trim() &&
  closing.toOwnerMinor === request.toOwnerMinor &&
  closing.toBankMinor === request.toBankMinor

/** A second Z on a day that is closed and has nothing new would only push tomorrow's date ahead. */
function refuseEmptyDay(book: Book): void {
  const last = book.store.closings.lastClosing()
  if (last === null || book.store.entries.lastNo() > last.lastEntryNo) return
  if (today(book) > bookDateAt(book.clock.now(), book.settings().rolloverHour))
    refuse('closing/nothing-to-close', { closed: last.bookOn })
}

function closeWithin(
  book: Book,
  request: Parsed<'closing.close'>,
  count: CountRecord & { reason: string },
  stamp: Stamp
): ClosingView {
  const { closings, entries, accounts } = book.store
  const zNo = openPeriod(book)
  const bookOn = dayToClose(book)
  const figures = { ...readFigures(book, zNo), expectedMinor: count.expectedMinor }
  const overShortMinor = subtract(count.countedMinor, count.expectedMinor)
  const post = (built: BuiltEntry, reason: string) =>
    entries.post(
      {
        ...built,
        id: book.randomness.newId(),
        number: '',
        bookOn,
        occurredOn: null,
        text: '',
        note: '',
        periodNo: zNo,
        reversesId: null,
        reason
      },
      stamp
    )
  if (overShortMinor !== 0) post(buildOverShort(overShortMinor), count.reason)
  const drawerMinor = accounts.balance(systemAccount('cash'))
  if (add(request.toOwnerMinor, request.toBankMinor) > Math.max(drawerMinor, 0)) {
    refuse('closing/float-exceeds-count', { drawerMinor }, 'toOwnerMinor')
  }
  for (const [to, amountMinor] of [
    ['owner', request.toOwnerMinor],
    ['bank', request.toBankMinor]
  ] as const) {
    if (amountMinor > 0) post(drop(to, amountMinor), '')
  }
  const view: ClosingView = {
    id: request.id,
    zNo,
    bookOn,
    closedAt: stamp.atMs,
    personName: stamp.person,
    figures,
    counts: closings.counts(zNo),
    countId: count.id,
    countedMinor: count.countedMinor,
    overShortMinor,
    reason: count.reason,
    toOwnerMinor: request.toOwnerMinor,
    toBankMinor: request.toBankMinor,
    nextFloatMinor: accounts.balance(systemAccount('cash'))
  }
  const lastEntryNo = entries.lastNo()
  const op = book.store.journal.append('day.close', stamp, { after: lastEntryNo, view: view as unknown as Json })
  closings.add({ id: view.id, zNo, bookOn, lastEntryNo, nextFloatMinor: view.nextFloatMinor, view }, op, stamp)
  enqueueDayReport(book, view, book.randomness.newId(), stamp)
  return view
}

/** Cash that leaves the drawer at the close. */
function drop(to: 'owner' | 'bank', amountMinor: Minor): BuiltEntry {
  const id = '00000000-0000-4000-8000-000000000000'
  const blank = { id, bookOn: null, occurredOn: null, text: '', note: '' }
  return orThrow(buildEntry({ ...blank, kind: 'contra', from: 'cash', to, amountMinor }, null))
}
