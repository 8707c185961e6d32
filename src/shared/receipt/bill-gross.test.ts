import { expect, it } from 'vitest'
import { add, sum } from '#shared/money/money.ts'
import { GIVEN_BACK, INTRA } from '#tests/golden/receipts/bill-papers.ts'
import { billReceipt } from '#tests/golden/receipts/bill-samples.ts'
import { receiptTranslate } from '#tests/golden/receipts/receipt-translate.ts'
import { printedBill } from './bill-gross.ts'
import { buildReceipt } from './build-receipt.ts'

it('what a shop outside of the tax gives back has the tax in its price, and adds up to the same', () => {
  expect(GIVEN_BACK.taxes).not.toEqual({})
  const printed = printedBill(GIVEN_BACK)
  expect(printed).toMatchObject({ taxes: {}, taxSums: [], discountMinor: 0, totalMinor: GIVEN_BACK.totalMinor })
  const charges = sum(printed.charges.map(({ amountMinor }) => amountMinor))
  expect(add(add(printed.grossMinor, charges), printed.roundOffMinor)).toBe(GIVEN_BACK.totalMinor)
  expect(sum(printed.lines.map(({ amountMinor }) => amountMinor))).toBe(printed.grossMinor)
  const paper = JSON.stringify(buildReceipt(billReceipt(GIVEN_BACK), receiptTranslate('en')))
  for (const word of ['CGST', 'SGST', 'GST 5 %', 'Taxable']) expect(paper).not.toContain(word)
  expect(paper).toContain('Debit Note')
})

it('every other bill is printed as it is', () => {
  const supply = { ...GIVEN_BACK.supply, registration: 'regular' as const }
  for (const bill of [INTRA, { ...GIVEN_BACK, supply }, { ...GIVEN_BACK, kind: 'purchase' as const }]) {
    expect(printedBill(bill)).toBe(bill)
  }
})
