import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import inGst from '#resources/tax/in-gst.json' with { type: 'json' }
import type { BookDate } from '#shared/calendar/book-date.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { type Minor, minor, sum } from '#shared/money/money.ts'
import { quantity, roundedQuotient } from '#shared/quantity/quantity.ts'
import { TAX_HEADS, type TaxHead, zTaxScheme } from './tax-scheme.ts'
import { type Supply, type SupplyReach, type TaxableLine, type TaxedLine, workTax } from './work-tax.ts'

const scheme = zTaxScheme.parse(inGst)
const HEADS: Readonly<Record<SupplyReach, readonly TaxHead[]>> = {
  intra: ['cgst', 'sgst', 'cess'],
  'intra-ut': ['cgst', 'utgst', 'cess'],
  inter: ['igst', 'cess'],
  one: ['vat', 'cess'],
  none: []
}
const reaches = fc.constantFrom(...(Object.keys(HEADS) as SupplyReach[]))
const days = fc.constantFrom(20180101, 20250921, 20250922, 20260131, 20260201, 20261122)
const rules = scheme.rules.filter(({ periods }) => periods[0]?.from === 20170701).map(({ id }) => id)

const lines = (isTaxInPrice: fc.Arbitrary<boolean>, most = 100_000_000) =>
  fc.array(
    fc.record({
      ruleId: fc.constantFrom('', ...rules),
      valueMinor: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: most })).map(minor),
      isTaxInPrice,
      quantity: fc.integer({ min: 1, max: 100_000 }).map(quantity),
      retailPriceMinor: fc.option(fc.integer({ min: 1, max: 50_000 }).map(minor)),
      fixed: fc.constant(null)
    }),
    { minLength: 1, maxLength: 25 }
  )

/** The lines worked out, or null where a tax by the printed price is more than the price asked. */
function worked(asked: readonly TaxableLine[], supply: Supply): readonly TaxedLine[] | null {
  try {
    return workTax(asked, supply, scheme)
  } catch (error) {
    if (error instanceof FailureError && error.failure.code === 'tax/price-below-tax') return null
    throw error
  }
}

const on = (day: number) => day as BookDate
const head = (line: TaxedLine, name: TaxHead): Minor => line.taxes[name] ?? minor(0)
const sumOf = (all: readonly TaxedLine[], name: TaxHead) => sum(all.map((line) => head(line, name)))
const taxOf = (line: TaxedLine): number => sum(Object.values(line.taxes))

describe('whatever is on a bill, its tax', () => {
  test('is of the heads of its reach, none below zero, and the two halves are equal', () => {
    fc.assert(
      fc.property(lines(fc.boolean()), reaches, days, (asked, reach, day) => {
        const bill = worked(asked, { on: on(day), reach })
        for (const line of bill ?? []) {
          expect(Object.keys(line.taxes).filter((name) => !HEADS[reach].includes(name as TaxHead))).toEqual([])
          expect(Object.values(line.taxes).filter((amount) => amount < 0)).toEqual([])
          expect(line.taxableMinor).toBeGreaterThanOrEqual(0)
          if (line.nature !== 'taxable') expect(line.taxes).toEqual({})
        }
        if (bill === null || !reach.startsWith('intra')) return
        expect(sumOf(bill, 'cgst')).toBe(add(sumOf(bill, 'sgst'), sumOf(bill, 'utgst')))
      })
    )
  })

  test('is each head of a rate rounded half up once, from the sum of what it is worked out from', () => {
    fc.assert(
      fc.property(lines(fc.constant(false)), reaches, days, (asked, reach, day) => {
        const plain = asked.map((line) => ({ ...line, retailPriceMinor: null }))
        const bill = worked(plain, { on: on(day), reach }) ?? []
        const parts = reach.startsWith('intra') ? 2n : 1n
        for (const rateBp of new Set(bill.map((line) => line.rateBp))) {
          const group = bill.filter((line) => line.rateBp === rateBp && line.nature === 'taxable')
          const value = BigInt(sum(group.map((line) => line.assessedMinor)))
          for (const name of HEADS[reach].filter((one) => one !== 'cess')) {
            expect(sumOf(group, name)).toBe(Number(roundedQuotient(value * BigInt(rateBp), 10_000n * parts)))
          }
        }
      })
    )
  })

  test('leaves a price that holds it as it was asked, and is off by a paisa a head at most', () => {
    fc.assert(
      fc.property(lines(fc.boolean()), reaches, days, (asked, reach, day) => {
        const plain = asked.map((line) => ({ ...line, retailPriceMinor: null }))
        const bill = worked(plain, { on: on(day), reach })
        if (bill === null) return
        for (const [index, line] of bill.entries()) {
          const value = plain[index]?.valueMinor ?? 0
          expect(plain[index]?.isTaxInPrice ? line.taxableMinor + taxOf(line) : line.taxableMinor).toBe(value)
        }
        const parts = reach.startsWith('intra') ? 2n : 1n
        for (const rateBp of new Set(bill.map((line) => line.rateBp))) {
          const group = bill.filter((line) => line.rateBp === rateBp && line.nature === 'taxable')
          const value = BigInt(sum(group.map((line) => line.assessedMinor)))
          for (const name of HEADS[reach].filter((one) => one !== 'cess')) {
            const exact = Number(roundedQuotient(value * BigInt(rateBp), 10_000n * parts))
            expect(Math.abs(sumOf(group, name) - exact)).toBeLessThanOrEqual(1)
          }
        }
      })
    )
  })

  test('comes to the same sums in whatever order the lines are', () => {
    fc.assert(
      fc.property(lines(fc.boolean()), fc.infiniteStream(fc.nat()), reaches, days, (asked, keys, reach, day) => {
        const order = [...keys.take(asked.length)]
        const mixed = asked
          .map((line, index) => ({ line, key: order[index] ?? 0 }))
          .toSorted((one, other) => one.key - other.key)
          .map(({ line }) => line)
        const sums = (bill: readonly TaxedLine[] | null) => bill && TAX_HEADS.map((name) => sumOf(bill, name))
        const supply = { on: on(day), reach }
        expect(sums(worked(mixed, supply))).toEqual(sums(worked(asked, supply)))
      })
    )
  })

  test('never falls when the rate grows', () => {
    const value = fc.integer({ min: 0, max: 1_000_000_000 }).map(minor)
    const rate = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(value, fc.boolean(), rate, rate, reaches, (valueMinor, isTaxInPrice, one, other, reach) => {
        const at = (rateBp: number) => {
          const fixed = { rateBp, cessBp: 0, cessPerUnitMinor: minor(0) }
          const line = {
            ruleId: '',
            valueMinor,
            isTaxInPrice,
            quantity: quantity(1_000),
            retailPriceMinor: null,
            fixed
          }
          const [found] = workTax([line], { on: on(20261122), reach }, scheme)
          return found === undefined ? 0 : taxOf(found)
        }
        expect(at(Math.max(one, other))).toBeGreaterThanOrEqual(at(Math.min(one, other)))
      })
    )
  })
})

const add = (left: number, right: number) => left + right
