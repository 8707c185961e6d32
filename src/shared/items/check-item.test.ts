import { expect, test } from 'vitest'
import { checkItem } from './check-item.ts'
import { type Item, zItem } from './item.ts'
import { priceAt, salePrice, sizeOf, unitsOf } from './item-price.ts'

const sugar = zItem.parse({
  id: '018f0000-0000-7000-8000-000000000001',
  name: 'Sugar',
  isArchived: false,
  hsn: '1701',
  baseUnit: 'KGS',
  units: [{ unit: 'BAG', size: 50_000 }],
  saleUnit: 'BAG',
  prices: [
    { level: '', unit: 'KGS', rate: 44_000 },
    { level: '', unit: 'BAG', rate: 2_150_000 },
    { level: 'Wholesale', unit: 'KGS', rate: 42_000 }
  ]
})
const wrong = (change: Partial<Item>) => {
  const checked = checkItem({ ...sugar, ...change })
  return checked.ok ? null : [checked.failure.code, checked.failure.field]
}

test('an item that is right is answered as it is kept: its HSN in Latin digits', () => {
  expect(checkItem(sugar)).toEqual({ ok: true, value: sugar })
  const checked = checkItem({ ...sugar, hsn: '१७०१' })
  expect(checked.ok && checked.value.hsn).toBe('1701')
})

test('the first thing that is wrong is told with its field', () => {
  expect(wrong({ name: '' })).toEqual(['item/name-empty', 'name'])
  expect(wrong({ hsn: '170' })).toEqual(['tax/hsn-digits', 'hsn'])
  expect(wrong({ barcodes: ['1', '2', '1'] })).toEqual(['item/barcode-twice', 'barcodes.2'])
  expect(wrong({ units: [{ unit: 'KGS', name: '', size: 1 as never }] })).toEqual(['item/unit-twice', 'units.0.unit'])
  expect(wrong({ saleUnit: 'BOX' })).toEqual(['item/sale-unit-unknown', 'saleUnit'])
  const price = { level: 'wholesale ', unit: 'KGS' as const, rate: 1 as never }
  expect(wrong({ prices: [...sugar.prices, price] })).toEqual(['item/price-twice', 'prices.3.rate'])
  expect(wrong({ prices: [{ ...price, unit: 'BOX' }] })).toEqual(['item/price-unit-unknown', 'prices.0.unit'])
})

test('a price is of the unit that bills begin with, else of the base unit, at its level or else the usual one', () => {
  const price = (rate: number, unit: string) => ({ rate, unit, isTaxInPrice: false })
  expect(priceAt(sugar, '')).toEqual(price(2_150_000, 'BAG'))
  expect(priceAt({ ...sugar, saleUnit: null }, '')).toEqual(price(44_000, 'KGS'))
  expect(priceAt(sugar, 'WHOLESALE')).toEqual(price(42_000, 'KGS'))
  expect(priceAt(sugar, 'Export')).toBeNull()
  expect(salePrice(sugar, null, 'Export')).toEqual(price(2_150_000, 'BAG'))
  const agreed = { rate: 40_000 as never, unit: 'KGS' as const, isTaxInPrice: true }
  expect(salePrice(sugar, agreed, 'Wholesale')).toBe(agreed)
  expect(salePrice({ ...sugar, prices: [] }, null, '')).toBeNull()
})

test('a unit holds so much of the base unit', () => {
  expect(unitsOf(sugar)).toEqual(['KGS', 'BAG'])
  expect([sizeOf(sugar, 'KGS'), sizeOf(sugar, 'BAG'), sizeOf(sugar, 'DOZ')]).toEqual([1_000, 50_000, null])
})
