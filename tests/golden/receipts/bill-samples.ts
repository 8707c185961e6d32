import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type BookDate, bookDate } from '#shared/calendar/book-date.ts'
import { orThrow } from '#shared/kernel/result.ts'
import { minor } from '#shared/money/money.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import type { BillFacts } from '#shared/receipt/bill-facts.ts'
import type { ReceiptFacts } from '#shared/receipt/receipt-facts.ts'
import type { Bill, BillParty } from '#shared/sales/bill.ts'
import type { BillContext } from '#shared/sales/bill-context.ts'
import { zBillRequest } from '#shared/sales/bill-request.ts'
import { workBill } from '#shared/sales/work-bill.ts'
import { type TaxScheme, zTaxScheme } from '#shared/tax/tax-scheme.ts'
import { CREDIT_SALE, SHOP } from './paper-samples.ts'

/** A line as a shop would say it. */
export interface Said {
  readonly text: string
  readonly hsn?: string
  readonly count: number
  readonly unit: UnitCode
  /** In the currency's unit, for one of the unit. */
  readonly price: number
  readonly rule: string
  /** In percent. */
  readonly discount?: number
  readonly more?: object
}

const GST: TaxScheme = zTaxScheme.parse(
  JSON.parse(readFileSync(path.join(import.meta.dirname, '../../../resources/tax/in-gst.json'), 'utf8'))
)

const EU: TaxScheme = zTaxScheme.parse({
  scheme: 'vat',
  country: null,
  rules: [20, 10].map((percent) => ({
    id: `vat-${percent}`,
    nameKey: 'vat',
    periods: [{ from: 20200101, to: null, bands: [{ upToMinor: null, rateBp: percent * 100 }], source: 'sample' }]
  }))
})

const lineOf = ({ text, hsn = '', count, unit, price, rule, discount, more }: Said) => ({
  itemId: null,
  text,
  hsn,
  taxRule: rule,
  said: [{ count: Math.round(count * 1000), unit }],
  rate: Math.round(price * 1000),
  rateUnit: unit,
  amountMinor: Math.round(count * price * 100),
  discount: discount === undefined ? null : { by: 'percent', percentBp: discount * 100 },
  ...more
})

const BILL_ID = '00000000-0000-7000-8000-000000000001'

interface World {
  readonly party?: BillParty | null
  readonly shop?: Partial<BillContext['shop']>
  readonly on?: BookDate
  readonly scheme?: TaxScheme
  readonly origin?: BillContext['origin']
}

/** A bill worked out as the app works it out. */
export function billOf(lines: readonly object[], request: object = {}, world: World = {}): Bill {
  const { party = BUYER, shop = {}, on = bookDate(2026, 11, 21), scheme = GST, origin = null } = world
  const parsed = zBillRequest.parse({
    kind: 'quotation',
    id: BILL_ID,
    partyId: party?.id ?? null,
    bookOn: on,
    occurredOn: null,
    roundOff: 'rupee',
    lines,
    ...request
  })
  const context: BillContext = {
    scheme,
    shop: { state: '07', registration: 'regular', currency: 'INR', ...shop },
    party,
    items: new Map(),
    on,
    origin
  }
  return orThrow(workBill(parsed, context))
}

/** A sale, asked for without the money that was paid: the receipt says that. */
export const saleOf = (said: readonly Said[], request: object = {}, world: World = {}): Bill => ({
  ...billOf(said.map(lineOf), request, world),
  kind: 'sale'
})

export const BUYER: BillParty = {
  id: '00000000-0000-7000-8000-000000000002',
  name: 'Ramesh Kirana & General Stores',
  place: 'Karol Bagh',
  phone: '94140 55555',
  address: '14/2 Ajmal Khan Road, Karol Bagh, New Delhi 110005',
  state: '07',
  gstin: '07AAACR5055K1Z7',
  taxKind: 'regular'
}

export const JAIPUR: BillParty = {
  ...BUYER,
  name: 'Hotel Pink City',
  place: 'Jaipur',
  address: '5 M.I. Road, Jaipur 302001',
  state: '08',
  gstin: ''
}

export const KIRANA: readonly Said[] = [
  { text: 'Basmati rice 25 kg', hsn: '100630', count: 4, unit: 'BAG', price: 2450, rule: 'gst-5' },
  { text: 'Toor dal, oil-free, second grade', hsn: '071360', count: 30, unit: 'KGS', price: 142.5, rule: 'gst-5' },
  { text: 'Mustard oil 15 L (tin)', hsn: '151491', count: 6, unit: 'CAN', price: 2115.25, rule: 'gst-5', discount: 2 },
  { text: 'Loose jaggery', hsn: '170114', count: 12.5, unit: 'KGS', price: 54, rule: 'gst-5' },
  { text: 'Tea, CTC leaf 1 kg', hsn: '090240', count: 10, unit: 'PAC', price: 386, rule: 'gst-5' },
  { text: 'Toilet soap 100 g', hsn: '340111', count: 12, unit: 'DOZ', price: 372, rule: 'gst-5' },
  {
    text: 'Detergent powder 1 kg',
    hsn: '340250',
    count: 24,
    unit: 'PAC',
    price: 98.75,
    rule: 'gst-18',
    discount: 5,
    more: { batch: { batch: 'L2609', expiresOn: 20280331 }, retailPriceMinor: 12_000 }
  },
  { text: 'Steel scrubber', hsn: '732310', count: 5, unit: 'DOZ', price: 90, rule: 'gst-5' },
  { text: 'LED bulb 9 W', hsn: '853952', count: 48, unit: 'PCS', price: 61.5, rule: 'gst-18' },
  { text: 'Agarbatti, sandal', hsn: '330741', count: 20, unit: 'PAC', price: 45, rule: 'gst-5' },
  { text: 'Salt, iodised 1 kg', hsn: '250100', count: 50, unit: 'PAC', price: 22, rule: 'gst-0' },
  { text: 'Transport crate (returnable)', hsn: '392310', count: 3, unit: 'NOS', price: 410, rule: 'gst-18' }
]

export const ADDRESS = '2114 Katra Ishwar Bhawan, Khari Baoli, Delhi 110006'

/** The receipt around a bill: a sale is part paid in cash, the rest on credit. */
export function billReceipt(
  bill: Bill,
  more: Partial<ReceiptFacts> = {},
  facts: Partial<BillFacts> = {}
): ReceiptFacts {
  const paid = bill.kind === 'sale' ? Math.min(5_000_00, bill.totalMinor) : 0
  const posts = bill.kind !== 'quotation' && bill.kind !== 'challan' && bill.party !== null
  const credit = (bill.kind === 'sale-return' || bill.kind === 'purchase' ? -1 : 1) * (bill.totalMinor - paid)
  return {
    ...CREDIT_SALE,
    kind: bill.kind,
    shop: { ...SHOP, gstin: '07ABCDE1234F1Z5' },
    number: 'B1/26-27/00231',
    party: bill.party === null ? null : { name: bill.party.name, place: bill.party.place, phone: bill.party.phone },
    lines: [],
    amountMinor: bill.totalMinor,
    cashMinor: minor(posts ? paid : 0),
    creditMinor: minor(posts ? credit : 0),
    oldBalanceMinor: posts ? minor(12_450_00) : null,
    newBalanceMinor: posts ? minor(12_450_00 + credit) : null,
    bill: { bill, shopAddress: ADDRESS, origin: null, validUntil: null, ...facts },
    ...more
  }
}

/** Another scheme than GST: one tax for all, of a shop abroad. */
export const EURO_WORLD: World = {
  scheme: EU,
  shop: { state: '', registration: 'regular', currency: 'EUR' },
  party: {
    ...BUYER,
    name: 'Café de la Gare',
    address: '12 rue de la Gare, 69002 Lyon',
    phone: '',
    state: '',
    gstin: 'FR40303265045'
  }
}
export { lineOf }
