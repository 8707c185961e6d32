import type { DayFigures } from '#shared/closing/day-figures.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import type { Book } from './book.ts'

/** So many stand on the paper of a Z; how many more there are is said. */
const MOST_LISTED = 100

/** The payments by UPI of a day that no line of a statement proves yet, in the order in which they were entered. */
export function unprovedOf(book: Book, figures: DayFigures): NonNullable<ClosingView['unproved']> {
  const all = book.store.payments
    .openRun(figures.firstEntryNo, figures.lastEntryNo)
    .filter(({ bookOn }) => bookOn <= figures.bookOn)
  return {
    payments: all.slice(0, MOST_LISTED).map(({ number, partyName, amountMinor, time, state }) => ({
      ...{ number, partyName, amountMinor, time },
      state: state === 'claimed' ? 'claimed' : 'waiting'
    })),
    moreCount: Math.max(0, all.length - MOST_LISTED)
  }
}
