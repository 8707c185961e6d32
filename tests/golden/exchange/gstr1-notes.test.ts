import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchangeBookOf } from '#main/app/read-exchange.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { type Gstr1, gstr1 } from '#shared/exchange/gstr1.ts'
import { gstr1Json } from '#shared/exchange/gstr1-json.ts'
import { gstr1Tables } from '#shared/exchange/gstr1-tables.ts'
import { minor } from '#shared/money/money.ts'
import { ask, openTestShop, type TestApp, testClock } from '#tests/support/open-app.ts'
import { close } from '#tests/support/whole-book.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

const NOVEMBER = { fromOn: 20261101 as BookDate, toOn: 20261130 as BookDate }

let shop: TestApp
let store: LedgerStore
let data: Gstr1
let json: { readonly [table: string]: unknown }

/** A day of walk-in bills, closed, one of them given back by a registered buyer, and his bill and note of exempt goods alone. */
beforeAll(async () => {
  shop = await openTestShop({ clock: testClock(20261105) })
  await shop.call('settings.change', {
    shopGstin: '07AAACR5055K1Z9',
    shopState: '07',
    smallSaleLimitMinor: minor(200_00)
  })
  const soap = await addItem(shop, 'Soap')
  const rice = await addItem(shop, 'Rice', { taxRule: 'gst-exempt', hsn: '1006', baseUnit: 'KGS' })
  const facts = { gstin: '27AAPFU0939F1ZV', state: '27', taxKind: 'regular' }
  const buyer = (
    await shop.call('party.add', { ...ask.party('Mumbai Mart'), ...facts } as ReturnType<typeof ask.party>)
  ).party.id
  const sell = async (lines: Parameters<typeof askBill>[1], change: object) =>
    (await shop.call('bill.record', askBill('sale', lines, change))).bill.row.id
  const giveBack = (ofBillId: string, lines: Parameters<typeof askBill>[1]) =>
    shop.call('bill.record', {
      ...askBill('sale-return', lines, { partyId: buyer, ofBillId, noteReason: 'returned' }),
      paid: { cashMinor: 0, upiMinor: 0, bankMinor: 0 }
    } as Parameters<typeof shop.call<'bill.record'>>[1])
  const cash = (cashMinor: number) => ({ tender: { cashMinor, changeMinor: 0, upiMinor: 0, bankMinor: 0 } })
  const walkIn = await sell([some(soap, 2, 1_000_00)], cash(1_180_00))
  await sell([some(soap, 1, 100_00)], cash(118_00))
  await sell([some(soap, 1, 50_00)], cash(59_00))
  await giveBack(walkIn, [some(soap, 1, 0, { ofLine: 1 })])
  const exempt = await sell([some(rice, 10, 500_00)], { partyId: buyer })
  await giveBack(exempt, [some(rice, 2, 0, { ofLine: 1 })])
  await close(shop, 0, 0)
  store = openLedgerStore(shop.file(), { readOnly: true })
  data = gstr1(exchangeBookOf(store), NOVEMBER, { isAboveFiveCrore: false })
  json = JSON.parse(gstr1Json(data))
}, 120_000)
afterAll(async () => {
  store.close()
  await shop.close()
})

test('a walk-in bill that a registered party gives back takes from the consumers, and names no GSTIN that was never invoiced', () => {
  expect([data.cdnr, data.cdnur]).toEqual([[], []])
  expect(data.b2cs).toEqual([
    expect.objectContaining({ isInter: false, place: '07', rateBp: 1800, taxableMinor: 1_000_00 + 150_00 - 500_00 })
  ])
  expect(data.hsnB2b.map(({ hsn }) => hsn)).toEqual(['1006'])
})

test('exempt goods alone stand in the table of nil and exempt, not among invoices without rows', () => {
  expect(data.b2b).toEqual([])
  expect(JSON.stringify(json)).not.toContain('"itms":[]')
  expect(json).not.toHaveProperty('b2b')
  expect(data.nil).toEqual([{ group: 'INTRB2B', nilMinor: 0, exemptMinor: 400_00, outsideMinor: 0 }])
})

test('the invoice of the small sales is among the documents, and its bills are counted once', () => {
  expect(data.invoices.map(({ prefix, totalCount, isWhole }) => [prefix.slice(2), totalCount, isWhole])).toEqual([
    ['B/26-27/', 4, true],
    ['S/26-27/', 1, true]
  ])
  expect(data.billCount).toBe(6)
  expect(data.total.taxableMinor).toBe(650_00)
  const balance = store.accounts.views().find(({ code }) => code === 'output-cgst')?.balanceMinor
  expect(data.total.cgstMinor).toBe(-(balance ?? 0))
  expect(gstr1Tables(data).find(({ name }) => name === 'docs')?.rows).toHaveLength(1 + 3)
})

test('a month without a close has no invoice of small sales', () => {
  const days = { fromOn: 20261201 as BookDate, toOn: 20261231 as BookDate }
  expect(gstr1(exchangeBookOf(store), days, { isAboveFiveCrore: false }).invoices).toEqual([])
})
