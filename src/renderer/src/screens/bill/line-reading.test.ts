import { describe, expect, it } from 'vitest'
import type { ItemBrief, ItemView } from '#shared/contract/goods-views.ts'
import { zItem } from '#shared/items/item.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import { type BillDraft, emptyBill, withCell, withItem, withKnownPrice } from './bill-draft.ts'
import { chosenFrom, isUsualPrice, knownPriceOf } from './known-price.ts'
import { readLine, spreadQuantity } from './line-reading.ts'

const biscuits = {
  ...zItem.parse({
    id: '018f0000-0000-7000-8000-000000000001',
    name: 'Biscuits',
    isArchived: false,
    baseUnit: 'PCS',
    units: [{ unit: 'BOX', size: 12_000 }],
    isTaxInPrice: true,
    prices: [
      { level: '', unit: 'PCS', rate: 100_000 },
      { level: '', unit: 'BOX', rate: 1_100_000 },
      { level: 'Wholesale', unit: 'PCS', rate: 85_000 }
    ],
    purchaseRate: 80_000
  }),
  onHand: 0,
  valueMinor: null
} as ItemView
const price = (rate: number) => ({ rate: rate as never, unit: 'PCS' as const, isTaxInPrice: false })
const brief = (change: Partial<ItemBrief>): ItemBrief => ({
  item: biscuits,
  price: price(100_000),
  agreed: null,
  usual: price(100_000),
  last: null,
  batches: [],
  ...change
})
const items = new Map([[biscuits.id, biscuits]])

function said(kind: BillKind, known: ItemBrief, quantity: string): BillDraft {
  const isForSale = kind !== 'purchase'
  const chosen = withItem(emptyBill('id', kind, true), 0, chosenFrom(biscuits, isForSale))
  const priced = withKnownPrice(chosen, 0, knownPriceOf(known, isForSale))
  return spreadQuantity(withCell(priced, 0, 'quantity', quantity), 0, items, isUsualPrice(known))
}
const amount = (draft: BillDraft) => draft.lines.map((line) => readLine(line, biscuits).amountMinor)[0]

describe('the price of the unit that was said', () => {
  it('is the item’s own where the usual price was filled in', () => {
    expect(amount(said('sale', brief({}), '5 box'))).toBe(550_000)
  })

  it('never stands before a cost, an agreed price or that of a level', () => {
    expect(amount(said('purchase', brief({ price: price(80_000), usual: price(80_000) }), '5 box'))).toBe(480_000)
    expect(amount(said('sale', brief({ price: price(85_000) }), '5 box'))).toBe(510_000)
    expect(amount(said('sale', brief({ agreed: price(100_000) }), '5 box'))).toBe(600_000)
  })

  it('goes back to that of the line when its own unit is said after all', () => {
    const again = withCell(said('sale', brief({}), '5 box'), 0, 'quantity', '5')
    expect(amount(spreadQuantity(again, 0, items, true))).toBe(50_000)
  })
})

describe('a price that main does not know', () => {
  it('holds the tax as the item says when it is sold, and never when it is bought', () => {
    const none = brief({ price: null, usual: null })
    expect(knownPriceOf(none, true).isTaxInPrice).toBe(true)
    expect(knownPriceOf(none, false).isTaxInPrice).toBe(false)
  })
})
