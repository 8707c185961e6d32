import { afterEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter } from '#tests/support/oracle-server.ts'

let open: { close(): unknown }[] = []
afterEach(async () => {
  for (const one of open.toReversed()) await one.close()
  open = []
})

async function twoCounters() {
  const server = new OracleServer(Date.UTC(2026, 10, 21, 4, 30))
  const sides: { readonly app: TestApp; readonly counter: SyncCounter }[] = []
  for (const name of ['Front', 'Back']) {
    const app = openTestApp()
    await app.call('shop.create', firstRun())
    await app.call('settings.change', { counterName: name })
    const counter = new SyncCounter(app.file(), server)
    open.push(app, counter)
    sides.push({ app, counter })
  }
  for (const { counter } of sides) counter.meet()
  const join = () => {
    for (const { counter } of sides) counter.push(100)
    for (const { counter } of sides) counter.pull(1_000)
  }
  join()
  const [a, b] = sides
  if (a === undefined || b === undefined) throw new Error('two counters')
  return { a, b, join }
}

async function sellAndClose(app: TestApp, amountMinor: number) {
  await app.call('entry.record', ask.sale(null, amountMinor, { cashMinor: amountMinor }))
  const request = { countId: null, reason: 'not counted', toOwnerMinor: 0, toBankMinor: 0, isForgotten: false }
  return (await app.call('closing.close', { ...request, id: newId() } as never)).closing
}

test('the Zs of all counters stand in one list, are opened and printed as copies, and are added up by day', async () => {
  const { a, b, join } = await twoCounters()
  const first = await sellAndClose(a.app, 100_00)
  b.app.clock.advance(60_000)
  const second = await sellAndClose(b.app, 70_00)
  join()
  for (const { app } of [a, b]) {
    const list = await app.call('closing.ofShop', { limit: 10, before: null })
    expect(list.map(({ closing }) => closing)).toEqual([second, first])
    expect(await app.call('closing.list', { limit: 10, beforeZNo: null })).toHaveLength(1)
    const paged = await app.call('closing.ofShop', { limit: 1, before: { closedAt: second.closedAt, id: second.id } })
    expect(paged.map(({ closing }) => closing)).toEqual([first])
    expect(await app.call('closing.shopDay', { bookOn: first.bookOn })).toMatchObject({
      ...{ zCount: 2, counterCount: 2, netSalesMinor: 170_00, cashMinor: 170_00, overShortMinor: 0 }
    })
  }
  const names = (await a.app.call('closing.ofShop', { limit: 10, before: null })).map((row) => [
    row.counterName,
    row.isHere
  ])
  expect(names).toEqual([
    ['Counter 2', false],
    ['Front', true]
  ])
  // A copy is no paper of this counter's own closings, and asked for twice it is one.
  const request = { id: newId(), closingId: second.id }
  for (let time = 0; time < 2; time++)
    expect(await a.app.call('print.closing', request)).toMatchObject({ id: request.id, kind: 'x-report' })
  expect((await a.app.call('closing.text', { closingId: second.id, language: 'en' })).text).toContain('70.00')
  expect(await a.app.failure('print.closing', { id: newId(), closingId: newId() })).toMatchObject({
    code: 'closing/not-found'
  })
  for (const { app } of [a, b]) expect(verifyLedger(app.file()).firstFault).toBe(null)
})

test('a shop of one counter has its own Zs there, without a name', async () => {
  const app = openTestApp()
  open.push(app)
  await app.call('shop.create', firstRun())
  const closing = await sellAndClose(app, 40_00)
  expect(await app.call('closing.ofShop', { limit: 5, before: null })).toEqual([
    { counterName: '', isHere: true, closing }
  ])
})
