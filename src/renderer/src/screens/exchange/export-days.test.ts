import { expect, test } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { daysOf, monthBefore } from './export-days.ts'

const day = (on: number) => on as BookDate

test('a span is said from the current day of the book', () => {
  expect(daysOf('all', day(20261121))).toEqual({ fromOn: null, toOn: null })
  expect(daysOf('year', day(20260215))).toEqual({ fromOn: 20250401, toOn: 20260215 })
  expect(daysOf('last-year', day(20260215))).toEqual({ fromOn: 20240401, toOn: 20250331 })
  expect(daysOf('last-month', day(20260131))).toEqual({ fromOn: 20251201, toOn: 20251231 })
})

test('a month ends on its last day, whatever the year', () => {
  expect(monthBefore(day(20280301), 1)).toEqual({ fromOn: 20280201, toOn: 20280229 })
  expect(monthBefore(day(20261231), 0)).toEqual({ fromOn: 20261201, toOn: 20261231 })
  expect(monthBefore(day(20260101), 13)).toEqual({ fromOn: 20241201, toOn: 20241231 })
})
