import { expect, test } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import { cautionsOf } from './cautions.ts'

const status = (day: number, lastDay: number | null, entryCount: number) => ({
  bookOn: bookDate(2026, 11, day),
  entryCount,
  lastOn: lastDay === null ? null : bookDate(2026, 11, lastDay)
})

test('a usual close has nothing to say', () => {
  expect(cautionsOf(status(22, 21, 12))).toEqual([])
  expect(cautionsOf(status(22, null, 0))).toEqual([])
})

test('a close without an entry takes the day away from what is sold later', () => {
  expect(cautionsOf(status(22, 21, 0))).toEqual([{ type: 'nothing-entered' }])
})

test('a day far after the last Z may be a clock that stands ahead', () => {
  expect(cautionsOf(status(20, 12, 3))).toEqual([])
  expect(cautionsOf(status(21, 12, 3))).toEqual([{ type: 'far-ahead', days: 9 }])
})
