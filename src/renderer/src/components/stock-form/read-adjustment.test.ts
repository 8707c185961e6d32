import { describe, expect, it } from 'vitest'
import { zItem } from '#shared/items/item.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import { readExpiry } from './expiry-text.ts'
import { readAdjustment, type StockDraft, stockAfter, withQuantity, withWay } from './read-adjustment.ts'

const item = zItem.parse({
  id: '0190f0c0-0000-7000-8000-000000000001',
  name: 'Soap',
  units: [{ unit: 'BOX', size: 12_000 }],
  saleUnit: 'BOX',
  hasBatch: true,
  hasExpiry: true,
  isArchived: false
})
const draft = (change: Partial<StockDraft>): StockDraft => ({
  way: 'counted',
  quantity: '',
  reason: 'counted',
  cost: '',
  batch: '',
  expiry: '',
  note: '',
  ...change
})
const now = quantity(63_000)

describe('a change of stock as it is typed', () => {
  it('is what was counted, in any unit; nothing left is a count too', () => {
    expect(readAdjustment(draft({ quantity: '5 box 1 pc' }), item)).toMatchObject({
      ok: true,
      value: { countedTo: 61_000, by: null, reason: 'counted' }
    })
    expect(readAdjustment(draft({ quantity: '०' }), item)).toMatchObject({ value: { countedTo: 0 } })
  })

  it('is so much more or less', () => {
    expect(readAdjustment(draft({ way: 'less', quantity: '3', cost: '9' }), item)).toMatchObject({
      value: { countedTo: null, by: -3_000, costRate: null }
    })
    expect(readAdjustment(draft({ way: 'more', quantity: '1 box', cost: '9.5' }), item)).toMatchObject({
      value: { by: 12_000, costRate: 9_500 }
    })
    expect(readAdjustment(draft({ way: 'more', quantity: '0' }), item)).toMatchObject({
      failure: { code: 'quantity/zero', field: 'quantity' }
    })
  })

  it('says what there would be', () => {
    expect(stockAfter(draft({ quantity: '60' }), item, now)).toBe(60_000)
    expect(stockAfter(draft({ way: 'more', quantity: '60' }), item, now)).toBe(123_000)
    expect(stockAfter(draft({ way: 'less', quantity: '64' }), item, now)).toBe(-1_000)
    expect(stockAfter(draft({ quantity: '6 b' }), item, now)).toBeNull()
  })

  it('keeps a reason that still makes sense', () => {
    expect(withWay(draft({ reason: 'damaged' }), 'less').reason).toBe('damaged')
    expect(withWay(draft({ reason: 'damaged' }), 'more').reason).toBe('found')
    expect(withWay(draft({ reason: 'other' }), 'less').reason).toBe('other')
  })

  it('hears a sign in front of the quantity', () => {
    expect(withQuantity(draft({}), '-3')).toMatchObject({ way: 'less', quantity: '3', reason: 'damaged' })
    expect(withQuantity(draft({ way: 'less' }), '+')).toMatchObject({ way: 'more', quantity: '' })
    expect(withQuantity(draft({ way: 'less' }), '4')).toMatchObject({ way: 'less', quantity: '4' })
  })

  it('says which box is wrong', () => {
    const failed = (change: Partial<StockDraft>) => {
      const read = readAdjustment(draft({ quantity: '1', ...change }), item)
      return read.ok ? null : [read.failure.code, read.failure.field]
    }
    expect(failed({ quantity: 'x' })).toEqual(['quantity/not-a-quantity', 'quantity'])
    expect(failed({ cost: '9/box' })).toEqual(['item/rate-of-base-unit', 'cost'])
    expect(failed({ cost: 'x' })).toEqual(['quantity/not-a-rate', 'cost'])
    expect(failed({ expiry: '31-02-27' })).toEqual(['calendar/not-a-date', 'expiry'])
  })
})

describe('the day until which goods are good', () => {
  it.each([
    ['03/27', 20270331],
    ['2-2028', 20280229],
    ['12/27', 20271231],
    ['31-03-2027', 20270331],
    ['१५.०६.२७', 20270615]
  ])('%s', (text, day) => {
    expect(readExpiry(text)).toEqual({ ok: true, value: day })
  })
  it.each(['', '27', '13/27', '1/2/3/4', 'soon', '31-02-27'])('is not %j', (text) => {
    expect(readExpiry(text)).toMatchObject({ failure: { code: 'calendar/not-a-date' } })
  })
})
