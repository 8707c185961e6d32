import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { minor } from '#shared/money/money.ts'
import { quantity, rate } from './quantity.ts'
import { workAmount, workQuantity, workRate } from './work-third.ts'

const value = <Value>(answer: { ok: true; value: Value } | { ok: false; failure: unknown }): Value => {
  expect(answer.ok).toBe(true)
  return (answer as { value: Value }).value
}

describe('any two give the third', () => {
  it('as on paper', () => {
    // Two boxes of 24 and three pieces at Rs 240 a box: 51 pieces, 510.00.
    expect(workAmount(quantity(51_000), rate(240_000), quantity(24_000))).toEqual({ ok: true, value: 51_000 })
    // 1.5 kg at 33.333 a kilo: 49.9995, half up.
    expect(workAmount(quantity(1_500), rate(33_333), quantity(1_000))).toEqual({ ok: true, value: 5_000 })
    expect(workRate(minor(51_000), quantity(51_000), quantity(24_000))).toEqual({ ok: true, value: 240_000 })
    expect(workQuantity(minor(51_000), rate(240_000), quantity(24_000), 'PCS')).toEqual({ ok: true, value: 51_000 })
    expect(workQuantity(minor(10_000), rate(33_333), quantity(1_000), 'KGS')).toEqual({ ok: true, value: 3_000 })
  })

  it.each([
    [workAmount(quantity(1_000_000_000_000), rate(1_000_000_000_000), quantity(1)), 'money/too-large'],
    [workRate(minor(1), quantity(0), quantity(1_000)), 'quantity/zero'],
    [workRate(minor(1_000_000_000_000), quantity(1), quantity(1_000)), 'quantity/rate-too-large'],
    [workQuantity(minor(1), rate(0), quantity(1_000), 'PCS'), 'quantity/not-a-rate'],
    [workQuantity(minor(1), rate(240_000), quantity(1_000), 'PCS'), 'quantity/zero'],
    [workQuantity(minor(1_000_000_000_000), rate(1), quantity(1_000), 'PCS'), 'quantity/too-large']
  ])('says what is wrong: %#', (answer, code) => expect(answer).toMatchObject({ ok: false, failure: { code } }))

  it('the rate of an amount gives that amount again, as near as a rate can be said', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 100_000 }), (amount, count) => {
        const price = value(workRate(minor(amount), quantity(count), quantity(1_000)))
        const again = value(workAmount(quantity(count), price, quantity(1_000)))
        // Half a thousandth of the rate for each of the count, and half a paisa of rounding.
        expect(Math.abs(again - amount)).toBeLessThanOrEqual(count / 20_000 + 1)
      })
    )
  })
})
