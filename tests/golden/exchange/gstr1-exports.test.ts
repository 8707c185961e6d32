import { afterAll, beforeAll, expect, test } from 'vitest'
import { exchangeBookOf } from '#main/app/read-exchange.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { type Gstr1, gstr1 } from '#shared/exchange/gstr1.ts'
import { gstr1Json } from '#shared/exchange/gstr1-json.ts'
import { gstr1Tables } from '#shared/exchange/gstr1-tables.ts'
import { ask, openTestShop, type TestApp, testClock } from '#tests/support/open-app.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

const NOVEMBER = { fromOn: 20261101 as BookDate, toOn: 20261130 as BookDate }

let shop: TestApp
let store: LedgerStore
let data: Gstr1

/** An export with tax paid and what came back of it, one of goods without tax, and an advance. */
beforeAll(async () => {
  shop = await openTestShop({ clock: testClock(20261105) })
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  const soap = await addItem(shop, 'Soap')
  const rice = await addItem(shop, 'Rice', { taxRule: 'gst-exempt', hsn: '1006', baseUnit: 'KGS' })
  const facts = { ...ask.party('Dubai Traders'), taxKind: 'export' } as ReturnType<typeof ask.party>
  const buyer = (await shop.call('party.add', facts)).party.id
  const sell = async (lines: Parameters<typeof askBill>[1]) =>
    (await shop.call('bill.record', askBill('sale', lines, { partyId: buyer }))).bill.row.id
  const sold = await sell([some(soap, 10, 1_000_00)])
  await sell([some(rice, 10, 500_00)])
  await shop.call('bill.record', {
    ...askBill('sale-return', [some(soap, 1, 0, { ofLine: 1 })], {
      partyId: buyer,
      ofBillId: sold,
      noteReason: 'returned'
    }),
    paid: { cashMinor: 0, upiMinor: 0, bankMinor: 0 }
  } as Parameters<typeof shop.call<'bill.record'>>[1])
  const advance = { ...ask.got(buyer, { bankMinor: 300_00 }), settles: { way: 'advance' as const, against: [] } }
  await shop.call('entry.record', advance)
  store = openLedgerStore(shop.file(), { readOnly: true })
  data = gstr1(exchangeBookOf(store), NOVEMBER, { isAboveFiveCrore: false })
}, 120_000)
afterAll(async () => {
  store.close()
  await shop.close()
})

test('exports stand in table 6A, with tax paid or without, and in no other table of documents', () => {
  expect(
    data.exports.map(({ exportKind, place, rows }) => [exportKind, place, rows.map((row) => row.taxableMinor)])
  ).toEqual([
    ['WPAY', '96', [1_000_00]],
    ['WOPAY', '96', [500_00]]
  ])
  expect([data.b2b, data.b2cl, data.b2cs, data.nil, data.cdnr]).toEqual([[], [], [], [], []])
  const json = JSON.parse(gstr1Json(data))
  expect(json.exp).toEqual([
    {
      exp_typ: 'WPAY',
      inv: [expect.objectContaining({ val: 1180, itms: [{ txval: 1000, rt: 18, iamt: 180, csamt: 0 }] })]
    },
    { exp_typ: 'WOPAY', inv: [expect.objectContaining({ val: 500, itms: [{ txval: 500, rt: 0, iamt: 0, csamt: 0 }] })] }
  ])
  expect(json.cdnur).toEqual([expect.objectContaining({ typ: 'EXPWP', ntty: 'C', pos: '96' })])
  expect(gstr1Tables(data).map(({ name }) => name)).toEqual(['exp', 'cdnur', 'hsn(b2c)', 'docs'])
})

test('the tax of exports is in the sum of the return, which is that of the accounts', () => {
  const owed = store.accounts.views().find(({ code }) => (code as string) === 'output-igst')?.balanceMinor ?? 0
  expect(data.total).toMatchObject({ igstMinor: 0 - owed, taxableMinor: 1_400_00 })
})

test('what the book does not know is remarked: shipping bills, and tax on advances', () => {
  expect(data.remarks.filter(({ remark }) => remark === 'export-shipping')).toHaveLength(2)
  expect(data.remarks.filter(({ remark }) => remark === 'advances-by-hand')).toMatchObject([{ value: '300.00' }])
})
