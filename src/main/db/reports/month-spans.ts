import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Period } from '#shared/reports/period.ts'

/** A month that was put together, with the first and the last day on which it has something. */
export interface MonthSpan {
  firstOn: number
  lastOn: number
}

/** Notes a day of the month on which something is. */
export function widen(month: MonthSpan, bookOn: number): void {
  month.firstOn = Math.min(month.firstOn, bookOn)
  month.lastOn = Math.max(month.lastOn, bookOn)
}

/** Months of which a period takes everything, and the days of those of which it takes a part: two at most. */
export function wholeMonths<Month extends MonthSpan>(
  months: Iterable<Month>,
  { fromOn, toOn }: Period
): { readonly whole: Month[]; readonly parts: Period[] } {
  const whole: Month[] = []
  const parts: Period[] = []
  for (const month of months) {
    if (month.lastOn < fromOn || month.firstOn > toOn) continue
    if (month.firstOn >= fromOn && month.lastOn <= toOn) whole.push(month)
    else
      parts.push({
        fromOn: Math.max(month.firstOn, fromOn) as BookDate,
        toOn: Math.min(month.lastOn, toOn) as BookDate
      })
  }
  return { whole, parts }
}
