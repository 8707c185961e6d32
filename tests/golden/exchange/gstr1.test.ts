import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchangeBookOf } from '#main/app/read-exchange.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ExchangeBook } from '#shared/exchange/exchange-book.ts'
import { type Gstr1, gstr1, largeLimit, splitsHsn, type TaxRow } from '#shared/exchange/gstr1.ts'
import { gstr1Json } from '#shared/exchange/gstr1-json.ts'
import { gstr1Tables } from '#shared/exchange/gstr1-tables.ts'
import { ask, newId, openTestShop, type TestApp, testClock } from '#tests/support/open-app.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

const NOVEMBER = { fromOn: 20261101 as BookDate, toOn: 20261130 as BookDate }
const RULES = { isAboveFiveCrore: false }

let shop: TestApp
let store: LedgerStore
let book: ExchangeBook
let data: Gstr1

const party = async (name: string, facts: object): Promise<string> =>
  (await shop.call('party.add', { ...ask.party(name), ...facts })).party.id

/** A month with a bill of every kind that the return tells apart. */
beforeAll(async () => {
  const clock = testClock(20261105)
  shop = await openTestShop({ clock })
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  const soap = await addItem(shop, 'Soap')
  const book5 = await addItem(shop, 'Ledger book', { taxRule: 'gst-5', hsn: '4820' })
  const rice = await addItem(shop, 'Rice', { taxRule: 'gst-exempt', hsn: '1006', baseUnit: 'KGS' })
  const odd = await addItem(shop, 'No code', { hsn: '' })
  const here = await party('Delhi Stores', { gstin: '07AAACR5055K1Z9', state: '07', taxKind: 'regular' })
  const there = await party('Mumbai Mart', { gstin: '27AAPFU0939F1ZV', state: '27', taxKind: 'regular' })
  const far = await party('Asha of Pune', { state: '27' })
  const sell = async (lines: Parameters<typeof askBill>[1], change: object) =>
    (await shop.call('bill.record', askBill('sale', lines, change))).bill.row.id
  const giveBack = (ofBillId: string, partyId: string | null, lines: Parameters<typeof askBill>[1], paid = 0) =>
    shop.call('bill.record', {
      ...askBill('sale-return', lines, { partyId, ofBillId, noteReason: 'returned' }),
      paid: { cashMinor: paid, upiMinor: 0, bankMinor: 0 }
    } as Parameters<typeof shop.call<'bill.record'>>[1])
  const mixed = await sell([some(soap, 5, 421_94), some(book5, 3, 333_33), some(rice, 2, 100_00)], { partyId: here })
  await sell([some(soap, 7, 777_77), some(odd, 1, 50_00)], { partyId: there })
  const large = await sell([some(soap, 900, 90_000_00)], { partyId: far })
  await sell([some(soap, 9, 900_00), some(rice, 1, 50_00)], { partyId: far })
  const cash = { cashMinor: 200_00, changeMinor: 82_00, upiMinor: 0, bankMinor: 0 }
  await sell([some(soap, 1, 100_00)], { tender: cash })
  await giveBack(mixed, here, [some(soap, 2, 0, { ofLine: 1 })])
  await giveBack(large, far, [some(soap, 100, 0, { ofLine: 1 })])
  const wrong = await sell([some(soap, 2, 200_00)], { partyId: here })
  await shop.call('entry.reverse', { id: newId(), entryId: wrong, reason: 'typed twice' })
  await shop.call('entry.record', ask.sale(null, 60_00, { cashMinor: 60_00 }))
  store = openLedgerStore(shop.file(), { readOnly: true })
  book = exchangeBookOf(store)
  data = gstr1(book, NOVEMBER, RULES)
}, 120_000)
afterAll(async () => {
  store.close()
  await shop.close()
})

const remarks = (name: string) => data.remarks.filter(({ remark }) => remark === name)

test('each bill stands in the one table where it belongs', () => {
  expect(data.b2b.map(({ gstin }) => gstin)).toEqual(['07AAACR5055K1Z9', '27AAPFU0939F1ZV'])
  expect(data.b2cl).toHaveLength(1)
  expect(data.b2cl[0]).toMatchObject({ place: '27', totalMinor: 1_06_200_00 })
  expect(data.b2cs.map(({ isInter, place, rateBp }) => [isInter, place, rateBp])).toEqual([
    [true, '27', 1800],
    [false, '07', 1800]
  ])
  expect(data.cdnr).toHaveLength(1)
  expect(data.cdnur).toHaveLength(1)
})

test('a bill of two rates has one row for each, and goods without tax none', () => {
  expect(data.b2b[0]?.rows).toEqual([
    { rateBp: 500, taxableMinor: 333_33, cgstMinor: 8_33, sgstMinor: 8_33, igstMinor: 0, cessMinor: 0 },
    { rateBp: 1800, taxableMinor: 421_94, cgstMinor: 37_97, sgstMinor: 37_97, igstMinor: 0, cessMinor: 0 }
  ])
  expect(data.nil).toEqual([
    { group: 'INTRAB2B', nilMinor: 0, exemptMinor: 100_00, outsideMinor: 0 },
    { group: 'INTRB2C', nilMinor: 0, exemptMinor: 50_00, outsideMinor: 0 }
  ])
})

const sumOf = (rows: readonly TaxRow[], name: keyof TaxRow) => rows.reduce((all, row) => all + row[name], 0)
const HEADS = [
  ['cgstMinor', ['output-cgst']],
  ['sgstMinor', ['output-sgst', 'output-utgst']],
  ['igstMinor', ['output-igst']],
  ['cessMinor', ['output-cess']]
] as const

test.each(HEADS)('%s comes to what its accounts say, by bills, by HSN and in all, to the paisa', (head, accounts) => {
  const balance = (code: string) => store.accounts.views().find((account) => account.code === code)?.balanceMinor ?? 0
  const owed = accounts.reduce((all, code) => all - balance(code), 0)
  const documents = (all: Gstr1['b2b']) =>
    sumOf(
      all.flatMap(({ rows }) => rows),
      head
    )
  const notes = documents(data.cdnr) + documents(data.cdnur)
  expect(data.total[head]).toBe(owed)
  expect(documents(data.b2b) + documents(data.b2cl) + sumOf(data.b2cs, head) - notes).toBe(owed)
  expect(sumOf([...data.hsnB2b, ...data.hsnB2c], head)).toBe(owed)
})

test('the table of HSN has all goods, net of what came back, for registered buyers and for consumers apart', () => {
  const shown = (rows: Gstr1['hsnB2b']) => rows.map(({ hsn, unit, quantity }) => [hsn, unit, quantity])
  expect(shown(data.hsnB2b)).toEqual([
    ['3401', 'PCS', 10_000],
    ['4820', 'PCS', 3_000],
    ['1006', 'KGS', 2_000],
    ['', 'PCS', 1_000]
  ])
  expect(shown(data.hsnB2c)).toEqual([
    ['3401', 'PCS', 810_000],
    ['1006', 'KGS', 1_000]
  ])
})

test('every number of the month is among the documents, the one that was undone as cancelled', () => {
  expect(data.invoices).toHaveLength(1)
  expect(data.invoices[0]).toMatchObject({ totalCount: 7, cancelledCount: 1, isWhole: true })
  expect(data.creditNotes[0]).toMatchObject({ totalCount: 2, cancelledCount: 0 })
})

test('what is missing is said by bill and item', () => {
  expect(remarks('hsn-missing')).toMatchObject([{ number: data.b2b[1]?.number, item: 'No code' }])
  expect(remarks('entry-without-bill')).toHaveLength(1)
  expect(remarks('gstin-invalid')).toEqual([])
})

describe('the JSON', () => {
  const json = () => JSON.parse(gstr1Json(data))

  test('has the names of the portal, days and months as it writes them, and amounts as numbers', () => {
    expect(json()).toMatchObject({ gstin: '07AAACR5055K1Z9', fp: '112026' })
    expect(json().b2b[0]).toMatchObject({
      ctin: '07AAACR5055K1Z9',
      inv: [{ idt: '05-11-2026', pos: '07', rchrg: 'N', inv_typ: 'R' }]
    })
    expect(json().b2b[0].inv[0].itms[1]).toEqual({
      num: 2,
      itm_det: { rt: 18, txval: 421.94, camt: 37.97, samt: 37.97, csamt: 0 }
    })
    expect(json().b2cl[0]).toMatchObject({ pos: '27', inv: [{ itms: [{ itm_det: { rt: 18, iamt: 16200 } }] }] })
    expect(json().cdnr[0].nt[0]).toMatchObject({ ntty: 'C', nt_dt: '05-11-2026' })
    expect(json().cdnur[0]).toMatchObject({ typ: 'B2CL', ntty: 'C', pos: '27' })
    expect(Object.keys(json().hsn)).toEqual(['hsn_b2b', 'hsn_b2c'])
    expect(json().doc_issue.doc_det.map(({ doc_num }: { doc_num: number }) => doc_num)).toEqual([1, 5])
  })

  test('has no row of totals: every row has its rate, its place or its number', () => {
    const invoices = json().b2b.flatMap(({ inv }: { inv: object[] }) => inv)
    for (const invoice of invoices) expect(invoice).toHaveProperty('inum', expect.stringMatching(/.+/))
    for (const row of json().b2cs)
      expect(row).toMatchObject({ rt: expect.any(Number), pos: expect.stringMatching(/^\d\d$/) })
    expect(JSON.stringify(json())).not.toMatch(/total/i)
  })
})

test('the tables say the same, without a row of totals', () => {
  const tables = Object.fromEntries(gstr1Tables(data).map(({ name, rows }) => [name, rows]))
  expect(Object.keys(tables)).toEqual(['b2b', 'b2cl', 'b2cs', 'cdnr', 'cdnur', 'exemp', 'hsn(b2b)', 'hsn(b2c)', 'docs'])
  expect(tables.b2b).toHaveLength(1 + 2 + 1)
  expect(Object.values(tables).flat().flat().join(' ')).not.toMatch(/^total$/im)
})

test('the limits of the law go by the day', () => {
  expect([20240731, 20240801].map((on) => largeLimit(on as BookDate))).toEqual([2_50_000_00, 1_00_000_00])
  expect([20250430, 20250501].map((on) => splitsHsn(on as BookDate))).toEqual([false, true])
})

test('a month of another year has nothing', () => {
  const empty = gstr1(book, { fromOn: 20251101 as BookDate, toOn: 20251130 as BookDate }, RULES)
  expect(JSON.parse(gstr1Json(empty))).toEqual({ gstin: '07AAACR5055K1Z9', fp: '112025' })
})
