import { expect, test } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import type { BillView } from '#shared/contract/goods-views.ts'
import { workBill } from '#shared/sales/work-bill.ts'
import { billContext, billLine, billRequest, parsed, pieces, sampleItem } from '#tests/support/bill-request.ts'
import { originOfOther, withoutOrigin } from './bill-draft.ts'
import { draftOfBill, leavesOff } from './draft-of-bill.ts'

const soap = sampleItem(1)
const fresh = { id: 'fresh', isRounded: false }
const rate = { rate: 1_235 as never, rateUnit: 'PCS' as const }

/** A challan of 1,000 pieces for 1,234.50, with freight and 10.00 off; `billed` pieces of it are on bills already. */
function challan(billed: number): BillView {
  const line = billLine(soap, { said: pieces(1_000), amountMinor: 123_450, ...rate })
  const request = parsed({
    ...billRequest('challan', [line]),
    charges: [{ charge: 'freight', amountMinor: 5_000 }],
    discount: { by: 'amount', amountMinor: 1_000 },
    deliveryAddress: 'Godown 3',
    deliveryState: '27'
  })
  const bill = workBill(request, billContext([soap]))
  if (!bill.ok) throw new Error(bill.failure.code)
  return {
    row: {
      id: bill.value.id,
      kind: 'challan',
      number: 'C1',
      bookOn: bookDate(2026, 1, 1),
      recordedAt: 0,
      partyId: null,
      partyName: '',
      lineCount: 1,
      totalMinor: bill.value.totalMinor,
      state: 'open'
    },
    bill: bill.value,
    returned: [{ quantity: (billed * 1_000) as never, amountMinor: Math.round((123_450 * billed) / 1_000) as never }],
    returnedTotalMinor: 0 as never,
    personName: ''
  }
}

test('an amount that was typed goes on to the next paper while its whole line does', () => {
  expect(draftOfBill(challan(0), 'sale', 'bill', fresh).lines[0]).toMatchObject({ rate: '', amount: '1234.50' })
  expect(draftOfBill(challan(400), 'sale', 'bill', fresh).lines[0]).toMatchObject({ amount: '', quantity: '600 PCS' })
})

test('charges and discounts by amount are on the first bill of a paper alone', () => {
  const taken = (billed: number) => draftOfBill(challan(billed), 'sale', 'bill', fresh)
  expect(taken(0)).toMatchObject({ freight: '50.00', discount: '10.00/-' })
  expect(taken(400)).toMatchObject({ freight: '', discount: '' })
  expect([leavesOff(challan(0), 'bill'), leavesOff(challan(400), 'bill')]).toEqual([false, true])
})

test('a copy has all of the paper, whatever came back of it', () => {
  const copy = draftOfBill(challan(400), 'challan', 'copy', fresh)
  expect(copy).toMatchObject({ freight: '50.00', lines: [{ amount: '1234.50' }, {}] })
  expect(leavesOff(challan(400), 'copy')).toBe(false)
})

test('a delivery address goes on to the next paper, and not to what comes back', () => {
  const sent = { deliveryAddress: 'Godown 3', deliveryState: '27' }
  for (const how of ['bill', 'copy'] as const) expect(draftOfBill(challan(0), 'sale', how, fresh)).toMatchObject(sent)
  const back = draftOfBill(challan(0), 'sale-return', 'return', fresh)
  expect(back).toMatchObject({ deliveryAddress: '', deliveryState: '' })
})

test('a bill made of a paper knows whose that is, and can be let go of it', () => {
  const view = challan(0)
  const party = { id: 'gupta', name: 'Gupta Store' }
  const of = { ...view, bill: { ...view.bill, party: { ...party, place: '' } as never } }
  const draft = draftOfBill(of, 'sale', 'bill', fresh)
  expect(originOfOther(draft, party)).toBe(null)
  expect(originOfOther(draft, { id: 'mehta', name: 'Mehta' })).toMatchObject({ number: 'C1', party })
  expect(originOfOther(draft, null)).toMatchObject({ party })
  // What was nobody's may be anybody's.
  expect(originOfOther(draftOfBill(view, 'sale', 'bill', fresh), party)).toBe(null)
  const alone = withoutOrigin(draft)
  expect(alone).toMatchObject({ origin: null, lines: [{ ofLine: null, amount: '1234.50' }, { ofLine: null }] })
})

test('goods without an item come along with their unit and tax; an amount alone stays one', () => {
  const view = challan(0)
  const [line] = view.bill.lines
  if (line === undefined) throw new Error('a challan has a line')
  const words = { itemId: null, text: 'Fitting', hsn: '998719', baseUnit: 'NOS' as const }
  const alone = { ...line, ...words, said: [], quantity: 0 as never, rate: null, baseUnit: null }
  const of = { ...view, bill: { ...view.bill, lines: [{ ...line, ...words }, alone] } }
  const { lines } = draftOfBill({ ...of, returned: [] }, 'sale', 'copy', fresh)
  expect(lines[0]).toMatchObject({
    itemId: null,
    item: 'Fitting',
    free: { unit: 'NOS', hsn: '998719', taxRule: 'g18' }
  })
  expect(lines[1]).toMatchObject({ isAmountAlone: true, quantity: '', amount: '1234.50', free: { unit: 'NOS' } })
})
