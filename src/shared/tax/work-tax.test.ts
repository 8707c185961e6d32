import { describe, expect, test } from 'vitest'
import inGst from '#resources/tax/in-gst.json' with { type: 'json' }
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import { rateOn, ruleById } from './rate-on.ts'
import { zTaxScheme } from './tax-scheme.ts'
import { type SupplyReach, type TaxableLine, workTax } from './work-tax.ts'

const scheme = zTaxScheme.parse(inGst)

const lineOf = (ruleId: string, valueMinor: number, more: Partial<TaxableLine> = {}): TaxableLine => ({
  ruleId,
  valueMinor: minor(valueMinor),
  isTaxInPrice: false,
  quantity: quantity(1_000),
  retailPriceMinor: null,
  fixed: null,
  ...more
})
const worked = (lines: readonly TaxableLine[], reach: SupplyReach = 'intra', on = 20261122) =>
  workTax(lines, { on: on as BookDate, reach }, scheme)

describe('the tax of a bill', () => {
  test('is rounded for each half, from the taxable value', () => {
    expect(worked([lineOf('gst-18', 421_94)])[0]?.taxes).toEqual({ cgst: 37_97, sgst: 37_97 })
    expect(worked([lineOf('gst-18', 421_94)], 'inter')[0]?.taxes).toEqual({ igst: 75_95 })
    expect(worked([lineOf('gst-18', 421_94)], 'intra-ut')[0]?.taxes).toEqual({ cgst: 37_97, utgst: 37_97 })
  })

  test('is rounded once for each rate and shared out to its lines', () => {
    const lines = worked([lineOf('gst-5', 10), lineOf('gst-5', 10), lineOf('gst-5', 20), lineOf('gst-0', 99)])
    expect(lines.map((line) => line.taxes.cgst ?? null)).toEqual([0, 0, 1, null])
  })

  test('is within a price that holds it', () => {
    const [line] = worked([lineOf('gst-18', 100_00, { isTaxInPrice: true })])
    expect(line?.taxableMinor).toBe(84_74)
    expect(line?.taxes).toEqual({ cgst: 7_63, sgst: 7_63 })
  })

  test('by the price printed on goods is worked out from that price, and the rest is what was asked', () => {
    const asked = { quantity: quantity(100_000), retailPriceMinor: minor(50_00) }
    const [line] = worked([lineOf('pan-masala', 3_100_00, asked)])
    expect(line).toMatchObject({ taxableMinor: 3_100_00, assessedMinor: 3_571_42, rateBp: 4_000 })
    expect(line?.taxes).toEqual({ cgst: 714_29, sgst: 714_29 })
    const [within] = worked([lineOf('pan-masala', 4_000_00, { ...asked, isTaxInPrice: true })])
    expect(within?.taxableMinor).toBe(4_000_00 - 2 * 714_29)
    expect(worked([lineOf('pan-masala', 3_100_00)])[0]).toMatchObject({ assessedMinor: 3_100_00 })
  })

  test('is that of the bill that a line is returned to', () => {
    const fixed = { rateBp: 1_200, cessBp: 0, cessPerUnitMinor: minor(0) }
    expect(worked([lineOf('gst-12-to-5', 400_00, { fixed })])[0]?.taxes).toEqual({ cgst: 24_00, sgst: 24_00 })
    expect(worked([lineOf('a rule that is gone', 400_00, { fixed })])[0]?.rateBp).toBe(1_200)
  })

  test('under reverse charge is never within the price', () => {
    const line = lineOf('reverse-raw-cotton', 105_00, { isTaxInPrice: true })
    const [found] = workTax([line], { on: 20261122 as BookDate, reach: 'intra', isReverseCharge: true }, scheme)
    expect(found).toMatchObject({ taxableMinor: 105_00, taxes: { cgst: 2_63, sgst: 2_63 } })
  })

  test('was not there before its first day', () => {
    expect(worked([lineOf('gst-18', 100_00)], 'intra', 20170630)[0]).toMatchObject({ nature: 'outside', taxes: {} })
  })

  test.each([
    ['a rule that nobody knows', lineOf('gst-99', 100_00), 20261122, 'tax/rule-unknown'],
    ['a rate before it existed', lineOf('gst-40', 100_00), 20250921, 'tax/no-rate-then'],
    [
      'a price below the tax that it holds',
      lineOf('pan-masala', 10_00, { isTaxInPrice: true, retailPriceMinor: minor(50_00) }),
      20261122,
      'tax/price-below-tax'
    ]
  ])('is refused for %s', (_, line, on, code) => {
    expect(() => worked([line], 'intra', on)).toThrow(code)
  })

  test('of a bill that bears none is nothing, whatever its goods', () => {
    const [line] = worked([lineOf('gst-18', 421_94, { isTaxInPrice: true })], 'none')
    expect(line).toMatchObject({ taxableMinor: 421_94, rateBp: 0, nature: 'taxable', taxes: {} })
  })
})

describe('a rate', () => {
  const clothing = ruleById(scheme, 'clothing')
  test.each([
    [20250921, 1_000_00, 500],
    [20250921, 1_000_01, 1_200],
    [20250922, 2_500_00, 500],
    [20250922, 2_500_01, 1_800],
    [20170630, 100_00, null]
  ])('of clothing on %s for %s', (on, price, rateBp) => {
    const band = clothing === null ? null : rateOn(clothing, on as BookDate, minor(price))
    expect(band?.rateBp ?? null).toBe(rateBp)
  })
})
