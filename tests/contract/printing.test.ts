import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test, vi } from 'vitest'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

const settled = (jobId: string, state: string) =>
  vi.waitFor(
    async () => {
      const job = (await shop.call('print.queue', { limit: 50 })).find((one) => one.id === jobId)
      expect(job?.state).toBe(state)
    },
    { timeout: 45_000, interval: 20 }
  )

async function sale(): Promise<{ entryId: string; jobId: string }> {
  const party = (await shop.call('party.add', ask.party('रमेश किराना'))).party
  const { entry } = await shop.call('entry.record', ask.sale(party.id, 1_250_00))
  const [job] = await shop.call('print.queue', { limit: 1 })
  return { entryId: entry.id, jobId: job?.id ?? '' }
}

test('a new shop prints on the screen: the queue is driven, and the paper can be looked at', async () => {
  shop = await openTestShop({ drivesPrinters: true })
  const { entryId, jobId } = await sale()
  await settled(jobId, 'printed')
  expect((await shop.call('entry.get', { entryId })).printState).toBe('printed')
  const paper = await shop.call('print.paper', { jobId })
  expect(paper.widthDots).toBe(576)
  expect(Buffer.from(paper.png).toString('latin1', 1, 4)).toBe('PNG')
})

test('a paper of long ago is let go of: its job stays as it was, and the paper is built again from the book', async () => {
  shop = await openTestShop({ drivesPrinters: true })
  const { jobId } = await sale()
  await settled(jobId, 'printed')
  const before = await shop.call('print.queue', { limit: 50 })
  const paper = await shop.call('print.paper', { jobId })
  const store = openLedgerStore(shop.file())
  expect(store.prints.forgetPapers(shop.clock.now().epochMs + 1)).toBe(1)
  expect(store.prints.forgetPapers(shop.clock.now().epochMs + 1)).toBe(0)
  expect(store.prints.jobById(jobId)).toMatchObject({ jobNo: 1, document: null, state: 'printed' })
  store.close()
  expect(await shop.call('print.queue', { limit: 50 })).toEqual(before)
  expect(await shop.call('print.paper', { jobId })).toEqual(paper)
})

test('a printer that is not there holds the job, not the sale; set up anew, the job comes out by itself', async () => {
  shop = await openTestShop({ drivesPrinters: true })
  const file = path.join(shop.folder, 'paper.bin')
  const printer = { id: 'counter', name: 'Counter', widthDots: 384, hasCutter: true, hasDrawer: false }
  const nowhere = { ...printer, transport: { type: 'network' as const, host: '127.0.0.1', port: 9 } }
  shop.setPrinters([nowhere], 'counter')
  const { jobId, entryId } = await sale()
  await settled(jobId, 'blocked')
  expect((await shop.call('counter.summary', {})).printTrouble).toBe(1)
  shop.setPrinters([{ ...printer, transport: { type: 'file', path: file } }])
  await settled(jobId, 'printed')
  const first = readFileSync(file)
  expect(existsSync(file)).toBe(true)

  const again = await shop.call('print.entry', { id: newId(), entryId })
  expect(again).toMatchObject({ copyNo: 2 })
  await settled(again.id, 'printed')
  expect(readFileSync(file).length).toBeGreaterThan(first.length)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})
