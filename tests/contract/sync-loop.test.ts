import { copyFileSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { startFaultProxy } from '#tests/support/fault-proxy.ts'
import { startMemorySyncServer } from '#tests/support/memory-sync-server.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** A server in memory behind a line that can be cut. */
async function serving() {
  const server = await startMemorySyncServer()
  const proxy = await startFaultProxy(new URL(server.url))
  closing.push(server.close, proxy.close)
  return { server, proxy }
}

function counter(): TestApp {
  const app = openTestApp({ drivesPrinters: true })
  closing.push(app.close)
  return app
}

async function founded(url: string): Promise<TestApp> {
  const app = counter()
  await app.call('shop.create', firstRun())
  await app.call('sync.turnOn', { server: url, owner: '' })
  return app
}

/** A second PC asks for a code, and the first lets it in. */
async function joined(first: TestApp, url: string, name = 'Counter 2'): Promise<TestApp> {
  const app = counter()
  const waiting = await app.call('sync.join', { server: url, counterName: name })
  if (waiting.step !== 'waiting') throw new Error(waiting.step)
  const seen = await first.call('sync.look', { code: waiting.code })
  expect(seen).toMatchObject({ name, words: waiting.words })
  const { pairId, deviceKey } = seen
  await first.call('sync.letIn', { pairId, deviceKey, name })
  await expect.poll(async () => (await app.call('sync.joinState', {})).step, { timeout: 10_000 }).toBe('joined')
  await app.call('sync.now', {})
  return app
}

const now = (app: TestApp) => app.call('sync.now', {})

async function parties(app: TestApp) {
  const { parties: all } = await app.call('party.list', {
    filter: 'all',
    sort: 'name',
    text: '',
    offset: 0,
    limit: 100
  })
  return all.map(({ id, name, balanceMinor }) => ({ id, name, balanceMinor }))
}

test('a shop without an account has none, and asks nobody', async () => {
  const { server } = await serving()
  const app = counter()
  await app.call('shop.create', firstRun())
  expect(await app.call('sync.status', {})).toMatchObject({ state: 'off', waitingCount: 0, trouble: null })
  expect(
    (await app.failure('sync.letIn', { pairId: crypto.randomUUID(), deviceKey: 'A'.repeat(43), name: '' }))?.code
  ).toBe('sync/off')
  expect(server.asked).toEqual([])
})

test('what is no address is said at its box, and nothing is made', async () => {
  const { server } = await serving()
  const app = counter()
  await app.call('shop.create', firstRun())
  expect(await app.failure('sync.turnOn', { server: 'http://cloud.example.in', owner: '' })).toMatchObject({
    code: 'sync/address',
    field: 'server'
  })
  expect(await app.failure('sync.turnOn', { server: server.url, owner: 'ravi' })).toMatchObject({
    code: 'sync/owner-address',
    field: 'owner'
  })
  expect(server.asked).toEqual([])
})

test('the sample shop stays at home', async () => {
  const { server } = await serving()
  const app = counter()
  await app.call('shop.trySample', { language: 'en' })
  expect((await app.failure('sync.turnOn', { server: server.url, owner: '' }))?.code).toBe('sync/sample')
}, 60_000)

test('what was recorded before and after goes to the server, and no word says more than is so', async () => {
  const { server, proxy } = await serving()
  const app = await founded(proxy.url)
  await now(app)
  const have = server.log.devices[0]?.have ?? 0
  expect(have).toBeGreaterThan(0)
  expect(await app.call('sync.status', {})).toMatchObject({ state: 'on', waitingCount: 0, trouble: null })
  proxy.mode('refuse')
  const { party } = await app.call('party.add', ask.party('Ramesh Kirana'))
  await app.call('entry.record', ask.sale(party.id, 1_250_00))
  const offline = await now(app)
  expect(offline.trouble?.code).toBe('sync/silent')
  expect(offline.waitingCount).toBeGreaterThan(1)
  expect(server.log.devices[0]?.have).toBe(have)
  proxy.mode('pass')
  expect(await now(app)).toMatchObject({ waitingCount: 0, trouble: null })
})

test('an answer that is lost after the server took the push doubles nothing', async () => {
  const { server, proxy } = await serving()
  const app = await founded(proxy.url)
  await now(app)
  await app.call('party.add', ask.party('Anita Stores'))
  proxy.mode({ cutAnswerAfter: 20 })
  expect((await now(app)).trouble?.code).toBe('sync/silent')
  proxy.mode('pass')
  expect(await now(app)).toMatchObject({ waitingCount: 0, trouble: null })
  const ops = server.log.chunks.flatMap((chunk) => chunk.ops)
  expect(ops.filter((op) => op.includes('Anita Stores'))).toHaveLength(1)
})

test('what is recorded during a slow round, and what is recorded after it, goes out by itself', async () => {
  const { server, proxy } = await serving()
  const app = await founded(proxy.url)
  await now(app)
  // Each way takes seconds, longer than what is recorded is gathered for.
  proxy.mode({ bytesPerSecond: 250, dropAfter: Number.POSITIVE_INFINITY })
  const before = proxy.counts.connections
  const sale = () => app.call('entry.record', ask.sale(null, 10_00, { cashMinor: 10_00 }))
  await sale()
  await expect.poll(() => proxy.counts.connections, { timeout: 30_000 }).toBeGreaterThan(before)
  await sale()
  const allIsOut = () =>
    expect.poll(async () => (await app.call('sync.status', {})).waitingCount, { timeout: 60_000 }).toBe(0)
  await allIsOut()
  proxy.mode('pass')
  const have = server.log.devices[0]?.have ?? 0
  await expect.poll(async () => (await app.call('sync.status', {})).isWorking, { timeout: 60_000 }).toBe(false)
  await sale()
  await allIsOut()
  expect(server.log.devices[0]?.have).toBe(have + 1)
}, 200_000)

test('two counters that sold without a line hold one book when it is back', async () => {
  const { server, proxy } = await serving()
  const first = await founded(proxy.url)
  const { party } = await first.call('party.add', ask.party('Ramesh Kirana'))
  const second = await joined(first, proxy.url)
  expect(await parties(second)).toEqual(await parties(first))
  proxy.mode('hole')
  await first.call('entry.record', ask.sale(party.id, 1_000_00))
  await second.call('entry.record', ask.sale(party.id, 500_00))
  await second.call('party.add', ask.party('Gopal Transport'))
  proxy.mode('pass')
  for (const app of [first, second, first, second]) await now(app)
  const book = await parties(first)
  expect(book.find((one) => one.id === party.id)?.balanceMinor).toBe(1_500_00)
  expect(book.map((one) => one.name)).toContain('Gopal Transport')
  expect(await parties(second)).toEqual(book)
  for (const app of [first, second]) {
    const status = await app.call('sync.status', {})
    expect(status).toMatchObject({ state: 'on', waitingCount: 0, trouble: null, taken: server.log.headSeq })
    expect((await app.call('ledger.verify', {})).firstFault).toBeNull()
  }
  const names = (await first.call('sync.counters', {})).map(({ name, isEndorsed, isHere }) => ({
    name,
    isEndorsed,
    isHere
  }))
  expect(names).toEqual([
    { name: '', isEndorsed: true, isHere: true },
    { name: 'Counter 2', isEndorsed: true, isHere: false }
  ])
}, 60_000)

test.each([true, false])(
  'a server that was restored is given back what it lost (said: %s)',
  async (isSaid) => {
    const { server, proxy } = await serving()
    const first = await founded(proxy.url)
    const second = await joined(first, proxy.url)
    const { party } = await first.call('party.add', ask.party('Ramesh Kirana'))
    await now(first)
    await now(second)
    const seq = server.log.headSeq
    await second.call('entry.record', ask.sale(party.id, 500_00))
    await now(second)
    await first.call('entry.record', ask.sale(party.id, 1_000_00))
    await now(first)
    const lost = server.log.headSeq
    expect(lost).toBeGreaterThan(seq)
    const before = await parties(first)
    // The second counter is dead: the first alone gives all of it back.
    await second.close()
    closing.splice(closing.indexOf(second.close), 1)
    server.log.restoreTo(seq, isSaid)
    await first.call('party.add', ask.party('Anita Stores'))
    await expect
      .poll(
        async () => {
          const { state, trouble, waitingCount } = await now(first)
          return { state, trouble, waitingCount }
        },
        { timeout: 20_000 }
      )
      .toEqual({ state: 'on', trouble: null, waitingCount: 0 })
    expect(server.log.headSeq).toBe(lost + 1)
    expect((await parties(first)).filter((one) => one.name !== 'Anita Stores')).toEqual(before)
  },
  60_000
)

test('a server that was restored in silence and went on with another counter is noticed by its log hash', async () => {
  const { server, proxy } = await serving()
  const first = await founded(proxy.url)
  const { party } = await first.call('party.add', ask.party('Ramesh Kirana'))
  const second = await joined(first, proxy.url)
  for (const app of [first, second]) await now(app)
  const seq = server.log.headSeq
  await first.call('entry.record', ask.sale(party.id, 1_000_00))
  await now(first)
  server.log.restoreTo(seq, false)
  for (const rupees of [10, 20, 30]) await second.call('entry.record', ask.sale(party.id, rupees * 100))
  await now(second)
  expect(server.log.headSeq).toBeGreaterThan(seq + 1)
  await expect
    .poll(
      async () => {
        await now(second)
        const { state, trouble, waitingCount } = await now(first)
        return { state, trouble, waitingCount, book: (await parties(first))[0]?.balanceMinor }
      },
      { timeout: 20_000 }
    )
    .toEqual({ state: 'on', trouble: null, waitingCount: 0, book: 1_060_00 })
  await now(second)
  expect(await parties(second)).toEqual(await parties(first))
  for (const app of [first, second]) expect((await app.call('ledger.verify', {})).firstFault).toBeNull()
}, 60_000)

test('a revoked counter is told so, sells on, and asks no more', async () => {
  const { server, proxy } = await serving()
  const first = await founded(proxy.url)
  const second = await joined(first, proxy.url)
  await first.call('sync.revoke', { deviceNo: 2, mode: 'lost' })
  expect(await now(second)).toMatchObject({ state: 'revoked', trouble: { code: 'sync/revoked' } })
  const asked = server.asked.length
  await second.call('party.add', ask.party('Still sells'))
  expect(await now(second)).toMatchObject({ state: 'revoked' })
  expect(server.asked.length).toBe(asked)
}, 60_000)

test('a token that the server forgot is had anew', async () => {
  const { server, proxy } = await serving()
  const app = await founded(proxy.url)
  await now(app)
  server.forgetTokens()
  await app.call('party.add', ask.party('Anita Stores'))
  expect(await now(app)).toMatchObject({ trouble: null, waitingCount: 0 })
})

test.each([
  ['portal', 'sync/foreign-answer'],
  ['refuse', 'sync/silent']
] as const)('a %s costs nothing but a word', async (mode, code) => {
  const { proxy } = await serving()
  const app = await founded(proxy.url)
  proxy.mode(mode)
  expect((await now(app)).trouble?.code).toBe(code)
  expect(await app.failure('party.add', ask.party('Sells on'))).toBeNull()
})

test('leaving says first what is on this PC alone', async () => {
  const { proxy } = await serving()
  const app = await founded(proxy.url)
  await now(app)
  proxy.mode('refuse')
  await app.call('party.add', ask.party('Only here'))
  expect(await app.failure('sync.leave', { evenUnsent: false })).toMatchObject({ code: 'sync/not-all-sent' })
  // Without the server the counters that this file knows are shown all the same.
  expect(await app.call('sync.counters', {})).toMatchObject([{ deviceNo: 1, isHere: true, isEndorsed: true }])
  expect(await app.call('sync.leave', { evenUnsent: true })).toMatchObject({ state: 'left' })
  expect((await parties(app)).map((one) => one.name)).toContain('Only here')
})

test('no key stands in the ledger file, nor in its log', async () => {
  const { proxy } = await serving()
  const app = await founded(proxy.url)
  await now(app)
  const file = app.file()
  const kept = JSON.parse(readFileSync(path.join(app.folder, 'user-data', 'secrets.json'), 'utf8')) as Record<
    string,
    string
  >
  const privateKey = Object.values(kept)[0] ?? ''
  expect(privateKey.length).toBeGreaterThan(40)
  for (const one of [file, `${file}-wal`]) expect(readFileSync(one).includes(privateKey)).toBe(false)
})

/** The app is ended, and started again on what stands in its folder. */
async function again(app: TestApp, between: (file: string) => void): Promise<TestApp> {
  const file = app.file()
  await app.app.close()
  closing.splice(closing.indexOf(app.close), 1)
  between(file)
  const next = openTestApp({ folder: app.folder, drivesPrinters: true })
  closing.push(next.close)
  return next
}

test('a counter that was restored from an old file goes on as a new one: nothing is lost, nothing doubled', async () => {
  const { server, proxy } = await serving()
  const first = await founded(proxy.url)
  const { party } = await first.call('party.add', ask.party('Ramesh Kirana'))
  await now(first)
  const old = path.join(first.folder, 'old.copy')
  const later = await again(first, (file) => copyFileSync(file, old))
  await later.call('entry.record', ask.sale(party.id, 1_000_00))
  await now(later)
  const restored = await again(later, (file) => {
    for (const part of ['-wal', '-shm']) rmSync(file + part, { force: true })
    copyFileSync(old, file)
  })
  await restored.call('entry.record', ask.sale(party.id, 70_00))
  await expect
    .poll(
      async () => {
        const { state, trouble, waitingCount, counterNo } = await now(restored)
        return { state, trouble, waitingCount, counterNo }
      },
      { timeout: 20_000 }
    )
    .toEqual({ state: 'on', trouble: null, waitingCount: 0, counterNo: 2 })
  expect((await parties(restored)).find((one) => one.id === party.id)?.balanceMinor).toBe(1_070_00)
  expect(server.log.devices.map((device) => device.state)).toEqual(['sealed', 'active'])
  const sales = server.log.chunks.flatMap((chunk) => chunk.ops).filter((op) => op.includes('"k":"entry.post"'))
  expect(sales).toHaveLength(3)
  expect((await restored.call('ledger.verify', {})).firstFault).toBeNull()
}, 60_000)
