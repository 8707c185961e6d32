import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, bookDate, parts } from '#shared/calendar/book-date.ts'
import { guessDateOrder, readDate } from './read-date.ts'

describe('one date', () => {
  test.each([
    ['21-11-2026', 'dmy', 20261121],
    ['21/11/26', 'dmy', 20261121],
    ['1.4.2026', 'dmy', 20260401],
    ['12/1/2010 8:26', 'mdy', 20101201],
    ['12/1/2010 8:26', 'dmy', 20100112],
    ['2026-11-21', 'dmy', 20261121],
    ['2026-11-21T10:00:00Z', 'mdy', 20261121],
    ['2026/11/21 10:00', 'ymd', 20261121],
    ['26-11-21', 'ymd', 20261121],
    ['20261121', 'dmy', 20261121],
    ['21-Nov-2026', 'dmy', 20261121],
    ['1-Apr-26', 'mdy', 20260401],
    ['Nov 21, 2026', 'dmy', 20261121],
    ['21 नवंबर 2026', 'dmy', 20261121],
    ['२१-११-२०२६', 'dmy', 20261121],
    ['46347', 'dmy', 20261121],
    ['46347.4', 'dmy', 20261121],
    ['1-9-99', 'dmy', 19990901]
  ] as const)('%s as %s', (text, order, expected) => {
    expect(readDate(text, order)).toBe(expected)
  })

  test.each(['', 'soon', '31-02-2026', '00-01-2026', '12-13-2026', '2026', '1-1-026', '12.5', '21 Foo 2026'])(
    '%s is none',
    (text) => {
      expect(readDate(text, 'dmy')).toBeNull()
    }
  )
})

describe('the order of a whole column', () => {
  test('a part above twelve decides', () => {
    expect(guessDateOrder(['01/02/2026', '13/02/2026'])).toEqual({ order: 'dmy', isSure: true })
    expect(guessDateOrder(['01/02/2026', '02/13/2026'])).toEqual({ order: 'mdy', isSure: true })
    expect(guessDateOrder(['2026-01-02'])).toEqual({ order: 'ymd', isSure: true })
    expect(guessDateOrder(['99/01/13', '98/12/31'])).toEqual({ order: 'ymd', isSure: true })
  })

  test('undecided, it is day before month, unless it is written the American way', () => {
    expect(guessDateOrder(['01/02/2026', '02/02/2026'])).toEqual({ order: 'dmy', isSure: false })
    expect(guessDateOrder(['12/1/2010 8:26', '12/2/2010 9:00'])).toEqual({ order: 'mdy', isSure: false })
    expect(guessDateOrder(['1/4/2026', '2/4/2026'])).toEqual({ order: 'dmy', isSure: false })
    expect(guessDateOrder(['5/5/2026'])).toEqual({ order: 'dmy', isSure: true })
    expect(guessDateOrder([])).toEqual({ order: 'dmy', isSure: true })
  })

  test('one bad date does not turn the others round', () => {
    expect(guessDateOrder(['01/13/2026', '01/14/2026', '31/02/2026']).order).toBe('mdy')
  })
})

test('a year of days is read back in the order that it was written in', () => {
  const orders = fc.constantFrom('dmy', 'mdy', 'ymd')
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 40_000 }), orders, (days, order) => {
      const date = addDays(bookDate(1950, 1, 1), days)
      const { year, month, day } = parts(date)
      const text = { dmy: [day, month, year], mdy: [month, day, year], ymd: [year, month, day] }[order].join('/')
      expect(readDate(text, order)).toBe(date)
    })
  )
})
