import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type BookDate, bookDate, dayNumber, weekday } from '#shared/calendar/book-date.ts'
import { daysOf, overBefore, REPORT_PERIODS } from './saved-report.ts'

const day = (year: number, month: number, date: number) => bookDate(year, month, date)
const fixed = { fromOn: day(2026, 1, 5), toOn: day(2026, 2, 3) }

describe('the days of a period', () => {
  test.each([
    ['today', 20261122, 20261122],
    ['week', 20261116, 20261122],
    ['month', 20261101, 20261122],
    ['last-month', 20261001, 20261031],
    ['quarter', 20261001, 20261122],
    ['year', 20260401, 20261122],
    ['last-year', 20250401, 20260331],
    ['fixed', 20260105, 20260203]
  ] as const)('%s, seen from Sunday 22-11-2026', (period, fromOn, toOn) => {
    expect(daysOf(period, day(2026, 11, 22), fixed)).toEqual({ fromOn, toOn })
  })

  test('January looks back into the year before', () => {
    expect(daysOf('last-month', day(2027, 1, 1), fixed)).toEqual({ fromOn: 20261201, toOn: 20261231 })
    expect(daysOf('year', day(2027, 3, 31), fixed)).toEqual({ fromOn: 20260401, toOn: 20270331 })
  })
})

const anyDay = fc.integer({ min: 0, max: 40_000 }).map((days): BookDate => addDays(day(2000, 1, 1), days))

test('a period never ends before it begins, and none but a fixed one reaches beyond the day', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(...REPORT_PERIODS), (today, period) => {
      const { fromOn, toOn } = daysOf(period, today, { fromOn: today, toOn: today })
      expect(fromOn).toBeLessThanOrEqual(toOn)
      expect(toOn).toBeLessThanOrEqual(today)
    })
  )
})

test('what is over ended before the day, is whole, and the next one follows it at once', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom('week' as const, 'month' as const), (today, every) => {
      const { fromOn, toOn } = overBefore(every, today)
      expect(toOn).toBeLessThan(today)
      expect(overBefore(every, fromOn).toOn).toBe(addDays(fromOn, -1))
      if (every === 'week') expect([dayNumber(toOn) - dayNumber(fromOn), weekday(fromOn)]).toEqual([6, 1])
      else expect(fromOn % 100).toBe(1)
    })
  )
})
