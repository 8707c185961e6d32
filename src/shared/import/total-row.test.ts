import { expect, test } from 'vitest'
import { isTotalRow } from './total-row.ts'

test.each([
  'Total',
  'GRAND TOTAL:',
  'Sub-Total',
  'Totals (25)',
  'Closing Balance',
  'Opening balance',
  'कुल',
  'कुल योग:',
  'Total Amount',
  'Balance c/f'
])('%s is a total', (text) => {
  expect(isTotalRow(['', text, '500'])).toBe(true)
})

test.each(['Total Traders', 'Ramesh', 'Balance Beauty Parlour', 'कुलदीप', '', 'Totally Toys'])(
  '%s is a party',
  (text) => {
    expect(isTotalRow([text, '500'])).toBe(false)
  }
)
