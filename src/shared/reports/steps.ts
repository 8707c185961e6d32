import type { BookDate } from '#shared/calendar/book-date.ts'
import { type Bucket, bucketStart, bucketWithin, type Period } from './period.ts'
import type { ReportCell, ReportColumn } from './report.ts'
import { column, rowWord } from './report-table.ts'

/** The steps of a period in which something was: a day of the book that was idle has no line. */
export function stepsOf(days: Iterable<{ readonly bookOn: number }>, period: Period, bucket: Bucket): Period[] {
  const starts = new Set<BookDate>()
  for (const { bookOn } of days) {
    if (bookOn >= period.fromOn && bookOn <= period.toOn) starts.add(bucketStart(bookOn as BookDate, bucket))
  }
  return [...starts].sort((one, other) => one - other).map((start) => bucketWithin(start, bucket, period))
}

/** A day stands in one column, a week or a month in two: its first and its last day. */
export const stepColumns = (bucket: Bucket): ReportColumn[] =>
  bucket === 'day' ? [column('day', 'day')] : [column('fromOn', 'day'), column('toOn', 'day', 1)]

export const stepCells = (bucket: Bucket, { fromOn, toOn }: Period): ReportCell[] =>
  bucket === 'day' ? [fromOn] : [fromOn, toOn]

/** The word at the head of the sum of all steps. */
export const stepWord = (bucket: Bucket): ReportCell[] =>
  bucket === 'day' ? [rowWord('total')] : [rowWord('total'), null]
