import { afterEach, expect, test } from 'vitest'
import { startFaultProxy } from '#tests/support/fault-proxy.ts'
import { listenCloud } from '#tests/support/listening-cloud.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'

// The counter's side and the server's side meet: the whole app without a window, PostgreSQL, and a line between them that fails.

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function counter(): TestApp {
  const app = openTestApp({ drivesPrinters: true })
  closing.push(app.close)
  return app
}

async function joined(first: TestApp, url: string, name: string): Promise<TestApp> {
  const app = counter()
  const waiting = await app.call('sync.join', { server: url, counterName: name })
  if (waiting.step !== 'waiting') throw new Error(waiting.step)
  const seen = await first.call('sync.look', { code: waiting.code.toLowerCase() })
  expect(seen).toMatchObject({ name, words: waiting.words })
  await first.call('sync.letIn', { pairId: seen.pairId, deviceKey: seen.deviceKey, name })
  await expect.poll(async () => (await app.call('sync.joinState', {})).step, { timeout: 10_000 }).toBe('joined')
  expect(await now(app)).toMatchObject({ trouble: null })
  return app
}

const now = (app: TestApp) => app.call('sync.now', {})

async function book(app: TestApp) {
  const asked = { filter: 'all', sort: 'name', text: '', offset: 0, limit: 100 } as const
  const { parties } = await app.call('party.list', asked)
  return parties.map(({ id, name, balanceMinor }) => ({ id, name, balanceMinor }))
}

test('found, pair, sell apart, join, and have it all back on a third PC', async () => {
  const cloud = await listenCloud()
  const proxy = await startFaultProxy(cloud.url)
  closing.push(cloud.close, proxy.close)
  const first = counter()
  await first.call('shop.create', firstRun())
  expect(await first.call('sync.turnOn', { server: proxy.url, owner: '' })).toMatchObject({ state: 'on', counterNo: 1 })
  const { party } = await first.call('party.add', ask.party('Ramesh Kirana'))
  expect(await now(first)).toMatchObject({ trouble: null, waitingCount: 0 })
  const second = await joined(first, proxy.url, 'Back counter')

  proxy.mode('hole')
  await first.call('entry.record', ask.sale(party.id, 1_000_00))
  await second.call('entry.record', ask.sale(party.id, 500_00))
  await second.call('party.add', ask.party('Gopal Transport'))
  proxy.mode('pass')
  for (const app of [first, second, first, second]) expect(await now(app)).toMatchObject({ trouble: null })

  const all = await book(first)
  expect(all.find((one) => one.id === party.id)?.balanceMinor).toBe(1_500_00)
  expect(await book(second)).toEqual(all)
  const third = await joined(second, proxy.url, 'New PC')
  expect(await book(third)).toEqual(all)
  const counters = await third.call('sync.counters', {})
  expect(counters.map(({ name, state, isEndorsed }) => ({ name, state, isEndorsed }))).toEqual([
    { name: '', state: 'active', isEndorsed: true },
    { name: 'Back counter', state: 'active', isEndorsed: true },
    { name: 'New PC', state: 'active', isEndorsed: true }
  ])
  for (const app of [first, second, third, first, second]) await now(app)
  const stands = await Promise.all([first, second, third].map((app) => app.call('sync.status', {})))
  expect(new Set(stands.map(({ taken }) => taken)).size).toBe(1)

  await first.call('sync.revoke', { deviceNo: 2, mode: 'lost' })
  await second.call('party.add', ask.party('After it was revoked'))
  expect(await now(second)).toMatchObject({ state: 'revoked', trouble: { code: 'sync/revoked' } })
}, 120_000)

test('what a retired counter still brings is looked through, and taken into the book or dropped', async () => {
  const cloud = await listenCloud()
  const proxy = await startFaultProxy(cloud.url)
  closing.push(cloud.close, proxy.close)
  const first = counter()
  await first.call('shop.create', firstRun())
  await first.call('sync.turnOn', { server: cloud.url.href, owner: '' })
  const { party } = await first.call('party.add', ask.party('Ramesh Kirana'))
  expect(await now(first)).toMatchObject({ trouble: null })
  for (const [deviceNo, does] of [
    [2, 'take'],
    [3, 'drop']
  ] as const) {
    const other = await joined(first, proxy.url, `Counter ${deviceNo}`)
    expect(await first.call('sync.trays', {})).toEqual([])
    proxy.mode('hole')
    await other.call('entry.record', ask.sale(party.id, 500_00))
    await first.call('sync.revoke', { deviceNo, mode: 'retire' })
    proxy.mode('pass')
    await now(other)
    const [tray] = await first.call('sync.trays', {})
    expect(tray).toMatchObject({
      ...{ deviceNo, counterName: `Counter ${deviceNo}` },
      entries: [{ kind: 'sale', amountMinor: 500_00, partyName: 'Ramesh Kirana' }]
    })
    const { opCount } = await first.call('sync.emptyTray', { deviceNo, does })
    expect(opCount).toBe(tray?.opCount)
    await now(first)
    // What was taken is in the book once; what was dropped is nowhere.
    expect((await book(first)).find(({ id }) => id === party.id)?.balanceMinor).toBe(500_00)
  }
}, 120_000)

test('a code that nobody shows, and one that is no code', async () => {
  const cloud = await listenCloud()
  closing.push(cloud.close)
  const first = counter()
  await first.call('shop.create', firstRun())
  await first.call('sync.turnOn', { server: cloud.url.href, owner: '' })
  for (const code of ['BCDF-GHJK', 'hello', '<script>', "' OR 1=1"])
    expect((await first.failure('sync.look', { code }))?.code).toBe('sync/code-unknown')
}, 60_000)
