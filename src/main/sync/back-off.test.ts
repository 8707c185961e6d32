import fc from 'fast-check'
import { expect, test } from 'vitest'
import { backOffMs } from './back-off.ts'

const dice = fc.integer({ min: 0, max: 2 ** 31 - 1 })

test('never fast, never longer than five minutes, whatever the dice say and however often it failed', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), dice, (failures, number) => {
      const wait = backOffMs(failures, () => number)
      expect(wait).toBeGreaterThanOrEqual(250)
      expect(wait).toBeLessThanOrEqual(300_000)
    })
  )
})

test('the span doubles until it is five minutes', () => {
  const longest = (failures: number) => backOffMs(failures, () => 2 ** 31 - 1)
  expect([1, 2, 3, 9, 10, 40].map(longest)).toEqual([999, 1_999, 3_999, 255_999, 299_999, 299_999])
})

test('counters that lost the server together come back apart', () => {
  const waits = Array.from({ length: 100 }, (_, no) => backOffMs(9, () => Math.floor((no / 100) * 2 ** 31)))
  expect(new Set(waits).size).toBeGreaterThan(90)
})
