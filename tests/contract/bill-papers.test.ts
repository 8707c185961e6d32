import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Input } from '#shared/contract/contract.ts'
import { billLine, billRequest, pieces } from '#tests/support/bill-request.ts'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

const PRINTER = { widthDots: 384, hasCutter: true, hasDrawer: false }

let shop: TestApp
let partyId: string
let lines: Input<'bill.record'>['lines']

beforeEach(async () => {
  shop = await openTestShop()
  const file = (name: string) => ({ type: 'file', path: path.join(shop.folder, name) })
  shop.setPrinters(
    [
      { ...PRINTER, id: 'roll', name: 'Roll', transport: file('roll.bin') },
      { ...PRINTER, id: 'sheets', name: 'Sheets', paper: 'a4', transport: file('sheets.pdf') }
    ] as never,
    'roll'
  )
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07', billPrinter: 'sheets' })
  const { item } = await shop.call('item.add', { id: newId(), name: 'Soap', taxRule: 'gst-18', hsn: '3401' })
  const { party } = await shop.call('party.add', { id: newId(), name: 'Gupta Store', kind: 'customer' })
  partyId = party.id
  lines = [billLine(item, { amountMinor: 42_194, said: pieces(3), rate: null })]
})
afterEach(() => shop.close())

const TENDER = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
const record = (kind: 'sale' | 'quotation' | 'challan', change: object = {}) =>
  shop.call('bill.record', { ...billRequest(kind, lines), id: newId(), partyId, ...change } as Input<'bill.record'>)
const queue = async () =>
  (await shop.call('print.queue', { limit: 20 }))
    .map(({ title, printerName, copyNo, partyName }) => `${printerName}: ${title}, ${partyName}, copy ${copyNo}`)
    .toSorted()

it('a bill is printed as the invoice it is, on the sheets, and again on the roll when that is asked for', async () => {
  const { bill } = await record('sale', { tender: TENDER })
  const { number } = bill.row
  expect(await queue()).toEqual([`Sheets: Tax Invoice ${number}, Gupta Store, copy 1`])
  const again = { id: newId(), billId: bill.row.id, printerId: 'roll' }
  expect(await shop.call('print.bill', again)).toEqual({ jobId: again.id })
  expect(await shop.call('print.bill', again)).toEqual({ jobId: again.id })
  await shop.call('print.entry', { id: newId(), entryId: bill.row.id })
  expect(await queue()).toEqual([
    `Roll: Tax Invoice ${number}, Gupta Store, copy 2`,
    `Sheets: Tax Invoice ${number}, Gupta Store, copy 1`,
    `Sheets: Tax Invoice ${number}, Gupta Store, copy 3`
  ])
})

it('a quotation and a challan are printed when they are recorded, and again when that is asked for', async () => {
  const { bill } = await record('quotation')
  await record('challan')
  await shop.call('print.bill', { id: newId(), billId: bill.row.id })
  const papers = await queue()
  expect(papers).toHaveLength(3)
  expect(papers.filter((paper) => paper.startsWith(`Sheets: Quotation ${bill.row.number}`))).toHaveLength(2)
  expect(papers.filter((paper) => paper.startsWith('Sheets: Delivery Challan'))).toHaveLength(1)
  await shop.call('settings.change', { printOnAccept: false })
  await record('quotation')
  expect(await queue()).toHaveLength(3)
})

it('each further paper of a quotation or a challan is a DUPLICATE, however the first came out', async () => {
  const print = (billId: string, id = newId()) => shop.call('print.bill', { id, billId })
  const { bill: offer } = await record('quotation')
  await print(offer.row.id)
  const again = newId()
  await print(offer.row.id, again)
  await print(offer.row.id, again)
  await shop.call('settings.change', { printOnAccept: false })
  const { bill: sent } = await record('challan')
  for (let at = 0; at < 2; at++) await print(sent.row.id)
  const { number } = offer.row
  expect(await queue()).toEqual([
    `Sheets: Delivery Challan ${sent.row.number}, Gupta Store, copy 1`,
    `Sheets: Delivery Challan ${sent.row.number}, Gupta Store, copy 2`,
    ...[1, 2, 3].map((copy) => `Sheets: Quotation ${number}, Gupta Store, copy ${copy}`)
  ])
  const paperOf = async (copyNo: number) => {
    const jobs = await shop.call('print.queue', { limit: 20 })
    const job = jobs.find((one) => one.copyNo === copyNo && one.title.includes(number))
    return JSON.stringify(await shop.call('print.paper', { jobId: job?.id ?? '' }))
  }
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
  expect([(await paperOf(1)) === (await paperOf(2)), (await paperOf(2)) === (await paperOf(3))]).toEqual([false, false])
})

it('a printer that is not there, or a bill that nobody knows, prints nothing', async () => {
  const { bill } = await record('sale', { tender: TENDER })
  const asked = { id: newId(), billId: bill.row.id, printerId: 'attic' }
  expect(await shop.failure('print.bill', asked)).toMatchObject({ code: 'print/printer-unknown' })
  expect(await shop.failure('print.bill', { ...asked, billId: newId() })).toMatchObject({ code: 'bill/not-found' })
  expect(await queue()).toHaveLength(1)
})
