import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { readEscpos } from '#tests/golden/receipts/read-escpos.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { type NetworkedPrinter, onNetwork, VirtualEscposPrinter } from '#tests/support/virtual-escpos-printer.ts'

let shop: TestApp
let printer: VirtualEscposPrinter
let net: NetworkedPrinter
let partyId: string

beforeEach(async () => {
  printer = new VirtualEscposPrinter()
  net = await onNetwork(printer)
  shop = await openTestShop({ drivesPrinters: true })
  const counter = {
    id: 'counter',
    name: 'Counter',
    widthDots: 384,
    hasCutter: true,
    hasDrawer: true,
    profile: 'epson-tm-t82'
  }
  const transport = { type: 'network' as const, host: '127.0.0.1', port: net.port }
  shop.setPrinters([{ ...counter, transport }], 'counter')
  partyId = (await shop.call('party.add', ask.party('Ramesh'))).party.id
})
afterEach(async () => {
  await shop.close()
  await net.close()
})

const queue = () => shop.call('print.queue', { limit: 50 })
const allPrinted = (count: number) =>
  vi.waitFor(
    async () => {
      const jobs = await queue()
      expect(jobs.map((job) => job.state)).toEqual(new Array(count).fill('printed'))
    },
    { timeout: 20_000, interval: 20 }
  )

test('a cash sale opens the drawer once, before its receipt; a sale on credit and a reprint do not', async () => {
  const { entry } = await shop.call('entry.record', ask.sale(null, 120_00, { cashMinor: 200_00, changeMinor: 80_00 }))
  await allPrinted(2)
  expect((await queue()).map((job) => [job.kind, job.hasPaper])).toEqual([
    ['receipt', true],
    ['drawer', false]
  ])
  expect(printer.paper).toMatchObject({ pulses: 1, cuts: 1 })
  const pulse = printer.paper.bytes.findIndex((byte, at, all) => byte === 0x1b && all[at + 1] === 0x70)
  const picture = printer.paper.bytes.findIndex((byte, at, all) => byte === 0x1d && all[at + 1] === 0x76)
  expect(pulse).toBeLessThan(picture)
  // A parser that is not ours reads the same off the paper, status and proof included.
  const { commands } = await readEscpos(Uint8Array.from(printer.paper.bytes))
  expect(commands.filter((one) => one.startsWith('ESC p'))).toHaveLength(1)
  expect(commands.filter((one) => one.startsWith('GS V'))).toHaveLength(1)

  await shop.call('print.entry', { id: newId(), entryId: entry.id })
  await shop.call('entry.record', ask.sale(partyId, 500_00))
  await allPrinted(4)
  expect(printer.paper).toMatchObject({ pulses: 1, cuts: 3 })
})

test('a purchase that is paid from the drawer opens it', async () => {
  const bought = { ...ask.sale(null, 0), kind: 'purchase' as const, amountMinor: 90_00 }
  const { tender: _, lines: __, ...request } = bought
  const paid = { cashMinor: 90_00, upiMinor: 0, bankMinor: 0 }
  await shop.call('entry.record', { ...request, paid })
  await allPrinted(1)
  expect(printer.paper).toMatchObject({ pulses: 1, cuts: 0 })
})

test('a drawer is never opened a second time by hand of the queue, and has no paper to show', async () => {
  await shop.call('entry.record', ask.got(partyId, { cashMinor: 10_00 }))
  await allPrinted(2)
  const jobId = (await queue()).find((job) => job.kind === 'drawer')?.id ?? ''
  expect(await shop.failure('print.decide', { id: newId(), jobId, decision: 'print-again' })).toMatchObject({
    code: 'print/not-decidable'
  })
  expect(await shop.failure('print.paper', { jobId })).toMatchObject({ code: 'print/nothing-to-print' })
  expect(printer.paper.pulses).toBe(1)
})

test('a drawer that the printer could not open in time stays shut; the receipt still comes', async () => {
  printer.faults.isPaperOut = true
  await shop.call('entry.record', ask.got(partyId, { cashMinor: 10_00 }))
  await vi.waitFor(async () => expect((await queue()).some((job) => job.state === 'blocked')).toBe(true), 10_000)
  // A drawer is no paper that waits for a new roll.
  expect(await shop.call('print.printers', {})).toMatchObject([{ waitingPapers: 1 }])
  shop.clock.advance(60_000)
  printer.faults.isPaperOut = false
  await vi.waitFor(
    async () =>
      expect((await queue()).map((job) => `${job.kind} ${job.state}`).sort()).toEqual([
        'drawer dropped',
        'receipt printed'
      ]),
    { timeout: 20_000, interval: 20 }
  )
  expect((await queue()).find((job) => job.kind === 'drawer')?.failure).toMatchObject({ code: 'print/drawer-late' })
  expect(printer.paper.pulses).toBe(0)
})

test('a shop that opens its drawer by hand says so once', async () => {
  await shop.call('settings.change', { opensDrawer: false })
  await shop.call('entry.record', ask.got(partyId, { cashMinor: 10_00 }))
  await allPrinted(1)
  expect(printer.paper.pulses).toBe(0)
})
