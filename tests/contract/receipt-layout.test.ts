import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { packLogo } from '#main/devices/printer/logo-picture.ts'
import { STANDARD_LAYOUT } from '#shared/receipt/receipt-layout.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

const words = { party: 'Ramesh', place: 'Delhi', items: ['Rice', 'Sugar'] }
const logo = packLogo({ width: 100, height: 60, pixels: new Uint8Array(6000) })
const draft = { layout: STANDARD_LAYOUT, logo: null, kind: 'bill' as const, words, widthDots: 576 }

test('a layout is seen before it is stored, kept with its history, and read by the next paper', async () => {
  shop = await openTestShop()
  const plain = await shop.call('receipt.preview', draft)
  const short = { ...STANDARD_LAYOUT, sections: STANDARD_LAYOUT.sections.map((one) => ({ ...one })) }
  for (const section of short.sections) if (section.id === 'balances') section.isShown = false
  const shorter = await shop.call('receipt.preview', { ...draft, layout: short })
  expect(shorter.heightDots).toBeLessThan(plain.heightDots)
  const pictured = await shop.call('receipt.preview', { ...draft, logo })
  expect(pictured.heightDots).toBeGreaterThan(plain.heightDots + 50)
  expect((await shop.call('settings.read', {})).receiptLogo).toBe(null)

  await shop.call('settings.change', { receiptLayout: short, receiptLogo: logo })
  const stored = await shop.call('settings.read', {})
  expect(stored.receiptLayout).toEqual(short)
  expect(stored.receiptLogo).toEqual(logo)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('copies that the layout asks for come by themselves, and say DUPLICATE', async () => {
  shop = await openTestShop()
  await shop.call('settings.change', { receiptLayout: { ...STANDARD_LAYOUT, billCopies: 3 } })
  const party = (await shop.call('party.add', ask.party('Ramesh'))).party
  const { entry } = await shop.call('entry.record', ask.sale(party.id, 100_00))
  const jobs = (await shop.call('print.queue', { limit: 10 })).filter((job) => job.title.includes(entry.number))
  expect(jobs.map((job) => job.copyNo).toSorted()).toEqual([1, 2, 3])
  await shop.call('entry.record', ask.sale(party.id, 100_00, {}, entry.id))
  expect(await shop.call('print.queue', { limit: 10 })).toHaveLength(jobs.length)
})

test('a drafted layout without its number, day or amount is refused at the gate', async () => {
  shop = await openTestShop()
  const sections = STANDARD_LAYOUT.sections.filter(({ id }) => id !== 'total')
  await expect(shop.call('settings.change', { receiptLayout: { ...STANDARD_LAYOUT, sections } })).rejects.toThrow()
  expect((await shop.call('settings.read', {})).receiptLayout).toEqual(STANDARD_LAYOUT)
})

test('without a window sheets are refused by name: the job fails, the entry is safe, the other printer goes on', async () => {
  shop = await openTestShop({ drivesPrinters: true })
  const party = (await shop.call('party.add', ask.party('Ramesh'))).party
  await shop.call('entry.record', ask.sale(party.id, 100_00))
  expect(await shop.failure('export.pdf', { paper: { type: 'statement', partyId: party.id } })).toMatchObject({
    code: 'print/no-pages'
  })
  const before = await shop.call('settings.read', {})
  const sheets = {
    id: 'office',
    name: 'Office',
    widthDots: 576,
    hasCutter: false,
    hasDrawer: false,
    transport: { type: 'page' as const, queue: 'Office' }
  }
  shop.setPrinters([...before.printers, sheets])
  await shop.call('settings.change', { billPrinter: 'office' })
  const statement = await shop.call('print.statement', { id: newId(), partyId: party.id })
  const stateOf = async (id: string) => (await shop.call('print.queue', { limit: 20 })).find((job) => job.id === id)
  await vi.waitFor(async () => {
    expect(await stateOf(statement.id)).toMatchObject({ state: 'failed', failure: { code: 'print/no-pages' } })
  }, 20_000)
  // A bill of a party goes to the sheets, what is paid without a name to the roll.
  const bill = await shop.call('entry.record', ask.sale(party.id, 50_00))
  const sale = await shop.call('entry.record', ask.sale(null, 50_00, { cashMinor: 50_00 }))
  await vi.waitFor(async () => {
    expect((await shop.call('entry.get', { entryId: bill.entry.id })).printState).toBe('failed')
    expect((await shop.call('entry.get', { entryId: sale.entry.id })).printState).toBe('printed')
  }, 20_000)
})

test('a file printer with sheets writes nothing that is no PDF', async () => {
  shop = await openTestShop({ drivesPrinters: true })
  const file = path.join(shop.folder, 'sheets.pdf')
  const printer = { id: 'f', name: 'File', widthDots: 576, hasCutter: false, hasDrawer: false, paper: 'a4' as const }
  shop.setPrinters([{ ...printer, transport: { type: 'file', path: file } }], 'f')
  const party = (await shop.call('party.add', ask.party('Ramesh'))).party
  await shop.call('entry.record', ask.sale(party.id, 100_00))
  await vi.waitFor(async () => {
    expect((await shop.call('print.queue', { limit: 1 }))[0]).toMatchObject({ state: 'failed' })
  }, 20_000)
  expect(existsSync(file) ? readFileSync(file).length : 0).toBe(0)
})
