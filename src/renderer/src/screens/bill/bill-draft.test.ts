import { describe, expect, it } from 'vitest'
import {
  type BillDraft,
  type ChosenItem,
  type DraftLine,
  emptyBill,
  insertLine,
  isBarelyBegun,
  isEmptyBill,
  isTied,
  removeLine,
  restoreLine,
  withCell,
  withField,
  withItem,
  withKind,
  withKnownPrice,
  withNextLine,
  withScanned,
  withTarget
} from './bill-draft.ts'

const soap: ChosenItem = { id: 'soap', name: 'Soap', unit: 'PCS', rate: '21', isTaxInPrice: false }
const rice: ChosenItem = { id: 'rice', name: 'Rice', unit: 'BAG', rate: '2450', isTaxInPrice: false }
const fresh = () => emptyBill('id', 'sale', true)
const withSoap = () => withCell(withItem(fresh(), 0, soap), 0, 'quantity', '3')
const items = (draft: BillDraft) => draft.lines.map((line) => line.itemId ?? '-')

describe('a bill as it is typed', () => {
  it('is empty until something is typed', () => {
    expect(isEmptyBill(fresh())).toBe(true)
    expect(isEmptyBill(withField(fresh(), 'party', 'r'))).toBe(false)
    expect(isEmptyBill(withCell(fresh(), 0, 'item', 's'))).toBe(false)
  })

  it('forgets a party or an item when its text is typed anew', () => {
    const named = withTarget(fresh(), { id: 'p', name: 'Ramesh' })
    expect(withField(named, 'party', 'Rames').target).toBeNull()
    const line = withCell(withSoap(), 0, 'item', 'Soa').lines[0]
    expect(line).toMatchObject({ itemId: null, rate: '', quantity: '3' })
  })

  it('lets the two that were typed last give the third', () => {
    expect(withCell(withSoap(), 0, 'amount', '50').lines[0]).toMatchObject({ quantity: '3', rate: '', amount: '50' })
    const again = withCell(withCell(withSoap(), 0, 'amount', '50'), 0, 'rate', '20')
    expect(again.lines[0]).toMatchObject({ quantity: '3', rate: '20', amount: '' })
    const byRate = withCell(withItem(fresh(), 0, soap), 0, 'amount', '50')
    expect(byRate.lines[0]).toMatchObject({ quantity: '', rate: '21', amount: '50' })
  })

  it('fills in a known price, and never over a typed one', () => {
    const known = { unit: 'PCS', rate: '20', isTaxInPrice: true }
    expect(withKnownPrice(withSoap(), 0, known).lines[0]).toMatchObject({ rate: '20', isTaxInPrice: true })
    const typed = withCell(withSoap(), 0, 'rate', '19')
    expect(withKnownPrice(typed, 0, known).lines[0]).toMatchObject({ rate: '19', isRateKnown: false })
    const same = { unit: 'PCS', rate: '21', isTaxInPrice: false }
    const draft = withSoap()
    expect(withKnownPrice(draft, 0, same)).toBe(draft)
  })

  it('leaves every other line the very same', () => {
    const two = withItem(withNextLine(withSoap()).draft, 1, rice)
    const changed = withCell(two, 1, 'quantity', '4')
    expect(changed.lines[0]).toBe(two.lines[0])
    expect(changed.lines[1]).not.toBe(two.lines[1])
  })

  it('puts a line that was taken out back where it stood', () => {
    const two = withItem(withNextLine(withSoap()).draft, 1, rice)
    const one = removeLine(two, 0)
    expect(items(one)).toEqual(['rice'])
    expect(items(restoreLine(one))).toEqual(['soap', 'rice'])
    expect(items(restoreLine(restoreLine(one)))).toEqual(['soap', 'rice'])
    expect(items(removeLine(one, 0))).toEqual(['-'])
  })

  it('puts an empty line in between, with a key of its own', () => {
    const draft = insertLine(withSoap(), 0)
    expect(items(draft)).toEqual(['-', 'soap'])
    expect(new Set(draft.lines.map((line) => line.key)).size).toBe(2)
    expect(withNextLine(draft).at).toBe(2)
    expect(withNextLine(withNextLine(draft).draft).at).toBe(2)
  })

  it('adds one more of what is scanned, and a line for what has a weight', () => {
    const once = withScanned(fresh(), soap, null)
    expect(once).toMatchObject({ at: 0 })
    const twice = withScanned(once.draft, soap, null)
    expect(twice.draft.lines[0]?.quantity).toBe('2')
    const weighed = withScanned(twice.draft, soap, '1.250 KGS')
    expect(weighed.draft.lines.map((line) => line.quantity)).toEqual(['2', '1.250 KGS'])
    const typed = withScanned(withCell(once.draft, 0, 'quantity', '2 box'), soap, null)
    expect(typed.draft.lines.map((line) => line.quantity)).toEqual(['2 box', '1'])
  })

  it('stays what it is when it belongs to another paper', () => {
    const back: BillDraft = { ...withSoap(), kind: 'sale-return', origin: { billId: 'b', number: 'B1', kind: 'sale' } }
    expect(isTied(back, 'sale-return')).toBe(false)
    expect(isTied(back, 'sale')).toBe(true)
    expect(withKind(back, 'sale')).toBe(back)
    expect(withKind(withSoap(), 'purchase').kind).toBe('purchase')
  })

  it('is barely begun with a kind and a party alone', () => {
    const named = withTarget(fresh(), { id: 'p', name: 'Ramesh' })
    expect(isBarelyBegun(named)).toBe(true)
    expect(isBarelyBegun(withCell(named, 0, 'item', 'soa'))).toBe(false)
    expect(isBarelyBegun(withField(named, 'freight', '50'))).toBe(false)
  })

  it('counts what is scanned for a return in the line of the old bill', () => {
    const line = { ...(withSoap().lines[0] as DraftLine), quantity: '', ofLine: 1 }
    const origin = { billId: 'b', number: 'B1', kind: 'sale' as const }
    const back: BillDraft = { ...withSoap(), kind: 'sale-return', origin, lines: [line] }
    const once = withScanned(back, soap, null)
    const twice = withScanned(once.draft, soap, null)
    expect(twice.draft.lines).toMatchObject([{ ofLine: 1, quantity: '2' }])
    const boxes = { ...back, lines: [{ ...line, unit: 'BOX' }] }
    expect(withScanned(withScanned(boxes, soap, null).draft, soap, null).draft.lines[0]?.quantity).toBe('2 PCS')
    expect(withScanned(back, rice, null)).toEqual({ draft: back, at: -1 })
  })
})
