import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

const printer = { widthDots: 384, hasCutter: true, hasDrawer: false }
const NOWHERE = {
  ...printer,
  id: 'counter',
  name: 'Counter',
  transport: { type: 'network', host: '127.0.0.1', port: 9 }
}

async function blockedJob(): Promise<string> {
  shop = await openTestShop({ drivesPrinters: true })
  const other = {
    ...printer,
    id: 'back',
    name: 'Back',
    transport: { type: 'file', path: path.join(shop.folder, 'b.bin') }
  }
  shop.setPrinters([NOWHERE, other] as never, 'counter')
  const { party } = await shop.call('party.add', ask.party('Ramesh'))
  await shop.call('entry.record', ask.sale(party.id, 500_00))
  const [job] = await shop.call('print.queue', { limit: 1 })
  await settled(job?.id ?? '', 'blocked')
  return job?.id ?? ''
}

const settled = (jobId: string, state: string) =>
  vi.waitFor(
    async () => {
      const job = (await shop.call('print.queue', { limit: 50 })).find((one) => one.id === jobId)
      expect(job?.state).toBe(state)
    },
    { timeout: 20_000, interval: 20 }
  )

test('a job that waits for a dead printer is taken to another: the very same job, unmarked, and noted in the book', async () => {
  const jobId = await blockedJob()
  const request = { id: newId(), jobId, printerId: 'back' }
  expect(await shop.call('print.move', request)).toMatchObject({ id: jobId, printerName: 'Back', copyNo: 1 })
  await settled(jobId, 'printed')
  // Asked again, as a lost answer makes a screen do, nothing happens.
  expect(await shop.call('print.move', request)).toMatchObject({ id: jobId, state: 'printed' })
  expect(await shop.call('print.queue', { limit: 50 })).toHaveLength(1)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('a job that is done, or a printer that is not there, moves nothing', async () => {
  const jobId = await blockedJob()
  expect(await shop.failure('print.move', { id: newId(), jobId, printerId: 'attic' })).toMatchObject({
    code: 'print/printer-unknown'
  })
  expect(await shop.failure('print.move', { id: newId(), jobId: newId(), printerId: 'back' })).toMatchObject({
    code: 'print/job-not-found'
  })
  await shop.call('print.move', { id: newId(), jobId, printerId: 'back' })
  await settled(jobId, 'printed')
  expect(await shop.failure('print.move', { id: newId(), jobId, printerId: 'counter' })).toMatchObject({
    code: 'print/not-decidable'
  })
})

test('each printer of the settings is told of, with the jobs that wait for it', async () => {
  await blockedJob()
  expect(await shop.call('print.printers', {})).toMatchObject([
    { printerId: 'counter', waitingPapers: 1 },
    { printerId: 'back', waitingPapers: 0 }
  ])
})
