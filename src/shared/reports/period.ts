import { addDays, type BookDate, bookDate, parts, weekday } from '#shared/calendar/book-date.ts'
import type { REPORT_STEPS } from './report.ts'

/** Days of the book from one to another, both counted in. */
export interface Period {
  readonly fromOn: BookDate
  readonly toOn: BookDate
}
export type ReportStep = (typeof REPORT_STEPS)[number]
/** What days are put together by: a chart of many years goes by years. */
export type Bucket = 'day' | 'week' | 'month' | 'year'

const FIRST_DAY = bookDate(1900, 1, 1)
const LAST_DAY = bookDate(2199, 12, 31)

/** The first day of the bucket that a day is in. Weeks begin on Monday. */
export function bucketStart(day: BookDate, bucket: Bucket): BookDate {
  const { year, month } = parts(day)
  if (bucket === 'day') return day
  if (bucket === 'month') return bookDate(year, month, 1)
  if (bucket === 'year') return bookDate(year, 1, 1)
  const back = (weekday(day) + 6) % 7
  return daysApart(FIRST_DAY, day) < back ? FIRST_DAY : addDays(day, -back)
}

/** The last day of the bucket that begins on a day. */
export function bucketEnd(start: BookDate, bucket: Bucket): BookDate {
  const { year, month } = parts(start)
  if (bucket === 'day') return start
  if (bucket === 'month') return lastOfMonth(year, month)
  if (bucket === 'year') return bookDate(year, 12, 31)
  const left = 6 - ((weekday(start) + 6) % 7)
  return daysApart(start, LAST_DAY) < left ? LAST_DAY : addDays(start, left)
}

export const lastOfMonth = (year: number, month: number): BookDate =>
  month === 12 ? bookDate(year, 12, 31) : addDays(bookDate(year, month + 1, 1), -1)

/** How many days one day is after another. */
export function daysApart(from: BookDate, to: BookDate): number {
  const number = (day: BookDate) => {
    const { year, month, day: dayOfMonth } = parts(day)
    return Date.UTC(year, month - 1, dayOfMonth) / 86_400_000
  }
  return number(to) - number(from)
}

/**
 * The period of the same length right before: of whole months so many months, of any other days so many days. Null when the
 * calendar of the book does not reach so far back.
 */
export function periodBefore({ fromOn, toOn }: Period): Period | null {
  if (fromOn <= FIRST_DAY) return null
  const before = addDays(fromOn, -1)
  const [from, to] = [parts(fromOn), parts(toOn)]
  if (from.day === 1 && toOn === lastOfMonth(to.year, to.month)) {
    const first = from.year * 12 + from.month - 1 - ((to.year - from.year) * 12 + to.month - from.month + 1)
    const year = Math.trunc(first / 12)
    return year < 1900 ? null : { fromOn: bookDate(year, (first % 12) + 1, 1), toOn: before }
  }
  const length = daysApart(fromOn, toOn)
  return daysApart(FIRST_DAY, before) < length ? null : { fromOn: addDays(before, -length), toOn: before }
}

const BUCKETS: readonly Bucket[] = ['day', 'week', 'month', 'year']
/** The most bars of a chart that a person still tells apart. */
const MOST_BARS = 36

/** How a chart of a period is cut when nobody said: as finely as can be read. */
export function chartBucket({ fromOn, toOn }: Period, step: ReportStep): Bucket {
  const days = daysApart(fromOn, toOn) + 1
  const asked = BUCKETS.indexOf(step as Bucket)
  const least = [MOST_BARS, MOST_BARS * 7, MOST_BARS * 31].findIndex((most) => days <= most)
  return BUCKETS[Math.max(asked, least < 0 ? BUCKETS.length - 1 : least)] ?? 'year'
}

/** The part of a bucket that lies within a period: its first and its last day. */
export function bucketWithin(start: BookDate, bucket: Bucket, { fromOn, toOn }: Period): Period {
  const end = bucketEnd(start, bucket)
  return { fromOn: start < fromOn ? fromOn : start, toOn: end > toOn ? toOn : end }
}
