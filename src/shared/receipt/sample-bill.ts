import type { BookDate } from '#shared/calendar/book-date.ts'
import { orThrow } from '#shared/kernel/result.ts'
import type { Currency } from '#shared/money/currency.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import { type Rate, rate } from '#shared/quantity/quantity.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import type { Bill, BillParty } from '#shared/sales/bill.ts'
import type { BillLine } from '#shared/sales/bill-request.ts'
import { workBill } from '#shared/sales/work-bill.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'

interface SampleGoods {
  readonly hsn: string
  readonly count: number
  readonly unit: UnitCode
  /** In thousandths of the currency's unit. */
  readonly rate: Rate
  readonly percent: 5 | 18
  readonly discountBp: number
}

const GOODS: readonly SampleGoods[] = [
  { hsn: '100630', count: 2, unit: 'BAG', rate: rate(1_250_000), percent: 5, discountBp: 0 },
  { hsn: '151491', count: 12, unit: 'BTL', rate: rate(186_500), percent: 5, discountBp: 200 },
  { hsn: '340250', count: 24, unit: 'PAC', rate: rate(72_000), percent: 18, discountBp: 0 },
  { hsn: '090240', count: 5, unit: 'KGS', rate: rate(386_000), percent: 5, discountBp: 0 },
  { hsn: '853952', count: 10, unit: 'PCS', rate: rate(61_500), percent: 18, discountBp: 0 },
  { hsn: '170114', count: 3, unit: 'KGS', rate: rate(54_000), percent: 5, discountBp: 0 }
]

const rule = (percent: 5 | 18, from: BookDate): TaxScheme['rules'][number] => ({
  id: `sample-${percent}`,
  nameKey: 'sample',
  hsn: [],
  isReverseCharge: false,
  periods: [
    {
      from,
      to: null,
      bands: [
        { upToMinor: null, rateBp: percent * 100, cessBp: 0, cessPerUnitMinor: ZERO as never, cessOfRetailBp: 0 }
      ],
      valuation: 'price',
      nature: 'taxable',
      source: 'sample'
    }
  ]
})

/** A scheme of two rates, for papers of nobody: India's heads in rupees, one tax elsewhere. */
const schemeOf = (currency: Currency, on: BookDate): TaxScheme => ({
  scheme: currency === 'INR' ? 'in-gst' : 'vat',
  country: null,
  from: null,
  places: [{ code: '07', isUnionTerritory: false, letters: '' }],
  rules: [rule(5, on), rule(18, on)]
})

const lineOf = (text: string, { hsn, count, unit, rate: price, percent, discountBp }: SampleGoods): BillLine => ({
  itemId: null,
  text,
  hsn,
  taxRule: `sample-${percent}`,
  isTaxInPrice: false,
  said: [{ count: (count * 1000) as BillLine['said'][number]['count'], unit }],
  rate: price,
  rateUnit: unit,
  amountMinor: minor((count * price) / 10),
  discount: discountBp === 0 ? null : { by: 'percent', percentBp: discountBp },
  batch: null,
  retailPriceMinor: null,
  ofLine: null
})

const NOBODY = '00000000-0000-7000-8000-000000000000'

/** A bill of nobody with these names of goods, worked out as every bill is. */
export function sampleBill(texts: readonly string[], party: BillParty, currency: Currency, on: BookDate): Bill {
  const request = {
    id: NOBODY,
    kind: 'quotation' as const,
    partyId: party.id,
    bookOn: on,
    occurredOn: null,
    text: '',
    note: '',
    lines: texts.map((text, index) => lineOf(text, GOODS[index % GOODS.length] as SampleGoods)),
    discount: null,
    charges: [],
    roundOff: 'rupee' as const,
    ofBillId: null,
    noteReason: '' as const,
    placeOfSupply: null,
    isReverseCharge: false,
    deliveryAddress: '',
    deliveryState: '',
    theirNumber: '',
    theirDate: null,
    expectedTotalMinor: null
  }
  const shop = { state: '07', registration: 'regular' as const, currency }
  const context = { scheme: schemeOf(currency, on), shop, party, items: new Map(), on, origin: null }
  return { ...orThrow(workBill(request, context)), kind: 'sale' }
}
