import type { BookDate } from '#shared/calendar/book-date.ts'
import type { DayFigures } from '#shared/closing/day-figures.ts'
import { dayFigures } from '#shared/closing/day-figures.ts'
import { systemAccount } from '#shared/ledger/account.ts'
import { ZERO } from '#shared/money/money.ts'
import { type Book, today } from './book.ts'

/** The figures of the open period, for an X and a Z. */
export function readFigures(book: Book, periodNo: number): DayFigures {
  return figuresWith(book, periodNo, book.store.closings.numbersOf(periodNo))
}

/** The same without the bills, which are looked for among the period's entries: the cost does not grow with the day or the book. */
export function readTotals(book: Book, periodNo: number): Omit<DayFigures, 'firstNumber' | 'lastNumber'> {
  return figuresWith(book, periodNo, { first: '', last: '' })
}

function figuresWith(book: Book, periodNo: number, numbers: { first: string; last: string }): DayFigures {
  const { closings, entries, accounts } = book.store
  const last = closings.lastClosing()
  const firstEntryNo = (last?.lastEntryNo ?? 0) + 1
  const upi = closings.upiByState(periodNo)
  return dayFigures({
    bookOn: dayToClose(book),
    firstEntryNo,
    lastEntryNo: entries.lastNo(),
    openedAt: entries.recordedAt(firstEntryNo),
    firstNumber: numbers.first,
    lastNumber: numbers.last,
    previousFloatMinor: last?.nextFloatMinor ?? ZERO,
    expectedMinor: accounts.balance(systemAccount('cash')),
    upiWaitingMinor: upi.waitingMinor,
    upiClaimedMinor: upi.claimedMinor,
    warningCount: closings.warningsSince(last?.lastEntryNo ?? 0),
    totals: closings.buckets(periodNo)
  })
}

/**
 * The day that a Z made now would close: the newest day that has entries in the open period, so that a close after
 * midnight, or the next morning before the first entry, is still yesterday's. Without entries it is the current day, and
 * it is never later than that: entries of a clock that stood a month ahead for an hour must not carry the shop there.
 */
export function dayToClose(book: Book): BookDate {
  const current = today(book)
  const newest = book.store.entries.newestDaySince(book.store.closings.lastClosing()?.lastEntryNo ?? 0)
  return newest === null || newest > current ? current : newest
}
