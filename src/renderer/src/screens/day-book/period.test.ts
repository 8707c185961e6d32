import { describe, expect, it } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import {
  countDays,
  formatPeriod,
  NAMED_PERIODS,
  namedPeriod,
  nameOf,
  parseDay,
  periodOf,
  shiftPeriod
} from './period.ts'

const today = bookDate(2026, 11, 21)

describe('a day as it is typed', () => {
  it.each([
    ['21', 20261121],
    ['1', 20261101],
    ['5-4', 20260405],
    ['5/4/25', 20250405],
    ['05.04.2025', 20250405],
    ['050425', 20250405],
    ['05042025', 20250405],
    ['२१-११', 20261121]
  ])('%s', (text, expected) => {
    const read = parseDay(text, today)
    expect(read.ok && read.value).toBe(expected)
  })

  it.each(['', '0', '32', '31-11', '29-2-2026', 'today', '1-2-3-4', '12345678901'])('refuses %s', (text) => {
    expect(parseDay(text, today).ok).toBe(false)
  })
})

describe('periods', () => {
  it('have names', () => {
    expect(formatPeriod(namedPeriod('last-month', today))).toBe('01-10-2026 … 31-10-2026')
    expect(namedPeriod('year', bookDate(2026, 3, 31))).toEqual({ fromOn: 20250401, toOn: 20260331 })
    for (const name of NAMED_PERIODS) expect(nameOf(namedPeriod(name, today), today)).toBe(name)
    expect(nameOf(periodOf(bookDate(2026, 1, 5), bookDate(2026, 1, 3)), today)).toBeNull()
  })

  it('shift by their own length', () => {
    const week = namedPeriod('week', today)
    expect(countDays(week)).toBe(7)
    expect(shiftPeriod(week, -1)).toEqual({ fromOn: 20261108, toOn: 20261114 })
    expect(shiftPeriod(shiftPeriod(week, -1), 1)).toEqual(week)
  })
})
