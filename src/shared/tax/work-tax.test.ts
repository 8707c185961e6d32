import { describe, expect, test } from 'vitest'
import inGst from '#resources/tax/in-gst.json' with { type: 'json' }
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import { quantity } from '#shared/quantity/quantity.ts'
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
})
