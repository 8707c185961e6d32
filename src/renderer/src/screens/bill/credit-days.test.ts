import { expect, test } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'
import { sampleItem } from '#tests/support/bill-request.ts'
import { type BillDraft, emptyBill, emptyLine, isEmptyBill } from './bill-draft.ts'
import { readBill, requestOf } from './bill-request-of.ts'
import { readBillText } from './kept-bill.ts'

const soap = sampleItem(1)
const items = new Map([[soap.id, { ...soap, name: 'Soap', isArchived: false }]])
const UNPAID = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 } as Parameters<typeof requestOf>[2]
const days = { dueOn: bookDate(2026, 12, 6), promisedOn: bookDate(2026, 11, 25) }

const draft = (kind: BillKind, said: Partial<typeof days>): BillDraft => ({
  ...emptyBill('bill', kind, false),
  lines: [{ ...emptyLine(0), itemId: soap.id, item: 'Soap', quantity: '2', rate: '30/PCS' }],
  ...said
})
const asked = (bill: BillDraft) => requestOf(bill, readBill(bill, items), UNPAID, { day: null, theirDate: null })

test('the days of a bill are sent when they were set, and for papers that post to the book alone', () => {
  expect(asked(draft('sale', days))).toMatchObject(days)
  expect(asked(draft('purchase', { dueOn: days.dueOn }))).not.toHaveProperty('promisedOn')
  expect(asked(draft('sale', {}))).not.toHaveProperty('dueOn')
  expect(asked(draft('quotation', days))).not.toHaveProperty('dueOn')
})

test('days alone are work of a hand, and a bill of an older version comes back without them', () => {
  expect(isEmptyBill({ ...emptyBill('bill', 'sale', true), dueOn: days.dueOn })).toBe(false)
  const { dueOn: _, promisedOn: __, ...older } = draft('sale', {})
  expect(readBillText(JSON.stringify(older), false)).toEqual(draft('sale', {}))
})
