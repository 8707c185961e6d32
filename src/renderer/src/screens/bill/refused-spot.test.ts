import { expect, test } from 'vitest'
import { emptyBill, insertLine } from './bill-draft.ts'
import { refusedSpot } from './refused-spot.ts'

test('a refusal is told at the line that was sent, and lines that stay with the buyer are not counted', () => {
  const draft = insertLine(insertLine(emptyBill('id', 'sale-return', true), 1), 2)
  const refused = (field: string) => refusedSpot(draft, [-1, 0, 1], { code: 'bill/returned-too-much', field })
  expect(refused('lines.0.quantity')).toEqual({ at: 'line', key: 1, cell: 'quantity' })
  expect(refused('lines.1.amountMinor')).toEqual({ at: 'line', key: 2, cell: 'amount' })
  expect(refused('cashMinor')).toEqual({ at: 'field', field: 'cash' })
  expect(refused('')).toEqual({ at: 'line', key: 2, cell: 'item' })
})
