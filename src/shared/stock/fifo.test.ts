import fc from 'fast-check'
import { expect, test } from 'vitest'
import { minor } from '#shared/money/money.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import { fifoValue, layerLeft } from './fifo.ts'

const layer = (count: number, cost: number) => ({ quantity: quantity(count), costMinor: minor(cost) })
const onHand = (count: number, value: number) => ({ quantity: quantity(count), valueMinor: minor(value) })

test('what came in last is what is left', () => {
  const layers = [layer(10_000, 300_00), layer(10_000, 100_00)]
  expect(fifoValue(onHand(4_000, 0), layers)).toBe(120_00)
  expect(fifoValue(onHand(15_000, 0), layers)).toBe(350_00)
})

test('goods of which no cost is known are worth their part of the average, as is a shortage', () => {
  expect(fifoValue(onHand(20_000, 500_00), [layer(10_000, 300_00)])).toBe(550_00)
  expect(fifoValue(onHand(-3_000, -30_00), [layer(10_000, 300_00)])).toBe(-30_00)
})

test('what went back to the supplier takes its part of the cost with it', () => {
  expect(layerLeft(quantity(10_000), minor(100_01), quantity(0))).toEqual(layer(10_000, 100_01))
  expect(layerLeft(quantity(10_000), minor(100_01), quantity(4_000))).toEqual(layer(6_000, 60_01))
  expect(layerLeft(quantity(10_000), minor(100_01), quantity(10_000))).toBeNull()
})

test('layers are read only until all that is on hand is covered', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.nat(99)), { minLength: 1 }),
      fc.nat(60),
      (made, count) => {
        let read = 0
        function* layers() {
          for (const [size, cost] of made) {
            read += size
            yield layer(size, cost)
          }
        }
        const value = fifoValue(onHand(count, 0), layers())
        expect(value).toBeLessThanOrEqual(made.reduce((sum, [, cost]) => sum + cost, 0))
        expect(read).toBeLessThan(count + 10)
      }
    )
  )
})
