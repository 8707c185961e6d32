import type { z } from 'zod'
import { type Item, zItem } from '#shared/items/item.ts'
import type { Bill, BillParty } from '#shared/sales/bill.ts'
import type { BillContext } from '#shared/sales/bill-context.ts'
import { type BillRequest, type zBillLine, zBillRequest } from '#shared/sales/bill-request.ts'
import { zTaxScheme } from '#shared/tax/tax-scheme.ts'

/** GST as these tests need it: 5 and 18 %, nothing on exempt goods, freight that the buyer pays the tax for, and tobacco. */
export const sampleScheme = zTaxScheme.parse({
  scheme: 'in-gst',
  country: 'IN',
  places: [
    { code: '07', letters: 'DL' },
    { code: '27', letters: 'MH' },
    { code: '04', letters: 'CH', isUnionTerritory: true }
  ],
  rules: [
    ['g5', 500, 'taxable', false],
    ['g18', 1_800, 'taxable', false],
    ['exempt', 0, 'exempt', false],
    ['gta', 500, 'taxable', true],
    ['tobacco', 4_000, 'taxable', false]
  ].map(([id, rateBp, nature, isReverseCharge]) => ({
    id,
    nameKey: id,
    isReverseCharge,
    periods: [
      {
        from: 20170701,
        to: null,
        nature,
        valuation: id === 'tobacco' ? 'retail-price' : 'price',
        bands: [{ upToMinor: null, rateBp }],
        source: 'made for tests'
      }
    ]
  }))
})

const idOf = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`

export const sampleItem = (n: number, change: Partial<z.input<typeof zItem>> = {}): Item =>
  zItem.parse({
    id: idOf(n),
    name: `Item ${n}`,
    isArchived: false,
    hsn: '1905',
    taxRule: 'g18',
    units: [{ unit: 'BOX', size: 24_000 }],
    ...change
  })

export const sampleParty = (change: Partial<BillParty> = {}): BillParty => ({
  id: idOf(900_001),
  name: 'Gupta Store',
  place: 'Agra',
  phone: '',
  address: '',
  state: '',
  gstin: '',
  taxKind: '',
  ...change
})

export const pieces = (n: number) => [{ count: n * 1_000, unit: 'PCS' as const }]

export const billLine = (
  item: Item | null,
  change: Partial<z.input<typeof zBillLine>> & { amountMinor: number }
): z.input<typeof zBillLine> => ({
  itemId: item?.id ?? null,
  text: item?.name ?? 'Work',
  hsn: item?.hsn ?? '',
  taxRule: item?.taxRule ?? '',
  isTaxInPrice: item?.isTaxInPrice ?? false,
  said: [],
  rate: null,
  rateUnit: null,
  discount: null,
  ...change
})

type Asked = z.input<typeof zBillRequest>
const NOTHING_TAKEN = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
const NOTHING_PAID = { cashMinor: 0, upiMinor: 0, bankMinor: 0 }

let made = 1_000_000

/** A request as a screen makes it; what is not named is empty, and nothing is paid. */
export function billRequest<Kind extends BillRequest['kind']>(
  kind: Kind,
  lines: readonly z.input<typeof zBillLine>[],
  change: Partial<Extract<Asked, { kind: Kind }>> = {}
): Extract<Asked, { kind: Kind }> {
  const money =
    kind === 'sale' || kind === 'purchase-return'
      ? { tender: NOTHING_TAKEN }
      : kind === 'purchase' || kind === 'sale-return'
        ? { paid: NOTHING_PAID }
        : {}
  const request = { id: idOf(made++), kind, partyId: null, bookOn: null, occurredOn: null, lines: [...lines], ...money }
  return { ...request, ...change } as Extract<Asked, { kind: Kind }>
}

export const parsed = (request: Asked): BillRequest => zBillRequest.parse(request)

export function billContext(items: readonly Item[], change: Partial<BillContext> = {}): BillContext {
  return {
    scheme: sampleScheme,
    shop: { state: '07', registration: 'regular', currency: 'INR' },
    party: null,
    items: new Map(items.map((item) => [item.id, item])),
    on: 20261121 as BillContext['on'],
    origin: null,
    ...change
  }
}

/** A bill as the origin of another, with what came back of it so far. */
export function originOf(bill: Bill, returns: readonly Bill[] = []): NonNullable<BillContext['origin']> {
  const returned = bill.lines.map(() => ({ quantity: 0, amountMinor: 0 }))
  for (const line of returns.flatMap(({ lines }) => lines)) {
    const at = returned[(line.ofLine ?? 0) - 1]
    if (at === undefined) continue
    at.quantity += line.quantity
    at.amountMinor += line.amountMinor
  }
  const returnedTotalMinor = returns.reduce((total, { totalMinor }) => total + totalMinor, 0)
  return { bill, on: 20261121, returned, returnedTotalMinor } as unknown as NonNullable<BillContext['origin']>
}
