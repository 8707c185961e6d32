import { describe, expect, it } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import { sampleItem } from '#tests/support/bill-request.ts'
import { type BillField, type DraftLine, emptyBill, emptyLine, withField } from './bill-draft.ts'
import { fieldProblem } from './bill-request-of.ts'
import { cellProblem } from './line-reading.ts'

const soap = sampleItem(1)
const line = (cells: Partial<DraftLine>): DraftLine => ({ ...emptyLine(0), itemId: soap.id, item: soap.name, ...cells })

describe('a cell that the hand leaves', () => {
  it('is told what is wrong with it, whatever else is wrong in the line', () => {
    const bad = line({ quantity: '3 quintal', rate: '2.5555', discount: '120%', amount: 'x' })
    expect(cellProblem(bad, 'quantity', soap)?.code).toBe('quantity/unit-unknown')
    expect(cellProblem(bad, 'rate', soap)?.code).toBe('quantity/rate-too-many-decimals')
    expect(cellProblem(bad, 'discount', soap)?.code).toBe('bill/discount-unreadable')
    expect(cellProblem(bad, 'amount', soap)).not.toBeNull()
  })

  it('may be empty, and may stand alone', () => {
    for (const cell of ['quantity', 'rate', 'discount', 'amount'] as const) {
      expect(cellProblem(line({}), cell, soap)).toBeNull()
      expect(cellProblem(line({ [cell]: '5' }), cell, soap)).toBeNull()
    }
  })
})

describe('a field that the hand leaves', () => {
  const today = bookDate(2026, 11, 22)
  const codeOf = (field: BillField, text: string) =>
    fieldProblem(withField(emptyBill('b', 'sale', true), field, text), field, today)?.code ?? 'ok'

  it('is told when it is no amount, no discount or no day', () => {
    for (const field of ['freight', 'packing', 'other', 'cash', 'change', 'upi', 'bank'] as const) {
      expect(codeOf(field, '12x')).not.toBe('ok')
      expect(codeOf(field, '250+90*3')).toBe('ok')
      expect(codeOf(field, '')).toBe('ok')
    }
    expect(codeOf('discount', '120%')).toBe('bill/discount-unreadable')
    expect(codeOf('discount', '50/-')).toBe('ok')
    expect(codeOf('date', '45-45')).not.toBe('ok')
    expect(codeOf('date', '21-11')).toBe('ok')
    expect(codeOf('note', '12x')).toBe('ok')
  })
})
