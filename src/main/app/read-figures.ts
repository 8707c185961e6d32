import type { BookDate } from '#shared/calendar/book-date.ts'
import type { DayFigures, PeriodTotals } from '#shared/closing/day-figures.ts'
import { dayFigures } from '#shared/closing/day-figures.ts'
import { cashOfTotals, lessTotals } from '#shared/closing/period-sums.ts'
import { add, type Minor, subtract, ZERO } from '#shared/money/money.ts'
import { type Book, openPeriod, today } from './book.ts'
import { type ForgottenDay, firstOpenEntry, newestOpenDay, openTotals } from './open-period.ts'
import { ownDrawer } from './own-drawer.ts'

/** The figures of all that no Z holds, for an X and a Z; of a forgotten day, without the entries of later days. */
export function readFigures(book: Book, forgotten: ForgottenDay | null = null): DayFigures {
  const { closings } = book.store
  const carried = forgotten?.carried ?? null
  const upTo = carried?.runs[0] === undefined ? book.store.entries.lastNo() : carried.runs[0][0] - 1
  const of = { forgotten, from: firstOpenEntry(book), upTo, totals: openTotals(book) }
  const upi = lessUpi(openUpi(book), carried === null ? NO_UPI : upiOfRuns(book, carried.runs))
  return figuresOf(book, {
    ...of,
    numbers: closings.numbersBetween(of.from, upTo),
    previousFloatMinor: closings.lastClosing()?.nextFloatMinor ?? ZERO,
    upi
  })
}

/** The same without the bills, which are looked for among the entries: the cost does not grow with the day or the book. */
export function readTotals(book: Book): Omit<DayFigures, 'firstNumber' | 'lastNumber'> {
  return figuresOf(book, {
    forgotten: null,
    from: firstOpenEntry(book),
    upTo: book.store.entries.lastNo(),
    totals: openTotals(book),
    numbers: { first: '', last: '' },
    previousFloatMinor: book.store.closings.lastClosing()?.nextFloatMinor ?? ZERO,
    upi: openUpi(book)
  })
}

/** The figures of the shift that is open, from what it began with. Fails nowhere: there is always a drawer. */
export function readShiftFigures(book: Book, shift: ShiftStart, forgotten: ForgottenDay | null = null): DayFigures {
  const { closings, entries } = book.store
  const from = shift.afterEntryNo + 1
  const run = [from, entries.lastNo()] as const
  return figuresOf(book, {
    forgotten,
    from,
    upTo: run[1],
    totals: lessTotals(openTotals(book), shift.totals),
    numbers: closings.numbersBetween(...run),
    previousFloatMinor: shift.floatMinor,
    upi: closings.upiOfRun(run)
  })
}

/** Where a shift began. */
export interface ShiftStart {
  readonly afterEntryNo: number
  readonly floatMinor: Minor
  /** The totals of the open period when it began. */
  readonly totals: readonly PeriodTotals[]
}

interface Lot {
  readonly forgotten: ForgottenDay | null
  readonly from: number
  readonly upTo: number
  readonly totals: readonly PeriodTotals[]
  readonly numbers: { readonly first: string; readonly last: string }
  readonly previousFloatMinor: Minor
  readonly upi: UpiOpen
}

function figuresOf(book: Book, lot: Lot): DayFigures {
  const { closings, entries } = book.store
  const later = lot.forgotten?.carried?.totals ?? []
  return dayFigures({
    bookOn: lot.forgotten?.carried ? lot.forgotten.bookOn : dayToClose(book),
    firstEntryNo: lot.from,
    lastEntryNo: lot.upTo,
    openedAt: entries.recordedAt(lot.from),
    firstNumber: lot.numbers.first,
    lastNumber: lot.numbers.last,
    previousFloatMinor: lot.previousFloatMinor,
    expectedMinor: subtract(ownDrawer(book), cashOfTotals(later)),
    upiWaitingMinor: lot.upi.waitingMinor,
    upiClaimedMinor: lot.upi.claimedMinor,
    warningCount: closings.warningsSince(lot.from - 1),
    totals: lessTotals(lot.totals, later)
  })
}

interface UpiOpen {
  readonly waitingMinor: Minor
  readonly claimedMinor: Minor
}
const NO_UPI: UpiOpen = { waitingMinor: ZERO, claimedMinor: ZERO }

const plusUpi = (one: UpiOpen, other: UpiOpen): UpiOpen => ({
  waitingMinor: add(one.waitingMinor, other.waitingMinor),
  claimedMinor: add(one.claimedMinor, other.claimedMinor)
})
const lessUpi = (one: UpiOpen, other: UpiOpen): UpiOpen => ({
  waitingMinor: subtract(one.waitingMinor, other.waitingMinor),
  claimedMinor: subtract(one.claimedMinor, other.claimedMinor)
})

/** Payments of the open entries that nobody has proved. */
function openUpi(book: Book): UpiOpen {
  const { closings } = book.store
  const own = closings.upiByState(openPeriod(book))
  const carried = closings.lastClosing()?.carried ?? null
  return carried === null ? own : plusUpi(own, upiOfRuns(book, carried.runs))
}

const upiOfRuns = (book: Book, runs: readonly (readonly [number, number])[]): UpiOpen =>
  runs.reduce((sum, run) => plusUpi(sum, book.store.closings.upiOfRun(run)), NO_UPI)

/**
 * The day that a Z made now would close: the newest day that has entries in the open period, so that a close after
 * midnight, or the next morning before the first entry, is still yesterday's. Without entries it is the current day, and
 * it is never later than that: entries of a clock that stood a month ahead for an hour must not carry the shop there.
 */
export function dayToClose(book: Book): BookDate {
  const current = today(book)
  const newest = newestOpenDay(book)
  return newest === null || newest > current ? current : newest
}
