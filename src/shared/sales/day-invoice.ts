import { z } from 'zod'
import { add, type Minor, sum, ZERO } from '#shared/money/money.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { type Bill, type TaxSum, zTaxes, zTaxSum } from './bill.ts'
import { sumTaxes } from './bill-totals.ts'

/** What bills come to together: by rate and nature, by head, and the rounding of each. */
export const zBillSums = z.strictObject({
  billCount: z.int(),
  taxSums: z.array(zTaxSum),
  taxes: zTaxes,
  taxableMinor: zMinor,
  /** Charges that bear no tax. */
  untaxedMinor: zMinor,
  roundOffMinor: zMinor,
  totalMinor: zMinor
})
export type BillSums = z.infer<typeof zBillSums>

/** What the invoice of a day's small sales says, beside its number, its day and its bills. */
export const zDayInvoiceDetails = z.strictObject({
  limitMinor: zMinor,
  firstNumber: z.string(),
  lastNumber: z.string(),
  sums: zBillSums,
  /** Credit notes for some of these bills that stood when it was made. They are papers of their own and are not taken off. */
  returnedMinor: zMinor
})
export type DayInvoiceDetails = z.infer<typeof zDayInvoiceDetails>

/**
 * Whether a bill may stand on the day's consolidated invoice: a tax invoice of a registered shop, to a buyer without a name
 * in the shop's own state, below the limit. A buyer who gives his name asks for a bill of his own.
 */
export const isSmallSale = (bill: Bill, limitMinor: Minor): boolean =>
  bill.kind === 'sale' &&
  bill.party === null &&
  bill.supply.scheme === 'in-gst' &&
  bill.supply.registration === 'regular' &&
  (bill.supply.reach === 'intra' || bill.supply.reach === 'intra-ut') &&
  (bill.paper === 'tax-invoice' || bill.paper === 'invoice-cum-bill-of-supply') &&
  bill.totalMinor > 0 &&
  bill.totalMinor < limitMinor

/** Adds bills up, each head of each rate for itself, so that the whole is the sum of its parts to the paisa. */
export function sumOfBills(bills: readonly Bill[]): BillSums {
  const byRate = new Map<string, TaxSum>()
  for (const one of bills.flatMap(({ taxSums }) => taxSums)) {
    const key = `${String(one.rateBp).padStart(6, '0')} ${one.nature}`
    const known = byRate.get(key)
    byRate.set(key, {
      ...one,
      taxableMinor: add(known?.taxableMinor ?? ZERO, one.taxableMinor),
      taxes: sumTaxes(known === undefined ? [one.taxes] : [known.taxes, one.taxes])
    })
  }
  const of = (amount: (bill: Bill) => Minor) => sum(bills.map(amount))
  const charges = bills.flatMap((bill) => bill.charges.filter(({ isTaxed }) => !isTaxed))
  return {
    billCount: bills.length,
    taxSums: [...byRate].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, taxSum]) => taxSum),
    taxes: sumTaxes(bills.map(({ taxes }) => taxes)),
    taxableMinor: of((bill) => bill.taxableMinor),
    untaxedMinor: sum(charges.map(({ amountMinor }) => amountMinor)),
    roundOffMinor: of((bill) => bill.roundOffMinor),
    totalMinor: of((bill) => bill.totalMinor)
  }
}
