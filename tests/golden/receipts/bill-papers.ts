import { bookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import { asDuplicate } from '#shared/receipt/as-duplicate.ts'
import { buildReceipt } from '#shared/receipt/build-receipt.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { ReceiptFacts } from '#shared/receipt/receipt-facts.ts'
import { type ReceiptLayout, receiptLayoutSchema } from '#shared/receipt/receipt-layout.ts'
import { inCurrency } from '#shared/receipt/said.ts'
import { BUYER, billOf, billReceipt, EURO_WORLD, JAIPUR, KIRANA, lineOf, type Said, saleOf } from './bill-samples.ts'
import { receiptTranslate } from './receipt-translate.ts'

const english = receiptTranslate('en')

export interface BillSample {
  readonly name: string
  readonly document: ReceiptDocument
}

const sample = (name: string, facts: ReceiptFacts, t = english, layout?: ReceiptLayout): BillSample => ({
  name,
  document: buildReceipt(facts, t, layout)
})

export const INTRA = saleOf(KIRANA)
/** Billed to Jaipur, sent to another godown in Delhi: the tax goes by where the goods end. */
export const DELIVERED = saleOf(
  KIRANA.slice(0, 4),
  { deliveryAddress: 'Godown 3, Bawana Industrial Area, Delhi 110039', deliveryState: '07', placeOfSupply: '07' },
  { party: JAIPUR }
)
const OLD_BILL = { kind: 'sale', number: 'B1/26-27/00198', on: bookDate(2026, 11, 14) } as const

/** Before 22 September 2025 drinks bore 28 % and a cess of 12 %. */
const CESS: readonly Said[] = [
  { text: 'Cola 600 ml, crate of 24', hsn: '220210', count: 6, unit: 'CTN', price: 780, rule: 'aerated-drinks' },
  { text: 'Biscuits, family pack', hsn: '190531', count: 40, unit: 'PAC', price: 27.5, rule: 'gst-18' },
  { text: 'Fresh vegetables', hsn: '070999', count: 25, unit: 'KGS', price: 32, rule: 'gst-exempt' },
  { text: 'Wheat flour, branded 10 kg', hsn: '110100', count: 15, unit: 'BAG', price: 410, rule: 'gst-5' }
]

const INCLUSIVE: readonly Said[] = [
  {
    text: 'LED bulb 9 W',
    hsn: '853952',
    count: 3,
    unit: 'PCS',
    price: 118,
    rule: 'gst-18',
    more: { isTaxInPrice: true }
  },
  {
    text: 'Extension lead 4 m',
    hsn: '854442',
    count: 1,
    unit: 'PCS',
    price: 450,
    rule: 'gst-18',
    more: { isTaxInPrice: true }
  }
]

const returnOf = () => {
  const origin = {
    bill: INTRA,
    on: OLD_BILL.on,
    returned: INTRA.lines.map(() => ({ quantity: 0 as never, amountMinor: 0 as never })),
    returnedTotalMinor: minor(0)
  }
  const back = [6, 9].map((ofLine) => {
    const line = KIRANA[ofLine - 1] as Said
    return { ...lineOf({ ...line, count: 2 }), ofLine }
  })
  return billOf(
    back,
    {
      kind: 'sale-return',
      ofBillId: INTRA.id,
      noteReason: 'returned',
      paid: { cashMinor: 0, upiMinor: 0, bankMinor: 0 }
    },
    { origin }
  )
}

const NO_TENDER = { cashMinor: 0, upiMinor: 0, bankMinor: 0, changeMinor: 0 }

/** Goods that a composition dealer gives back to his supplier: he paid the tax in their price, and charges none. */
const givenBack = () => {
  const shop = { registration: 'composition' as const }
  const bought = billOf(
    KIRANA.slice(0, 3).map(lineOf),
    {
      kind: 'purchase',
      charges: [
        { charge: 'freight', amountMinor: 200_00 },
        { charge: 'other', amountMinor: 30_00, isTaxed: false }
      ],
      paid: { cashMinor: 0, upiMinor: 0, bankMinor: 0 }
    },
    { shop }
  )
  const returned = bought.lines.map(() => ({ quantity: 0 as never, amountMinor: 0 as never }))
  const origin = { bill: bought, on: OLD_BILL.on, returned, returnedTotalMinor: minor(0) }
  const back = [1, 3].map((ofLine) => ({ ...lineOf({ ...(KIRANA[ofLine - 1] as Said), count: 1 }), ofLine }))
  const asked = { kind: 'purchase-return', ofBillId: bought.id, noteReason: 'returned', tender: NO_TENDER }
  return billOf(back, asked, { shop, origin })
}
export const GIVEN_BACK = givenBack()

const THREE_COPIES = receiptLayoutSchema.parse({
  billCopies: 3,
  bankLines: ['State Bank of India, Khari Baoli', 'A/c 30123456789, IFSC SBIN0000631']
})

/** The papers of bills, as shops print them. */
export const BILL_SAMPLES: readonly BillSample[] = [
  sample('bill-intra', billReceipt(INTRA), english, THREE_COPIES),
  sample(
    'bill-inter',
    billReceipt(
      saleOf(
        KIRANA,
        {
          charges: [
            { charge: 'freight', amountMinor: 850_00 },
            { charge: 'packing', amountMinor: 120_00, isTaxed: false }
          ],
          discount: { by: 'percent', percentBp: 150 }
        },
        { party: JAIPUR }
      )
    )
  ),
  sample('bill-walk-in', billReceipt(saleOf(INCLUSIVE, {}, { party: null }))),
  sample(
    'bill-ut',
    billReceipt(
      saleOf(
        KIRANA.slice(0, 3),
        {},
        {
          shop: { state: '04' },
          party: { ...BUYER, state: '04', gstin: '04AAACR5055K1ZD', address: 'SCO 12, Sector 26, Chandigarh' }
        }
      )
    )
  ),
  sample(
    'bill-composition',
    billReceipt(
      saleOf(KIRANA.slice(0, 4), {}, { shop: { registration: 'composition' }, party: { ...BUYER, gstin: '' } })
    )
  ),
  sample(
    'bill-cess',
    billReceipt(saleOf(CESS, {}, { on: bookDate(2025, 8, 20), party: { ...BUYER, gstin: '' } }), {
      bookOn: bookDate(2025, 8, 20)
    })
  ),
  sample('credit-note', billReceipt(returnOf(), { number: 'CN1/26-27/0004' }, { origin: OLD_BILL })),
  sample(
    'debit-note-composition',
    billReceipt(GIVEN_BACK, { number: 'DN1/26-27/0002' }, { origin: { ...OLD_BILL, kind: 'purchase' } })
  ),
  sample(
    'quotation',
    billReceipt(
      billOf(KIRANA.slice(0, 5).map(lineOf)),
      { number: 'Q1/26-27/0012' },
      { validUntil: bookDate(2026, 12, 6) }
    )
  ),
  sample(
    'challan',
    billReceipt({ ...billOf(KIRANA.slice(0, 5).map(lineOf)), kind: 'challan' }, { number: 'DC1/26-27/0007' })
  ),
  sample(
    'bill-plain',
    billReceipt(saleOf(KIRANA.slice(0, 3), {}, { shop: { registration: 'unregistered' } }), {
      shop: { ...billReceipt(INTRA).shop, gstin: '' }
    })
  ),
  sample(
    'bill-vat',
    billReceipt(
      saleOf(
        [
          { text: 'Farine de blé T55 25 kg', count: 4, unit: 'BAG', price: 21.9, rule: 'vat-10' },
          { text: 'Huile de tournesol 5 L', count: 6, unit: 'CAN', price: 11.45, rule: 'vat-10', discount: 3 },
          { text: 'Serviettes en papier', count: 10, unit: 'PAC', price: 3.2, rule: 'vat-20' }
        ],
        { roundOff: 'none' },
        EURO_WORLD
      ),
      { language: 'fr', cashMinor: minor(0), oldBalanceMinor: null, newBalanceMinor: null, creditMinor: minor(0) }
    ),
    inCurrency(receiptTranslate('fr'), 'EUR')
  ),
  sample('bill-delivery', billReceipt(DELIVERED)),
  sample('bill-delivery-hi', billReceipt(DELIVERED, { language: 'hi' }), receiptTranslate('hi')),
  sample('bill-hi', billReceipt(INTRA, { language: 'hi' }), receiptTranslate('hi')),
  sample(
    'bill-ur',
    billReceipt(saleOf(KIRANA.slice(0, 4), {}, { party: JAIPUR }), { language: 'ur' }),
    receiptTranslate('ur')
  ),
  sample('bill-two', billReceipt(saleOf(KIRANA.slice(0, 4)), { language: 'en' }), receiptTranslate('en', 'hi')),
  {
    name: 'bill-duplicate',
    document: asDuplicate(buildReceipt(billReceipt(saleOf(KIRANA.slice(0, 2))), english), 2, english)
  },
  sample(
    'bill-cancelled',
    billReceipt(saleOf(KIRANA.slice(0, 2)), { reversed: { number: 'X1-0003', reason: 'Wrong party' } })
  )
]

/** A bill as long as bills may be. */
export const LONG_BILL = sample(
  'bill-300',
  billReceipt(
    saleOf(
      Array.from(
        { length: 300 },
        (_, at): Said => ({
          ...(KIRANA[at % KIRANA.length] as Said),
          text: `${KIRANA[at % KIRANA.length]?.text} ${at + 1}`
        })
      )
    )
  )
)
