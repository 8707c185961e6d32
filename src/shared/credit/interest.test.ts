import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, bookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import { interestOn } from './interest.ts'

const TODAY = bookDate(2026, 11, 22)
const charge = (amount: number, daysAgo: number, rule = { ratePerYearBp: 18_00, graceDays: 0 }, charged?: number) =>
  interestOn(minor(amount), addDays(TODAY, -daysAgo), {
    rule,
    today: TODAY,
    chargedThrough: charged === undefined ? null : addDays(TODAY, -charged)
  })

test('a year at 18 % on a lakh is 18,000, and nothing before the grace days are over', () => {
  expect(charge(1_00_000_00, 365)).toBe(18_000_00)
  expect(charge(1_00_000_00, 7, { ratePerYearBp: 18_00, graceDays: 7 })).toBe(0)
  expect(charge(1_00_000_00, 8, { ratePerYearBp: 18_00, graceDays: 7 })).toBe(49_32)
  expect(charge(1_00_000_00, -3)).toBe(0)
  expect(charge(1_00_000_00, 90, { ratePerYearBp: 0, graceDays: 0 })).toBe(0)
})

test('half a paisa is rounded away from zero, on either side', () => {
  // 36.5 rupees at 10 % a year: exactly one paisa a day, so half a paisa for half of that.
  expect(charge(18_25, 1, { ratePerYearBp: 10_00, graceDays: 0 })).toBe(1)
  expect(charge(-18_25, 1, { ratePerYearBp: 10_00, graceDays: 0 })).toBe(-1)
  expect(charge(18_24, 1, { ratePerYearBp: 10_00, graceDays: 0 })).toBe(0)
})

test('days that were charged are not charged again', () => {
  expect(charge(1_00_000_00, 100, undefined, 0)).toBe(0)
  expect(charge(1_00_000_00, 100, undefined, 30)).toBe(charge(1_00_000_00, 30))
  expect(charge(1_00_000_00, 20, undefined, 30)).toBe(charge(1_00_000_00, 20))
})

test('interest is within half a paisa of the exact fraction, and no charge is too large for it', () => {
  const amount = fc.integer({ min: -(10 ** 15), max: 10 ** 15 })
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 3_600 }), (open, days, rate) => {
      const interest = charge(open, days, { ratePerYearBp: rate, graceDays: 0 })
      const exact = BigInt(open) * BigInt(rate) * BigInt(days)
      const off = exact - BigInt(interest) * 3_650_000n
      expect((off < 0n ? -off : off) * 2n <= 3_650_000n).toBe(true)
    })
  )
})
