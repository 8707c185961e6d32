import { sum, ZERO } from '#shared/money/money.ts'
import type { Bill, WorkedLine } from '#shared/sales/bill.ts'

/**
 * The bill as its paper may say it. A shop that may not charge tax (composition, not registered) gives goods back at what it paid for
 * them, tax in it: a table of CGST and SGST under its name would be a tax that it charges. Every other bill stays as it is.
 */
export const printedBill = (bill: Bill): Bill =>
  bill.kind === 'purchase-return' && bill.supply.registration !== 'regular' ? grossedUp(bill) : bill

function grossedUp(bill: Bill): Bill {
  const lines = bill.lines.map(withTaxInside)
  const value = sum(lines.map(({ totalMinor }) => totalMinor))
  return {
    ...bill,
    lines,
    discount: null,
    // Those that bore the tax are in the value of the lines.
    charges: bill.charges.filter(({ isTaxed }) => !isTaxed),
    grossMinor: value,
    discountMinor: ZERO,
    taxableMinor: value,
    taxes: {},
    taxSums: []
  }
}

/** One amount for the whole line. Its rate was without tax, and multiplies to something else. */
const withTaxInside = (line: WorkedLine): WorkedLine => ({
  ...line,
  rate: null,
  rateUnit: null,
  amountMinor: line.totalMinor,
  discount: null,
  discountMinor: ZERO,
  billDiscountMinor: ZERO,
  chargesMinor: ZERO,
  taxableMinor: line.totalMinor,
  assessedMinor: null,
  rateBp: 0,
  cessBp: 0,
  cessPerUnitMinor: ZERO,
  nature: 'taxable',
  taxes: {}
})
