import { addDays, type BookDate, bookDate, parts } from '#shared/calendar/book-date.ts'
import { financialYearOf } from '#shared/calendar/financial-year.ts'

/** Days that a book may be written for, as a person says them. */
export const SPANS = ['all', 'year', 'last-year', 'month', 'last-month'] as const
export type Span = (typeof SPANS)[number]

export interface Days {
  readonly fromOn: BookDate | null
  readonly toOn: BookDate | null
}

/** The days of a span, seen from the current day of the book. */
export function daysOf(span: Span, today: BookDate): Days {
  const year = financialYearOf(today)
  switch (span) {
    case 'all':
      return { fromOn: null, toOn: null }
    case 'year':
      return { fromOn: bookDate(year, 4, 1), toOn: today }
    case 'last-year':
      return { fromOn: bookDate(year - 1, 4, 1), toOn: bookDate(year, 3, 31) }
    case 'month':
      return monthBefore(today, 0)
    case 'last-month':
      return monthBefore(today, 1)
  }
}

/** All days of the month that lies so many months before a day. */
export function monthBefore(day: BookDate, months: number): { readonly fromOn: BookDate; readonly toOn: BookDate } {
  const { year, month } = parts(day)
  const count = year * 12 + month - 1 - months
  const first = (at: number) => bookDate(Math.floor(at / 12), (at % 12) + 1, 1)
  return { fromOn: first(count), toOn: addDays(first(count + 1), -1) }
}
