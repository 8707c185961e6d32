import { afterEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { bookOf } from '#tests/property/sync-player.ts'
import { ask, firstRun, openTestApp } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter } from '#tests/support/oracle-server.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

test('a chunk is taken in slices: after each of them the book is whole, and the rest waits in the file', async () => {
  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const apps = [openTestApp(), openTestApp()] as const
  for (const app of apps) await app.call('shop.create', firstRun())
  const counters = apps.map((app) => new SyncCounter(app.file(), server))
  const [a, b] = counters
  closing.push(...apps.map((app) => app.close), ...counters.map((counter) => () => counter.close()))
  if (a === undefined || b === undefined) throw new Error('two counters')
  for (const counter of counters) counter.meet()
  b.push(10)
  a.pull(10)
  for (let sale = 0; sale < 40; sale++)
    await apps[1].call('entry.record', ask.sale(null, 10_00 + sale, { cashMinor: 10_00 + sale }))
  b.push(10)
  const before = a.store.entries.lastNo()
  a.pull(1, 7)
  expect(a.store.entries.lastNo()).toBe(before + 7)
  expect(a.store.sync.account()?.cursorSeq).toBe(server.headSeq)
  expect(a.store.sync.counts().asideCount).toBe(0)
  expect(verifyLedger(apps[0].file()).firstFault).toBe(null)
  // A sale goes between two slices, and out before the rest is in.
  await apps[0].call('entry.record', ask.sale(null, 5_00, { cashMinor: 5_00 }))
  a.push(10)
  const left: number[] = []
  do left.push(a.takeSome(7))
  while (left.at(-1) !== 0 && verifyLedger(apps[0].file()).firstFault === null)
  expect(left).toEqual([26, 19, 12, 5, 0])
  for (const counter of [a, b]) counter.push(10)
  for (const counter of [a, b]) counter.pull(10)
  for (const app of apps) expect(verifyLedger(app.file()).firstFault).toBe(null)
  expect(bookOf(apps[0].file())).toEqual(bookOf(apps[1].file()))
})
