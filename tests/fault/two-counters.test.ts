import { rmSync } from 'node:fs'
import { afterEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { minor } from '#shared/money/money.ts'
import { bookOf } from '#tests/property/sync-player.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter } from '#tests/support/oracle-server.ts'
import { makeWholeBook } from '#tests/support/whole-book.ts'

let open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.toReversed()) await one.close()
  open = []
})

async function shop(server: OracleServer): Promise<{ app: TestApp; counter: SyncCounter }> {
  const app = openTestApp()
  await app.call('shop.create', firstRun({ openingCashMinor: minor(1_000_00) }))
  const counter = new SyncCounter(app.file(), server)
  open.push(app, counter)
  return { app, counter }
}

test('what one counter records is a fact of the other', async () => {
  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const [a, b] = [await shop(server), await shop(server)]
  for (const one of [a, b]) one.counter.meet()
  const party = ask.party('Ramesh', 'customer')
  await a.app.call('party.add', party)
  await a.app.call('entry.record', ask.sale(party.id, 500_00))
  a.counter.push(10)
  b.counter.pull(10)
  const on = (one: typeof a) => one.counter.store.parties.byId(party.id)
  expect(on(b)).toMatchObject({ name: 'Ramesh', balanceMinor: 500_00 })
  expect(b.counter.store.sync.counts()).toMatchObject({ asideCount: 0, noticesToSee: 0 })
  b.counter.push(10)
  a.counter.pull(20)
  b.counter.pull(20)
  for (const one of [a, b]) expect(verifyLedger(one.app.file()).firstFault).toBe(null)
})

test('the drawer, the totals of the day and the Z of a counter know its own entries alone', async () => {
  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const [a, b] = [await shop(server), await shop(server)]
  for (const one of [a, b]) one.counter.meet()
  await a.app.call('entry.record', ask.sale(null, 500_00, { cashMinor: 500_00 }))
  await b.app.call('entry.record', ask.sale(null, 70_00, { cashMinor: 70_00 }))
  a.counter.push(10)
  b.counter.pull(10)
  await b.app.call('entry.record', ask.sale(null, 30_00, { cashMinor: 30_00 }))
  expect(await b.app.call('counter.summary', {})).toMatchObject({
    drawerMinor: 1_100_00,
    salesTodayMinor: 100_00,
    entryCountToday: 3
  })
  expect(b.counter.store.accounts.balance('cash' as never)).toBe(2_600_00)
  const status = await b.app.call('closing.status', {})
  expect(status).toMatchObject({ entryCount: 3 })
  expect(await b.app.call('closing.figures', {})).toMatchObject({ expectedMinor: 1_100_00, salesMinor: 100_00 })
})

test('a book with facts of every kind comes to another counter whole', async () => {
  const whole = await makeWholeBook()
  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const b = await shop(server)
  const a = new SyncCounter(whole.file, server)
  open.push(a, { close: () => rmSync(whole.folder, { recursive: true, force: true }) })
  for (const counter of [a, b.counter]) counter.meet()
  a.push(1_000)
  b.counter.push(1_000)
  a.pull(1_000)
  b.counter.pull(1_000)
  expect(b.counter.store.sync.aside(20)).toEqual([])
  expect(a.store.sync.aside(20)).toEqual([])
  const [one, other] = [bookOf(whole.file), bookOf(b.app.file())]
  // This book proves a payment by a line of another amount, which is kept elsewhere and proves nothing there.
  expect({ ...other, proofs: [] }).toEqual({ ...one, proofs: [] })
  for (const file of [whole.file, b.app.file()]) expect(verifyLedger(file).firstFault).toBe(null)
})
