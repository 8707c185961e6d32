import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Item, zItem } from '#shared/items/item.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import { parseAmount } from '#shared/money/parse-amount.ts'
import { UNIT_CODES } from '#shared/quantity/unit.ts'
import { draftOfItem, type ItemDraft, newDraft } from './item-draft.ts'
import { readItem, readOpening } from './read-item.ts'
import { withUnitRow } from './use-item-form.ts'

const ID = '0190f0c0-0000-7000-8000-000000000001'
const draft = (change: Partial<ItemDraft>): ItemDraft => ({ ...newDraft('Sugar'), ...change })
const read = (change: Partial<ItemDraft>) => readItem(ID, draft(change), parseAmount)

describe('an item as it is typed', () => {
  it('has its price by the smallest unit, or by the one that is named with it', () => {
    const box = { unit: 'BOX', holds: '12', price: '', called: 'peti' } as const
    expect(read({ price: '240', unitRows: [box] })).toMatchObject({
      ok: true,
      value: {
        units: [{ unit: 'BOX', size: 12_000, name: 'peti' }],
        prices: [{ level: '', unit: 'PCS', rate: 240_000 }]
      }
    })
    expect(read({ price: '2400/peti', unitRows: [box] })).toMatchObject({
      value: { prices: [{ level: '', unit: 'BOX', rate: 2_400_000 }] }
    })
    expect(read({ price: '240; 2,800.50/box', unitRows: [box], levelPrices: { Wholesale: '230' } })).toMatchObject({
      value: {
        prices: [
          { level: '', unit: 'PCS', rate: 240_000 },
          { level: '', unit: 'BOX', rate: 2_800_500 },
          { level: 'Wholesale', unit: 'PCS', rate: 230_000 }
        ]
      }
    })
  })

  it('knows what everybody knows: a dozen needs no number', () => {
    expect(read({ unitRows: [{ unit: 'DOZ', holds: '', price: '', called: '' }] })).toMatchObject({
      value: { units: [{ unit: 'DOZ', size: 12_000 }] }
    })
    expect(withUnitRow(draft({}), 0, { unit: 'DOZ' })).toEqual([{ unit: 'DOZ', holds: '12', price: '', called: '' }])
  })

  it.each<[string, Partial<ItemDraft>, string, string]>([
    [
      'a box of nobody knows how many',
      { unitRows: [{ unit: 'BOX', holds: '', price: '', called: '' }] },
      'item/unit-size',
      'unit-0'
    ],
    [
      'a box of letters',
      { unitRows: [{ unit: 'BOX', holds: 'x', price: '', called: '' }] },
      'quantity/not-a-quantity',
      'unit-0'
    ],
    ['a price of letters', { price: 'much' }, 'quantity/not-a-rate', 'price'],
    ['a price with four places', { price: '1.2345' }, 'quantity/rate-too-many-decimals', 'price'],
    ['a price for a unit it has not', { price: '12/box' }, 'quantity/unit-unknown', 'price'],
    ['a level', { levelPrices: { Staff: 'x' } }, 'quantity/not-a-rate', 'level-Staff'],
    ['a cost by the dozen', { purchaseRate: '1200/dz' }, 'item/rate-of-base-unit', 'purchaseRate'],
    ['a printed price', { retailPrice: '12.345' }, 'money/too-many-decimals', 'retailPrice'],
    ['half a piece', { lowStock: '0.5' }, 'quantity/too-many-decimals', 'lowStock']
  ])('says which box is wrong: %s', (_, change, code, field) => {
    expect(read(change)).toMatchObject({ ok: false, failure: { code, field } })
  })

  it('lays in stock in any of its units', () => {
    const counted = { baseUnit: 'PCS', units: [{ unit: 'BOX', name: '', size: 12_000 }], saleUnit: 'BOX' } as never
    expect(readOpening(draft({ opening: '3 box 4 pcs', openingCost: '20.5' }), counted)).toEqual({
      ok: true,
      value: { quantity: 40_000, costRate: 20_500 }
    })
    expect(readOpening(draft({ opening: '7' }), counted)).toMatchObject({ value: { quantity: 7_000 } })
    expect(readOpening(draft({ opening: '' }), counted)).toEqual({ ok: true, value: null })
    expect(readOpening(draft({ opening: 'x' }), counted)).toMatchObject({ failure: { field: 'opening' } })
  })

  it('comes back from its form as it was', () => {
    fc.assert(
      fc.property(items(), (item) => {
        const again = readItem(item.id, draftOfItem(item, formatPlain), parseAmount)
        const { isArchived: _, ...whole } = item
        const byKey = (list: Item['prices']) =>
          [...list].sort((one, other) => `${one.level}/${one.unit}`.localeCompare(`${other.level}/${other.unit}`))
        expect(again).toMatchObject({ ok: true })
        if (again.ok)
          expect({ ...again.value, prices: byKey(again.value.prices) }).toEqual({
            ...whole,
            prices: byKey(whole.prices)
          })
      })
    )
  })
})

/** Items as the book may hold them, with prices for units that they have. */
function items(): fc.Arbitrary<Item> {
  const whole = (most: number) => fc.integer({ min: 1, max: most })
  return fc
    .record({
      codes: fc.uniqueArray(fc.constantFrom(...UNIT_CODES), { minLength: 1, maxLength: 4 }),
      sizes: fc.array(whole(500), { minLength: 4, maxLength: 4 }),
      rates: fc.array(fc.option(whole(10_000_000)), { minLength: 8, maxLength: 8 }),
      purchaseRate: fc.option(whole(9_999_999)),
      retailPriceMinor: fc.option(whole(9_999_999)),
      low: fc.option(whole(999)),
      tracked: fc.constantFrom('none', 'batch', 'expiry'),
      hasSaleUnit: fc.boolean()
    })
    .map((made) => {
      const [baseUnit = 'PCS', ...further] = made.codes
      const prices = made.codes.flatMap((unit, at) =>
        ['', 'Wholesale'].flatMap((level, step) => {
          const rate = made.rates[at * 2 + step] ?? null
          return rate === null ? [] : [{ level, unit, rate }]
        })
      )
      return zItem.parse({
        id: ID,
        name: 'Sugar',
        baseUnit,
        units: further.map((unit, at) => ({ unit, name: '', size: (made.sizes[at] ?? 1) * 1_000 })),
        saleUnit: made.hasSaleUnit ? (further[0] ?? null) : null,
        prices,
        purchaseRate: made.purchaseRate,
        retailPriceMinor: made.retailPriceMinor,
        lowStock: made.low === null ? null : made.low * 1_000,
        hasBatch: made.tracked !== 'none',
        hasExpiry: made.tracked === 'expiry',
        isArchived: false
      })
    })
}
