import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { zItem } from '#shared/items/item.ts'
import { saidQuantity } from '#shared/quantity/parse-quantity.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'
import { inUnits } from './in-units.ts'

const item = (size: number, saleUnit: 'BOX' | null) =>
  zItem.parse({
    id: '0190f0c0-0000-7000-8000-000000000001',
    name: 'Soap',
    units: [{ unit: 'BOX', size }],
    saleUnit,
    isArchived: false
  })

describe('a quantity in the units that people say', () => {
  it('is in boxes and what is left over where bills begin with boxes', () => {
    expect(inUnits(quantity(63_000), item(12_000, 'BOX'))).toEqual([
      { count: 5_000, unit: 'BOX' },
      { count: 3_000, unit: 'PCS' }
    ])
    expect(inUnits(quantity(60_000), item(12_000, 'BOX'))).toEqual([{ count: 5_000, unit: 'BOX' }])
    expect(inUnits(quantity(11_000), item(12_000, 'BOX'))).toEqual([{ count: 11_000, unit: 'PCS' }])
    expect(inUnits(quantity(63_000), item(12_000, null))).toEqual([{ count: 63_000, unit: 'PCS' }])
  })

  it('is exactly the whole', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), fc.integer({ min: 1, max: 5_000 }), (pieces, holds) => {
        const box = item(holds * 1_000, 'BOX')
        expect(saidQuantity(inUnits(quantity(pieces * 1_000 > 1e12 ? 1_000 : pieces * 1_000), box), box)).toMatchObject(
          {
            ok: true,
            value: (pieces * 1_000 > 1e12 ? 1_000 : pieces * 1_000) as Quantity
          }
        )
      })
    )
  })
})
