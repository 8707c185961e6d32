import type { BookDate } from '#shared/calendar/book-date.ts'

/**
 * The day whose rates hold for a bill: the one on which the goods really changed hands, else that of the supplier's paper, else
 * the day of the book.
 */
export const rateDayOf = (days: {
  readonly occurredOn: BookDate | null
  readonly theirDate: BookDate | null
  readonly bookOn: BookDate
}): BookDate => days.occurredOn ?? days.theirDate ?? days.bookOn
