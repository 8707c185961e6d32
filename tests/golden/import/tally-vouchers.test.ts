import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { type OpenBook, openBook } from '../../fixtures/import/open-book.ts'

let into: OpenBook
let folder: string
beforeEach(() => {
  into = openBook()
  folder = mkdtempSync(path.join(tmpdir(), 'tally-vouchers-'))
})
afterEach(() => {
  into.close()
  rmSync(folder, { recursive: true, force: true })
})

async function read(inner: string): Promise<SourceTable> {
  const file = path.join(folder, 'tally.xml')
  writeFileSync(file, `<ENVELOPE>\n${inner}\n</ENVELOPE>`)
  return await fileTableReader.read(file)
}
/** Debit positive, as the book counts; parties are marked by a star before their names. */
function voucher(type: string, lines: Readonly<Record<string, number>>, party = ''): string {
  const all = Object.entries(lines).map(([name, rupees]) => {
    const isParty = name.startsWith('*')
    return `<ALLLEDGERENTRIES.LIST><LEDGERNAME>${name.replace('*', '')}</LEDGERNAME><ISPARTYLEDGER>${isParty ? 'Yes' : 'No'}</ISPARTYLEDGER><AMOUNT>${(-rupees).toFixed(2)}</AMOUNT></ALLLEDGERENTRIES.LIST>`
  })
  return `<VOUCHER VCHTYPE="${type}"><DATE>20261101</DATE><VOUCHERNUMBER>${++count}</VOUCHERNUMBER><PARTYLEDGERNAME>${party}</PARTYLEDGERNAME>${all.join('')}</VOUCHER>\n`
}
let count = 0

const balances = () =>
  Object.fromEntries(into.book.store.parties.usedLast(50).map(({ name, balanceMinor }) => [name, balanceMinor / 100]))
const accounts = (...codes: string[]) => codes.map((code) => into.book.store.accounts.balance(code as never) / 100)

test('contra, journals, notes and payments of several parties come in, each party and place to the paisa', async () => {
  const table = await read(
    voucher('Sales', { '*Ramesh': 1000, Sales: -1000 }) +
      voucher('Sales', { '*Mahesh': 500, Sales: -500 }) +
      voucher('Purchase', { '*Lakshmi Mill': -800, Purchases: 800 }) +
      voucher('Debit Note', { '*Lakshmi Mill': 100, 'Purchase Returns': -100 }) +
      voucher('Credit Note', { '*Mahesh': -50, 'Sales Returns': 50 }) +
      // Two customers pay with one voucher; one pays less a discount.
      voucher('Receipt', { Cash: 300, '*Ramesh': -200, '*Mahesh': -100 }) +
      voucher('Receipt', { 'HDFC Bank': 95, 'Discount Allowed': 5, '*Ramesh': -100 }) +
      voucher('Contra', { 'HDFC Bank': 120, Cash: -120 }) +
      voucher('Journal', { '*Ramesh': 12, 'Interest Received': -12 }) +
      // What Ramesh owes goes on to Mahesh.
      voucher('Journal', { '*Mahesh': 40, '*Ramesh': -40 }) +
      voucher('Payment', { Rent: 20, 'Tea expense': 5, Cash: -25 }) +
      voucher('Receipt', { Cash: 1000, "Owner's Capital": -1000 })
  )
  const { plan, result } = await into.bring(table)
  expect(plan.remarks.filter(({ isLeftOut }) => isLeftOut)).toEqual([])
  expect(result.isProved).toBe(true)
  expect(balances()).toEqual({ Ramesh: 672, Mahesh: 390, 'Lakshmi Mill': -700 })
  expect(accounts('cash', 'bank', 'interest-received', 'discount-allowed', 'balances-moved')).toEqual([
    ...[1155, 215, -12, 5, 0]
  ])
  expect(verifyLedger(into.book.store.file).isClean).toBe(true)
  expect(await into.plan(table)).toMatchObject({ newEntries: 0, newParties: 0 })
})

test('what cannot be said is named with its ledgers, its line and its column', async () => {
  const { remarks, newEntries } = await into.plan(
    await read(
      voucher('Journal', { '*Ramesh': 10, Depreciation: -10 }) +
        voucher('Receipt', { Cash: 60, 'HDFC Bank': 40, '*Ramesh': -70, '*Mahesh': -30 }) +
        voucher('Receipt', { Cash: 5, 'Drawer Over or Short': -5 }) +
        voucher('Sales', { '*Ramesh': 6, '*Mahesh': 4, Sales: -10 }) +
        voucher('Sales', { '*Ramesh': 6, Sales: -6 })
    )
  )
  expect(newEntries).toBe(1)
  expect(remarks.map(({ remark, value }) => [remark, value])).toEqual([
    ['kind-unknown', 'Journal 2:27: Ramesh, Depreciation'],
    ['kind-unknown', 'Receipt 3:27: Cash, HDFC Bank, Ramesh, Mahesh'],
    ['kind-unknown', 'Receipt 4:27: Cash, Drawer Over or Short'],
    ['kind-unknown', 'Sales 5:25: Ramesh, Mahesh, Sales']
  ])
})

test('masters hold parties and items: the one is brought, then the other, by changing what the file holds', async () => {
  const table = await read(
    '<STOCKGROUP NAME="Grain"/><UNIT NAME="KGS"><ISSIMPLEUNIT>Yes</ISSIMPLEUNIT></UNIT>' +
      '<STOCKITEM NAME="Rice"><PARENT>Grain</PARENT><BASEUNITS>KGS</BASEUNITS><HSNDETAILS.LIST><HSNCODE>1006</HSNCODE></HSNDETAILS.LIST>' +
      '<GSTDETAILS.LIST><STATEWISEDETAILS.LIST><RATEDETAILS.LIST><GSTRATEDUTYHEAD>CGST</GSTRATEDUTYHEAD><GSTRATE>2.5</GSTRATE></RATEDETAILS.LIST>' +
      '<RATEDETAILS.LIST><GSTRATEDUTYHEAD>IGST</GSTRATEDUTYHEAD><GSTRATE>5</GSTRATE></RATEDETAILS.LIST></STATEWISEDETAILS.LIST></GSTDETAILS.LIST>' +
      '<OPENINGBALANCE>24 KGS</OPENINGBALANCE><OPENINGVALUE>-960.00</OPENINGVALUE><OPENINGRATE>40.00/KGS</OPENINGRATE></STOCKITEM>' +
      '<LEDGER NAME="Ramesh"><PARENT>Sundry Debtors</PARENT><OPENINGBALANCE>-50.00</OPENINGBALANCE></LEDGER>'
  )
  const parties = await into.bring(table)
  expect(parties.plan).toMatchObject({ kind: 'parties', newParties: 1, alsoHolds: ['items'] })
  const items = await into.bring(table, { kind: 'items' })
  expect(items.plan).toMatchObject({ kind: 'items', newItems: 1, newStocks: 1, alsoHolds: ['parties'], remarks: [] })
  expect(items.plan.goods).toMatchObject({ inQuantity: 24_000, valueMinor: 96_000 })
  const { items: kept } = into.book.store
  const rice = kept.forSearch(0, 10)[0]?.item
  expect(rice).toMatchObject({ name: 'Rice', group: 'Grain', baseUnit: 'KGS', hsn: '1006', taxRule: 'gst-5' })
  expect(verifyLedger(into.book.store.file).isClean).toBe(true)
})
