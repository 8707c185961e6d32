import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type BookDate, bookDate } from '#shared/calendar/book-date.ts'
import { bucketEnd, bucketStart, bucketWithin, chartBucket, daysApart, lastOfMonth, periodBefore } from './period.ts'

const BUCKETS = ['day', 'week', 'month', 'year'] as const
const days = fc.integer({ min: 0, max: 73_000 }).map((count) => addDays(bookDate(1920, 1, 1), count))
const periods = fc
  .tuple(days, fc.integer({ min: 0, max: 4_000 }))
  .map(([fromOn, length]) => ({ fromOn, toOn: addDays(fromOn, length) }))

describe('the period before', () => {
  test('of whole months is as many months, of other days as many days', () => {
    const of = (fromOn: number, toOn: number) => periodBefore({ fromOn: fromOn as BookDate, toOn: toOn as BookDate })
    expect(of(20260301, 20260331)).toEqual({ fromOn: 20260201, toOn: 20260228 })
    expect(of(20250401, 20260331)).toEqual({ fromOn: 20240401, toOn: 20250331 })
    expect(of(20260101, 20260131)).toEqual({ fromOn: 20251201, toOn: 20251231 })
    expect(of(20261122, 20261122)).toEqual({ fromOn: 20261121, toOn: 20261121 })
    expect(of(20261105, 20261120)).toEqual({ fromOn: 20261020, toOn: 20261104 })
    expect(of(19000101, 21001231)).toBeNull()
  })

  test('ends the day before, whatever the days are', () => {
    fc.assert(
      fc.property(periods, (period) => {
        const before = periodBefore(period)
        expect(before?.toOn).toBe(addDays(period.fromOn, -1))
        expect(daysApart(before?.fromOn ?? period.fromOn, period.fromOn)).toBeGreaterThan(0)
      })
    )
  })
})

test('buckets follow each other without a gap, and every day is in the one that begins before it', () => {
  fc.assert(
    fc.property(days, fc.constantFrom(...BUCKETS), (day, bucket) => {
      const start = bucketStart(day, bucket)
      const end = bucketEnd(start, bucket)
      expect(start <= day && day <= end).toBe(true)
      expect(bucketStart(end, bucket)).toBe(start)
      expect(bucketStart(addDays(end, 1), bucket)).toBe(addDays(end, 1))
    })
  )
})

test('a bucket at the edge of a period, or of the calendar, is cut off there', () => {
  const period = { fromOn: bookDate(2026, 11, 4), toOn: bookDate(2026, 11, 10) }
  expect(bucketWithin(bookDate(2026, 11, 2), 'week', period)).toEqual({ fromOn: 20261104, toOn: 20261108 })
  expect(bucketStart(bookDate(1900, 1, 1), 'week')).toBe(19000101)
  expect(bucketEnd(bookDate(2199, 12, 30), 'week')).toBe(21991231)
  expect(lastOfMonth(2024, 2)).toBe(20240229)
})

test('a chart has no more bars than can be told apart, and is never finer than was asked for', () => {
  fc.assert(
    fc.property(periods, fc.constantFrom('none', 'day', 'week', 'month'), (period, step) => {
      const bucket = chartBucket(period, step)
      const most = { day: 36, week: 37, month: 38, year: Number.POSITIVE_INFINITY }[bucket]
      const length = { day: 1, week: 7, month: 31, year: 366 }[bucket]
      expect((daysApart(period.fromOn, period.toOn) + 1) / length).toBeLessThanOrEqual(most)
      if (step !== 'none') expect(BUCKETS.indexOf(bucket)).toBeGreaterThanOrEqual(BUCKETS.indexOf(step))
    })
  )
})
