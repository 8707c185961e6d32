import { expect, it } from 'vitest'
import { bookDate } from '#shared/calendar/book-date.ts'
import { billShopOf } from '#shared/sales/bill-shop.ts'
import { zTaxScheme } from '#shared/tax/tax-scheme.ts'
import { sampleItem, sampleParty, sampleScheme } from '#tests/support/bill-request.ts'
import { type BillDraft, emptyBill, withCell, withItem } from './bill-draft.ts'
import { figuresOf } from './bill-figures.ts'

const soap = sampleItem(1)
const rule = sampleScheme.rules.find(({ id }) => id === 'g18')
const period = (from: number, to: number | null, rateBp: number) => ({
  ...rule?.periods[0],
  from,
  to,
  bands: [{ upToMinor: null, rateBp }]
})
/** 28 % until the 21st of September 2025, 18 % from then on. */
const scheme = zTaxScheme.parse({
  ...sampleScheme,
  rules: [{ ...rule, periods: [period(20170701, 20250921, 2_800), period(20250922, null, 1_800)] }]
})
const supplier = sampleParty({ gstin: '07AAPFU0939F1ZX', state: '07', taxKind: 'regular' })
const around = {
  scheme,
  shop: billShopOf({ shopState: '07', shopGstin: '', taxRegistration: 'regular' }, scheme, 'INR'),
  party: supplier,
  items: new Map([[soap.id, soap]]),
  today: bookDate(2025, 9, 25),
  origin: null
}
const chosen = { id: soap.id, name: 'Soap', unit: 'PCS', rate: '100', isTaxInPrice: false }
const draft = (change: Partial<BillDraft>) => {
  const one = withCell(withItem(emptyBill(soap.id, 'purchase', false), 0, chosen), 0, 'quantity', '1')
  return figuresOf({ ...one, target: { id: supplier.id, name: supplier.name }, ...change }, around)
}
const rateOf = (change: Partial<BillDraft>) => draft(change).bill?.lines[0]?.rateBp

it('shows the rates of the day that main goes by', () => {
  expect(rateOf({})).toBe(1_800)
  expect(rateOf({ date: '20/9/2025' })).toBe(2_800)
  expect(rateOf({ theirDate: '20/9/2025' })).toBe(2_800)
  expect(rateOf({ date: '23/9/2025', theirDate: '20/9/2025' })).toBe(2_800)
})
