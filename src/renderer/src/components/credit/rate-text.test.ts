import fc from 'fast-check'
import { expect, test } from 'vitest'
import { rateText, readDayCount, readRate } from './rate-text.ts'

test('a rate is written as it is read, for every hundredth of a percent', () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_00 }), (rate) => readRate(rateText(rate)) === rate))
  expect([1800, 150, 1825, 5].map(rateText)).toEqual(['18', '1.5', '18.25', '0.05'])
})

test('a rate is read with its sign, in other digits, and refused above a hundred', () => {
  expect([' 18 % ', '१८', '1,5', ''].map(readRate)).toEqual([1800, 1800, 150, null])
  expect(['100.01', '1.234', '-1', 'x', '1.'].map(readRate)).toEqual(Array(5).fill(undefined))
})

test('days are whole, and at most so many', () => {
  expect(['7', '०', ' ', '366', '1.5'].map((text) => readDayCount(text, 365))).toEqual([
    7,
    0,
    null,
    undefined,
    undefined
  ])
})
