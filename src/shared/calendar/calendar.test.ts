import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  type BookDate,
  bookDate,
  dayNumber,
  formatBookDate,
  formatIsoDate,
  isBookDate,
  weekday
} from './book-date.ts'
import { financialYearOf, shortFinancialYear } from './financial-year.ts'
import { bookDateAt, currentBookDate, localTime, timeOfDay } from './shop-clock.ts'

const days = fc.integer({ min: -25_000, max: 80_000 }).map((day) => addDays(bookDate(1970, 1, 1), day))
const INDIA = 330
const at = (date: string, offsetMinutes = INDIA) => ({
  epochMs: Date.parse(`${date}Z`) - offsetMinutes * 60_000,
  offsetMinutes
})

describe('a day of the book', () => {
  test.each([20240229, 20000229, 19000101, 21991231])('%i is one', (day) => expect(isBookDate(day)).toBe(true))
  test.each([
    20230229,
    19000229,
    20261301,
    20260431,
    20260400,
    18991231,
    22000101,
    0,
    -20260101,
    20260101.5,
    Number.NaN
  ])('%d is none', (day) => expect(isBookDate(day)).toBe(false))

  test('is what the calendar of the system says, for every number of three centuries', () => {
    const wrong: number[] = []
    for (let number = 1900_00_00; number <= 2199_13_32; number++) {
      const [year, month, day] = [Math.trunc(number / 10_000), Math.trunc(number / 100) % 100, number % 100]
      if (month > 13 || day > 32) continue
      const utc = new Date(Date.UTC(year, month - 1, day))
      const isReal = month > 0 && day > 0 && utc.getUTCMonth() === month - 1 && utc.getUTCDate() === day
      if (isBookDate(number) !== isReal) wrong.push(number)
    }
    expect(wrong).toEqual([])
  })

  test('a day and days added and taken away is the same day', () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -300, max: 300 }), (day, by) => {
        const other = addDays(day, by)
        expect(dayNumber(other) - dayNumber(day)).toBe(by)
        expect(addDays(other, -by)).toBe(day)
        expect(other > day).toBe(by > 0)
        expect((((weekday(other) - weekday(day) - by) % 7) + 7) % 7).toBe(0)
      })
    )
  })

  test('is written as it is in India, and as other programs read it', () => {
    expect(formatBookDate(20260401 as BookDate)).toBe('01-04-2026')
    expect(formatIsoDate(20260401 as BookDate)).toBe('2026-04-01')
    expect(weekday(20261121 as BookDate)).toBe(6)
  })
})

test.each([
  [20260331, 2025, '25-26'],
  [20260401, 2026, '26-27'],
  [20991231, 2099, '99-00']
])('%i is in the financial year from April %i', (day, year, short) => {
  expect(financialYearOf(day as BookDate)).toBe(year)
  expect(shortFinancialYear(year)).toBe(short)
})

describe('the clock of the shop', () => {
  test.each([
    ['2026-11-22T01:30', 4, 20261121],
    ['2026-11-22T03:59', 4, 20261121],
    ['2026-11-22T04:00', 4, 20261122],
    ['2026-11-22T00:00', 0, 20261122],
    ['2027-01-01T02:00', 4, 20261231]
  ])('%s with a day that turns at %i is %i', (time, rollover, day) => expect(bookDateAt(at(time), rollover)).toBe(day))

  test('after a Z comes a later day, whatever the clock says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 4_000_000_000_000 }),
        fc.integer({ min: 0, max: 11 }),
        days,
        (epochMs, hour, closed) => {
          const current = currentBookDate({ epochMs, offsetMinutes: INDIA }, hour, closed)
          expect(current).toBeGreaterThan(closed)
          expect(current).toBeGreaterThanOrEqual(bookDateAt({ epochMs, offsetMinutes: INDIA }, hour))
        }
      )
    )
  })

  test('the hour alone is the hour of the whole time, in every zone', () => {
    const zone = fc.integer({ min: -720, max: 840 })
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000_000, max: 4_000_000_000_000 }), zone, (epochMs, offsetMinutes) => {
        const { hour, minute } = localTime({ epochMs, offsetMinutes })
        expect(timeOfDay({ epochMs, offsetMinutes })).toEqual({ hour, minute })
      })
    )
  })
})
