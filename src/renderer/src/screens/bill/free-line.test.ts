import { describe, expect, it } from 'vitest'
import type { Item } from '#shared/items/item.ts'
import { sampleItem, sampleScheme } from '#tests/support/bill-request.ts'
import { type BillDraft, emptyBill, emptyLine, repeatLine, withCell, withItem } from './bill-draft.ts'
import { readBill } from './bill-request-of.ts'
import { firstFree, itemOf, withFree } from './free-line.ts'
import { askedCell } from './spots.ts'

const NOBODY: ReadonlyMap<string, Item> = new Map()
const labour = { unit: 'NOS' as const, hsn: '998719', taxRule: 'g18', isTaxInPrice: false }
const draft = (change: Partial<BillDraft> = {}): BillDraft => ({ ...emptyBill('b', 'sale', true), ...change })
const typed = (cells: object) => {
  const free = withFree(draft(), 0, 'Fitting', labour)
  return { ...free, lines: free.lines.map((line) => ({ ...line, ...cells })) }
}

describe('a line without an item', () => {
  it('asks main for its words, unit and tax, and for no item', () => {
    const { lines, stop } = readBill(typed({ quantity: '2', rate: '150' }), NOBODY)
    expect(stop).toBe(null)
    expect(lines).toMatchObject([
      { itemId: null, text: 'Fitting', hsn: '998719', taxRule: 'g18', rateUnit: 'NOS', amountMinor: 300_00 }
    ])
    expect(lines[0]?.said).toEqual([{ count: 2_000, unit: 'NOS' }])
  })

  it('may be an amount alone; goods of an item may not', () => {
    expect(readBill(typed({ amount: '500' }), NOBODY)).toMatchObject({
      stop: null,
      lines: [{ said: [], rate: null, amountMinor: 500_00 }]
    })
    expect(readBill(typed({}), NOBODY).stop).toMatchObject({ cell: 'quantity' })
    const soap = sampleItem(1)
    const chosen = { id: soap.id, name: 'Soap', unit: 'PCS', rate: '', isTaxInPrice: false }
    const ofItem = withCell(withItem(draft(), 0, chosen), 0, 'amount', '500')
    expect(readBill(ofItem, new Map([[soap.id, soap]])).stop).toMatchObject({ cell: 'quantity' })
  })

  it('stays one under another name, and is none without any; an item takes its place', () => {
    const free = withFree(draft(), 0, 'Fitting', labour)
    expect(withCell(free, 0, 'item', 'Fitting of doors').lines[0]).toMatchObject({ free: labour, itemId: null })
    expect(withCell(free, 0, 'item', ' ').lines[0]?.free).toBe(null)
    const chosen = { id: 'i', name: 'Soap', unit: 'PCS', rate: '', isTaxInPrice: false }
    expect(withItem(free, 0, chosen).lines[0]).toMatchObject({ itemId: 'i', free: null })
  })

  it('is read by the same object while nothing changes, so that a long bill reads a line once', () => {
    const line = withFree(draft(), 0, 'Fitting', labour).lines[0]
    expect(itemOf(line, NOBODY)).toBe(itemOf(line, NOBODY))
    expect(itemOf(emptyLine(0), NOBODY)).toBeUndefined()
  })

  it('begins as the one before it, else with the tax of the goods above it', () => {
    const soap = sampleItem(1)
    const chosen = { id: soap.id, name: 'Soap', unit: 'PCS', rate: '', isTaxInPrice: false }
    const items = new Map([[soap.id, soap]])
    const one = withItem(draft({ lines: [emptyLine(0), emptyLine(1)] }), 0, chosen)
    expect(firstFree(draft(), items, sampleScheme)).toMatchObject({ unit: 'PCS', taxRule: '' })
    expect(firstFree(one, items, sampleScheme)).toMatchObject({ taxRule: 'g18', hsn: '' })
    expect(firstFree(withFree(one, 1, 'Fitting', labour), items, sampleScheme)).toEqual({ ...labour, hsn: '' })
    expect(repeatLine(withFree(one, 0, 'Fitting', labour), 1).lines[1]).toMatchObject({ free: labour, item: 'Fitting' })
  })
})

it('what was an amount alone is asked for its amount when it comes back', () => {
  expect(askedCell(draft(), { ...emptyLine(0), isAmountAlone: true, ofLine: 1 })).toBe('amount')
  expect(askedCell(draft(), emptyLine(0))).toBe('quantity')
})

it('charges bear the tax of the goods, or none', () => {
  const charged = (areChargesTaxed: boolean) => readBill(draft({ freight: '50', areChargesTaxed }), NOBODY).charges
  expect(charged(true)).toMatchObject([{ charge: 'freight', amountMinor: 50_00, isTaxed: true }])
  expect(charged(false)).toMatchObject([{ isTaxed: false }])
})
