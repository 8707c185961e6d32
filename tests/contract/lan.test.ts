import { afterEach, expect, test } from 'vitest'
import { bookOf } from '#tests/property/sync-player.ts'
import { startFaultProxy } from '#tests/support/fault-proxy.ts'
import { factsIn, firstFault, type LanCounter, LanShop } from '#tests/support/lan-shop.ts'
import { listenCloud } from '#tests/support/listening-cloud.ts'
import { startMemorySyncServer } from '#tests/support/memory-sync-server.ts'
import { ask, firstRun, openTestApp } from '#tests/support/open-app.ts'

// Counters of one shop over real sockets of this machine, with the line to the cloud cut.

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function shopOnMemory() {
  const server = await startMemorySyncServer()
  const line = await startFaultProxy(new URL(server.url))
  const shop = new LanShop(line)
  closing.push(server.close, line.close, () => shop.close())
  return { shop, server, line }
}

const near = ({ app }: LanCounter) => app.call('lan.now', {})
const now = ({ app }: LanCounter) => app.call('sync.now', {})
const sell = ({ app }: LanCounter, partyId: string | null, amountMinor: number) =>
  app.call('entry.record', ask.sale(partyId, amountMinor, partyId === null ? { cashMinor: amountMinor } : {}))

/** Exactly the same book everywhere, and every file proves itself. */
function expectOneBook(counters: readonly LanCounter[]): void {
  for (const counter of counters) {
    expect(firstFault(counter)).toBeNull()
    expect(factsIn(counter).aside).toBe(0)
    expect(bookOf(counter.app.file())).toEqual(bookOf((counters[0] as LanCounter).app.file()))
  }
}

test('nothing listens before the owner turned it on, and nothing without an account', async () => {
  const app = openTestApp({ drivesPrinters: true })
  closing.push(app.close)
  await app.call('shop.create', firstRun())
  expect(await app.call('lan.state', {})).toMatchObject({ hasAccount: false, isOn: false, isListening: false })
  expect(await app.failure('lan.choose', { isOn: true, port: 47_615, addresses: [] })).toEqual({ code: 'sync/off' })
  expect((await app.failure('lan.choose', { isOn: false, port: 80, addresses: [] }))?.code).toBe('lan/port')
  const far = { isOn: false, port: 47_615, addresses: ['8.8.8.8'] }
  expect(await app.failure('lan.choose', far)).toMatchObject({ code: 'lan/address', field: 'addresses' })
})

test('two counters without a line have one book, and the cloud has each fact once when it is back', async () => {
  const { shop, server, line } = await shopOnMemory()
  const first = await shop.found()
  const second = await shop.join(first, 'Counter 2')
  const { party } = await first.app.call('party.add', ask.party('Ramesh Kirana'))
  await shop.cut()
  const before = server.log.headSeq

  await shop.turnOn(first)
  expect(await first.app.call('lan.state', {})).toMatchObject({ isOn: true, isListening: true, counters: [] })
  await shop.turnOn(second, [first])
  const { party: newer } = await first.app.call('party.add', ask.party('Suresh Traders'))
  await sell(first, party.id, 1_000_00)
  await near(second)
  await sell(second, newer.id, 250_00)
  await sell(second, null, 90_00)
  const said = await near(second)
  expect(said.counters).toMatchObject([{ deviceNo: 1, trouble: null }])
  // Only one of them can be reached, and both have all.
  expectOneBook([first, second])
  expect((await first.app.call('lan.state', {})).counters).toMatchObject([{ deviceNo: 2, name: 'Counter 2' }])
  expect(server.log.headSeq).toBe(before)

  line.mode('pass')
  // The second has the line first, and hands over what the first recorded.
  expect(await now(second)).toMatchObject({ trouble: null, waitingCount: 0 })
  expect(await now(first)).toMatchObject({ trouble: null })
  expect(await now(first)).toMatchObject({ trouble: null, waitingCount: 0 })
  await now(second)
  expectOneBook([first, second])
  for (const counter of [first, second]) {
    const { own, taken } = factsIn(counter)
    expect(own + taken).toBe(server.log.headSeq)
  }
}, 60_000)

test('three counters: one dies in the middle, the others go on, and a new PC has it all from the cloud', async () => {
  const { shop, server, line } = await shopOnMemory()
  const first = await shop.found()
  const second = await shop.join(first, 'Counter 2')
  const third = await shop.join(first, 'Counter 3')
  await shop.cut()
  await shop.turnOn(first)
  await shop.turnOn(second, [first])
  await shop.turnOn(third, [second, first])
  const { party } = await first.app.call('party.add', ask.party('Gopal Transport'))
  await sell(first, party.id, 700_00)
  await near(second)
  // What the first recorded reaches the third by way of the second, which is gone then with a sale of its own handed over.
  await sell(second, party.id, 300_00)
  await near(third)
  await shop.lose(second)
  await sell(third, party.id, 100_00)
  const { counters } = await near(third)
  expect(counters.map(({ deviceNo, trouble }) => [deviceNo, trouble])).toEqual([
    [2, 'away'],
    [1, null]
  ])
  expectOneBook([first, third])
  line.mode('pass')
  for (const counter of [third, first, third, first]) expect(await now(counter)).toMatchObject({ trouble: null })
  const fourth = await shop.join(first, 'New PC')
  await now(third)
  expectOneBook([first, third, fourth])
  const { own, taken } = factsIn(fourth)
  expect(own + taken).toBe(server.log.headSeq)
}, 60_000)

test('on PostgreSQL: apart, together past the cloud, and the cloud later', async () => {
  const cloud = await listenCloud()
  const line = await startFaultProxy(cloud.url)
  const shop = new LanShop(line)
  closing.push(cloud.close, line.close, () => shop.close())
  const first = await shop.found()
  const second = await shop.join(first, 'Counter 2')
  const third = await shop.join(first, 'Counter 3')
  await shop.cut()
  await shop.turnOn(first)
  await shop.turnOn(second, [first])
  const { party } = await first.app.call('party.add', ask.party('Ramesh Kirana'))
  await near(second)
  await sell(second, party.id, 500_00)
  await near(second)
  await first.app.call('party.change', { ...party, phone: '9876543210' } as never).catch(() => {})
  line.mode('pass')
  // The third never spoke to anybody but the cloud; the second comes there first, with what it rests on.
  expect(await now(second)).toMatchObject({ trouble: null, waitingCount: 0 })
  expect(await now(third)).toMatchObject({ trouble: null, asideCount: 0 })
  for (const counter of [first, second, third, first, second, third])
    expect(await now(counter)).toMatchObject({ trouble: null })
  expectOneBook([first, second, third])
  const facts = [first, second, third].map(factsIn)
  expect(new Set(facts.map(({ own, taken }) => own + taken)).size).toBe(1)
  const stands = await Promise.all([first, second, third].map(({ app }) => app.call('sync.status', {})))
  expect(stands.map(({ taken }) => taken)).toEqual(facts.map(({ own, taken }) => own + taken))
}, 120_000)
