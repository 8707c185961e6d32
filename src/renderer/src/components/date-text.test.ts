import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, bookDate, formatBookDate } from '#shared/calendar/book-date.ts'
import { readDate } from './date-text.ts'

const today = bookDate(2026, 11, 21)
const read = (text: string) => {
  const result = readDate(text, today)
  return result.ok ? result.value : result.failure.code
}

describe('readDate', () => {
  it.each([
    ['21', bookDate(2026, 11, 21)],
    ['5', bookDate(2026, 11, 5)],
    ['25', bookDate(2026, 10, 25)],
    ['21-11', bookDate(2026, 11, 21)],
    ['1/12', bookDate(2025, 12, 1)],
    ['2111', bookDate(2026, 11, 21)],
    ['211126', bookDate(2026, 11, 21)],
    ['21112025', bookDate(2025, 11, 21)],
    ['3.4.25', bookDate(2025, 4, 3)],
    ['yesterday', bookDate(2026, 11, 20)],
    ['कल', bookDate(2026, 11, 20)],
    ['आज', today],
    ['२०-११', bookDate(2026, 11, 20)],
    ['-3', bookDate(2026, 11, 18)]
  ])('reads %s', (text, expected) => expect(read(text)).toBe(expected))

  it.each(['', '32', '31-2', 'tomorrow?', '1-2-3-4', '31-11'])('refuses %s', (text) =>
    expect(read(text)).toBe('calendar/not-a-date')
  )

  it('reads back whatever it writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: -3000, max: 0 }), (days) => {
        const date = addDays(today, days)
        expect(read(formatBookDate(date))).toBe(date)
      })
    )
  })
})
