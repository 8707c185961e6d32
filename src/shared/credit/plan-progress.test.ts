import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, bookDate } from '#shared/calendar/book-date.ts'
import { minor, sum } from '#shared/money/money.ts'
import { addMonths, fillParts, proposeParts } from './plan-progress.ts'

const FIRST = bookDate(2026, 12, 1)

test('payments fill the parts from the first on, and what is more than the plan is left over', () => {
  const parts = proposeParts(minor(100_00), 3, FIRST, 'monthly')
  expect(parts.map(({ dueOn, amountMinor }) => [dueOn, amountMinor])).toEqual([
    [20261201, 33_34],
    [20270101, 33_33],
    [20270201, 33_33]
  ])
  const open = (paid: number) => fillParts(parts, minor(paid)).map(({ openMinor }) => openMinor)
  expect(open(0)).toEqual([33_34, 33_33, 33_33])
  expect(open(50_00)).toEqual([0, 16_67, 33_33])
  expect(open(200_00)).toEqual([0, 0, 0])
})

test('parts add up to the total, are about equal, and follow each other', () => {
  const total = fc.integer({ min: 1, max: 10 ** 12 })
  fc.assert(
    fc.property(total, fc.integer({ min: 1, max: 120 }), fc.constantFrom('monthly', 'weekly'), (of, count, rhythm) => {
      const parts = proposeParts(minor(of), count, FIRST, rhythm)
      expect(sum(parts.map(({ amountMinor }) => amountMinor))).toBe(of)
      const amounts = parts.map(({ amountMinor }) => amountMinor)
      expect(Math.max(...amounts) - Math.min(...amounts)).toBeLessThanOrEqual(1)
      expect(parts.every(({ dueOn }, at) => at === 0 || dueOn > (parts[at - 1]?.dueOn ?? 0))).toBe(true)
      const paid = minor(Math.trunc(of / 2))
      const open = sum(fillParts(parts, paid).map(({ openMinor }) => openMinor))
      expect(open).toBe(of - paid)
    })
  )
})

test('a month without that day ends on its last one, and a year goes over', () => {
  expect(addMonths(bookDate(2027, 1, 31), 1)).toBe(20270228)
  expect(addMonths(bookDate(2027, 1, 31), 13)).toBe(20280229)
  expect(addMonths(bookDate(2027, 1, 31), 3)).toBe(20270430)
  expect(addMonths(bookDate(2026, 11, 15), 14)).toBe(20280115)
  expect(proposeParts(minor(10), 3, FIRST, 'weekly').map(({ dueOn }) => dueOn)).toEqual([
    FIRST,
    addDays(FIRST, 7),
    addDays(FIRST, 14)
  ])
})
