import type { BookDate } from '#shared/calendar/book-date.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Book, today } from './book.ts'

/**
 * The day an entry is booked on. A day ahead of the shop's current one is a slip; a day that a Z has closed stays as
 * it was printed: the entry is made on the current day and keeps the real one beside it (`occurredOn`).
 */
export function chooseBookDate(book: Book, asked: BookDate | null): BookDate {
  const current = today(book)
  if (asked === null || asked === current) return current
  if (asked > current) refuse('calendar/date-in-future', { date: asked, today: current }, 'bookOn')
  const closedOn = book.store.closings.lastClosing()?.bookOn ?? null
  if (closedOn !== null && asked <= closedOn) refuse('calendar/day-closed', { date: asked, closed: closedOn }, 'bookOn')
  return asked
}
