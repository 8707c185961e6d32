import { describe, expect, it } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import { countDays, formatPeriod, NAMED_PERIODS, namedPeriod, nameOf, periodOf, shiftPeriod } from './period.ts'

const today = bookDate(2026, 11, 21)

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
