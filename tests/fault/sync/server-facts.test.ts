import { afterEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { ask, firstRun, openTestApp } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter } from '#tests/support/oracle-server.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function counterOf(server: OracleServer) {
  const app = openTestApp()
  await app.call('shop.create', firstRun())
  const counter = new SyncCounter(app.file(), server)
  closing.push(app.close, () => counter.close())
  counter.meet()
  counter.push(10)
  counter.pull(10)
  return { app, counter }
}

interface Op {
  readonly k: string
  readonly d: { readonly [key: string]: Json }
}

test('a fact that is a counter’s to record stands aside when the server says it, and the book is whole', async () => {
  const other = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const teller = await counterOf(other)
  await teller.app.call('party.add', ask.party('Nobody'))
  await teller.app.call('entry.record', ask.sale(null, 500_00, { cashMinor: 500_00 }))
  teller.counter.push(10)
  const told = other.chunks.flatMap(({ ops }) => ops).map((text) => JSON.parse(text) as Op)
  const facts = told.filter(({ k, d }) => d.name === 'Nobody' || k === 'entry.post').slice(-2)
  expect(facts.length).toBe(2)

  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const { app, counter } = await counterOf(server)
  const entries = counter.store.entries.lastNo()
  server.record(facts.map(({ k, d }) => ({ kind: k, body: d })))
  counter.pull(10)
  expect(counter.store.entries.lastNo()).toBe(entries)
  expect(counter.store.parties.forSearch(0, 10).map(({ name }) => name)).toEqual([])
  expect(counter.store.sync.counts().asideCount).toBe(facts.length)
  expect(verifyLedger(app.file()).firstFault).toBe(null)
})
