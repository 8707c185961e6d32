import type { CountRecord } from '#main/ports/closing-store.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import { bookDateAt } from '#shared/calendar/shop-clock.ts'
import type { DayFigures } from '#shared/closing/day-figures.ts'
import { cashOfTotals } from '#shared/closing/period-sums.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { ClosingView, ShiftView } from '#shared/contract/views.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Minor, subtract, ZERO } from '#shared/money/money.ts'
import { type Book, openPeriod, stampOf, today } from './book.ts'
import { countToUse, endedShifts, endLastShift, figuresOfLastShift, goOn, openCounts } from './keep-shifts.ts'
import { lateOfPeriod } from './late-entries.ts'
import { makeDayInvoice } from './make-day-invoice.ts'
import { type ForgottenDay, forgottenDay, openEntryCount } from './open-period.ts'
import { ownDrawer } from './own-drawer.ts'
import { enqueueDayReport } from './print-day-report.ts'
import { dayToClose, readFigures } from './read-figures.ts'
import { checkDrops, settleDrawer } from './settle-drawer.ts'
import { unprovedOf } from './unproved-payments.ts'

/**
 * Freezes the day. The difference of the count goes to its own account, what leaves the drawer to owner and bank, and
 * the numbered Z holds every entry since the one before it. What was sold between the count and the close is in it
 * too; the difference stays what it was when the drawer was counted.
 *
 * A day that was forgotten is closed without the entries of later days, which the next Z takes. Where nobody counted, the Z
 * says so and why, and goes on with the figure of the book.
 */
export function closeDay(book: Book, request: Parsed<'closing.close'>): Output<'closing.close'> {
  const { closings } = book.store
  const known = closings.byId(request.id)
  if (known !== null) {
    if (!isSameClose(known, request)) refuse('entry/id-reused')
    return { outcome: 'exists', closing: known }
  }
  checkDrops(book, request)
  const stamp = stampOf(book)
  const closing = book.store.transact(() => {
    // All that is asked is asked inside: another process may have closed while this one waited for the file.
    if (closings.byId(request.id) !== null) return null
    const forgotten = request.isForgotten ? (forgottenDay(book) ?? refuse('closing/none-forgotten')) : null
    const count = request.countId === null ? null : countToUse(book, request.countId, forgotten)
    const reason = request.reason.trim()
    if ((count === null || count.countedMinor !== count.expectedMinor) && reason === '')
      refuse('closing/reason-needed', {}, 'reason')
    refuseEmptyDay(book)
    return closeWithin(book, request, { forgotten, count, reason }, stamp)
  })
  if (closing === null) return closeDay(book, request)
  book.committed({ printing: true })
  return { outcome: 'recorded', closing }
}

const isSameClose = (closing: ClosingView, request: Parsed<'closing.close'>) =>
  closing.countId === request.countId &&
  closing.reason === request.reason.trim() &&
  closing.toOwnerMinor === request.toOwnerMinor &&
  closing.toBankMinor === request.toBankMinor

/** A second Z on a day that is closed and has nothing new would only push tomorrow's date ahead. */
function refuseEmptyDay(book: Book): void {
  const last = book.store.closings.lastClosing()
  if (last === null || openEntryCount(book) > 0) return
  if (today(book) > bookDateAt(book.clock.now(), book.settings().rolloverHour))
    refuse('closing/nothing-to-close', { closed: last.bookOn })
}

interface Close {
  readonly forgotten: ForgottenDay | null
  readonly count: CountRecord | null
  readonly reason: string
}

function closeWithin(book: Book, request: Parsed<'closing.close'>, close: Close, stamp: Stamp): ClosingView {
  const { closings, entries, shifts } = book.store
  const zNo = openPeriod(book)
  const carried = close.forgotten?.carried ?? null
  const bookOn = carried === null ? dayToClose(book) : (close.forgotten?.bookOn ?? dayToClose(book))
  const counted = countedOf(readFigures(book, close.forgotten), close)
  const ofShift = figuresOfLastShift(book, close.forgotten)
  const later = cashOfTotals(carried?.totals ?? [])
  const drawer = () => subtract(ownDrawer(book), later)
  const { toOwnerMinor, toBankMinor } = request
  const { figures, ...said } = counted
  settleDrawer(book, { bookOn, ...said, toOwnerMinor, toBankMinor }, drawer, stamp)
  const left = { ...said, toOwnerMinor, toBankMinor, nextFloatMinor: drawer() }
  makeDayInvoice(book, bookOn, carried, stamp)
  const counts = openCounts(book)
  const person = shifts.current()?.person
  if (ofShift !== null) endLastShift(book, { ...left, ...shiftOfClose(ofShift, counted) }, stamp)
  const view: ClosingView = {
    ...{ id: request.id, zNo, bookOn, closedAt: stamp.atMs, personName: stamp.person },
    ...{ figures, counts, ...left, shifts: endedShifts(book), carried },
    unproved: unprovedOf(book, figures),
    ...lateIn(book)
  }
  const lastEntryNo = entries.lastNo()
  const op = book.store.journal.append('day.close', stamp, { after: lastEntryNo, view: view as unknown as Json })
  closings.add({ id: view.id, zNo, bookOn, lastEntryNo, nextFloatMinor: view.nextFloatMinor, view }, op, stamp)
  if (carried !== null && person !== undefined) goOn(book, person, stamp)
  enqueueDayReport(book, view, book.randomness.newId(), stamp)
  return view
}

/** Only a shop of several counters has late entries: other Zs say nothing of them. */
function lateIn(book: Book): Pick<ClosingView, 'late'> {
  const late = lateOfPeriod(book)
  return late.length === 0 ? {} : { late }
}

interface Counted {
  readonly figures: DayFigures
  readonly countId: string | null
  readonly countedMinor: Minor
  readonly overShortMinor: Minor
  readonly reason: string
}

/** What is expected is what was expected when the drawer was counted; without a count the book's figure is taken for it. */
function countedOf(figures: DayFigures, { count, reason }: Close): Counted {
  if (count === null)
    return { figures, countId: null, countedMinor: figures.expectedMinor, overShortMinor: ZERO, reason }
  const { countedMinor, expectedMinor } = count
  const overShortMinor = subtract(countedMinor, expectedMinor)
  return { figures: { ...figures, expectedMinor }, countId: count.id, countedMinor, overShortMinor, reason }
}

const shiftOfClose = (figures: DayFigures, counted: Counted): Pick<ShiftView, 'figures' | 'nextPersonName'> => ({
  figures: { ...figures, expectedMinor: counted.figures.expectedMinor },
  nextPersonName: ''
})
