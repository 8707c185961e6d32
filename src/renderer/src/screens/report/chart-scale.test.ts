import fc from 'fast-check'
import { expect, test } from 'vitest'
import { everyHowMany, ticksOf } from './chart-scale.ts'

test('lines stand at round numbers and hold every value and nothing', () => {
  expect(ticksOf([0, 730])).toEqual([0, 200, 400, 600, 800])
  expect(ticksOf([-120, 300])).toEqual([-200, 0, 200, 400])
  expect(ticksOf([])).toEqual([0, 1])
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), { minLength: 1, maxLength: 40 }),
      (values) => {
        const ticks = ticksOf(values)
        expect(ticks.length).toBeLessThanOrEqual(8)
        expect(ticks[0]).toBeLessThanOrEqual(Math.min(0, ...values))
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(Math.max(0, ...values))
      }
    )
  )
})

test('labels are left out until they fit', () => {
  expect([everyHowMany(31, 12), everyHowMany(7, 12), everyHowMany(0, 12)]).toEqual([3, 1, 1])
})
