import { bookDate } from '#shared/calendar/book-date.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import type { DayInvoiceFacts } from '#shared/receipt/build-day-invoice.ts'
import type { ReceiptShop } from '#shared/receipt/receipt-facts.ts'

const SHOP_OF_SAMPLES: ReceiptShop = {
  name: 'Sharma Traders',
  place: 'Sadar Bazaar, Delhi 110006',
  phone: '98100 12345',
  gstin: '07ABCDE1234F1Z5',
  upiAddress: 'sharma.traders@examplebank',
  footText: 'Goods once sold are taken back within 7 days with this bill.'
}

/** The one invoice for a day's small sales, printed again after one of its bills was called off. */
export const DAY_INVOICE: DayInvoiceFacts = {
  language: 'en',
  shop: SHOP_OF_SAMPLES,
  number: 'KMS/26-27/00012',
  bookOn: bookDate(2026, 11, 21),
  details: {
    limitMinor: minor(20_000),
    firstNumber: 'KMB/26-27/00187',
    lastNumber: 'KMB/26-27/00231',
    sums: {
      billCount: 23,
      taxSums: [
        { rateBp: 0, nature: 'exempt', taxableMinor: minor(40_000), taxes: {} },
        {
          rateBp: 500,
          nature: 'taxable',
          taxableMinor: minor(100_000),
          taxes: { cgst: minor(2_500), sgst: minor(2_500) }
        },
        {
          rateBp: 1_800,
          nature: 'taxable',
          taxableMinor: minor(50_011),
          taxes: { cgst: minor(4_501), sgst: minor(4_501) }
        }
      ],
      taxes: { cgst: minor(7_001), sgst: minor(7_001) },
      taxableMinor: minor(190_011),
      untaxedMinor: ZERO,
      roundOffMinor: minor(-13),
      totalMinor: minor(204_000)
    },
    returnedMinor: minor(11_800)
  },
  undone: ['KMB/26-27/00190']
}
