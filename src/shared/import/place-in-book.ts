import type { BookDate } from '#shared/calendar/book-date.ts'
import type { KnownBook } from './known-book.ts'

/**
 * Where a dated row comes to stand. A day that is closed takes no more entries: the row is recorded on the shop's
 * current day and keeps its own day beside it.
 */
export function placeInBook(date: BookDate, book: KnownBook): { bookOn: BookDate | null; occurredOn: BookDate | null } {
  const isClosed = book.lastClosedOn !== null && date <= book.lastClosedOn
  return isClosed ? { bookOn: null, occurredOn: date } : { bookOn: date, occurredOn: null }
}

export const isClosedDay = (date: BookDate, book: KnownBook): boolean =>
  book.lastClosedOn !== null && date <= book.lastClosedOn
