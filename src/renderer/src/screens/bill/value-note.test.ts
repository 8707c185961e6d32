import { describe, expect, it } from 'vitest'
import { sampleItem } from '#tests/support/bill-request.ts'
import { type BillDraft, emptyBill, emptyLine, isValueNote, withCell, withKind, withReason } from './bill-draft.ts'
import { readBill, requestOf } from './bill-request-of.ts'
import { cellProblem } from './line-reading.ts'
import { cellAfter, cellBefore } from './spots.ts'

const soap = sampleItem(1)
const items = new Map([[soap.id, { ...soap, name: 'Soap', isArchived: false }]])
const UNPAID = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 } as Parameters<typeof requestOf>[2]

/** Two lines of an old bill, as a return begins. */
const note = (): BillDraft => ({
  ...emptyBill('note', 'sale-return', false),
  lines: [1, 2].map((ofLine) => ({ ...emptyLine(ofLine), itemId: soap.id, item: 'Soap', rate: '30/PCS', ofLine }))
})
const request = (draft: BillDraft) => requestOf(draft, readBill(draft, items), UNPAID, { day: null, theirDate: null })

describe('a note for value', () => {
  it('is a return by price or by a later discount, and no other paper', () => {
    expect(isValueNote(withReason(note(), 'price'))).toBe(true)
    expect(isValueNote(withReason(note(), 'discount'))).toBe(true)
    expect(isValueNote(withReason(note(), 'other'))).toBe(false)
    expect(withKind(withReason(note(), 'price'), 'sale')).toMatchObject({ reason: '', kind: 'sale' })
    expect(withKind(emptyBill('b', 'sale', true), 'purchase-return').reason).toBe('returned')
  })

  it('sends amounts without goods, and leaves out what has none', () => {
    const typed = withCell(withCell(note(), 1, 'quantity', '3'), 0, 'amount', '12.50')
    const asked = request(withReason(typed, 'price'))
    expect(asked?.noteReason).toBe('price')
    expect(asked?.lines).toMatchObject([{ ofLine: 1, said: [], rate: null, amountMinor: 12_50 }])
  })

  it('gives the amounts up when goods come back after all, and finds the quantities again', () => {
    const value = withCell(withReason(withCell(note(), 1, 'quantity', '3'), 'discount'), 0, 'amount', '12')
    const asked = request(withReason(value, 'returned'))
    expect(asked?.lines).toMatchObject([{ ofLine: 2, said: [{ count: 3_000, unit: 'PCS' }] }])
  })

  it('walks from item to amount, and tells of an amount that cannot be read', () => {
    const value = withReason(note(), 'price')
    expect(cellAfter(value, 'item', 1)).toBe('amount')
    expect(cellAfter(value, 'amount', 1)).toBeNull()
    expect(cellBefore(value, 'amount')).toBe('item')
    expect(cellBefore(note(), 'amount')).toBe('discount')
    const [line] = withCell(value, 0, 'amount', '1x').lines
    expect(line === undefined ? null : cellProblem(line, 'amount', soap, true)?.code).toBe('money/not-a-number')
  })
})
