import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import zlib from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { bookOf } from '#tests/property/sync-player.ts'
import { startFaultProxy } from '#tests/support/fault-proxy.ts'
import { type ListeningCloud, listenCloud } from '#tests/support/listening-cloud.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'

// A shop comes back onto a new PC by a snapshot and what was recorded since: the whole app without a window, and PostgreSQL.

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function counter(options: Parameters<typeof openTestApp>[0] = {}, snapshotEveryOps = 1_000_000): TestApp {
  const app = openTestApp({ drivesPrinters: true, facing: { snapshotEveryOps }, ...options })
  closing.push(app.close)
  return app
}

const now = (app: TestApp) => app.call('sync.now', {})
const bookIn = (app: TestApp) => bookOf(app.file())

/** A shop with some entries, all of them in the cloud. */
async function shopInCloud(snapshotEveryOps: number): Promise<{ cloud: ListeningCloud; first: TestApp }> {
  const cloud = await listenCloud()
  closing.push(cloud.close)
  const first = counter({}, snapshotEveryOps)
  await first.call('shop.create', firstRun())
  const { party } = await first.call('party.add', ask.party('Ramesh Kirana'))
  for (let each = 1; each <= 12; each++) await first.call('entry.record', ask.sale(party.id, each * 100_00))
  await first.call('sync.turnOn', { server: cloud.url.href, owner: '' })
  await now(first)
  return { cloud, first }
}

const snapshotsIn = (cloud: ListeningCloud) =>
  inAccount(cloud, (within) => within.selectFrom('snapshot').selectAll().orderBy('seq', 'desc').execute())

async function untilSnapshot(cloud: ListeningCloud) {
  await expect
    .poll(async () => (await snapshotsIn(cloud)).some(({ state }) => state === 'done'), { timeout: 20_000 })
    .toBe(true)
  const [newest] = await snapshotsIn(cloud)
  if (newest === undefined) throw new Error('no snapshot')
  return newest
}

/** A new PC asks for a code, and a counter that is in lets it in. Answers what it says when the book is there. */
async function joined(by: TestApp, app: TestApp, url: string, name = 'New PC') {
  const waiting = await app.call('sync.join', { server: url, counterName: name })
  if (waiting.step !== 'waiting') throw new Error(waiting.step)
  const seen = await by.call('sync.look', { code: waiting.code })
  await by.call('sync.letIn', { pairId: seen.pairId, deviceKey: seen.deviceKey, name })
  return untilJoined(app)
}

async function untilJoined(app: TestApp) {
  await expect.poll(async () => (await app.call('sync.joinState', {})).step, { timeout: 20_000 }).toBe('joined')
  const state = await app.call('sync.joinState', {})
  if (state.step !== 'joined') throw new Error(state.step)
  return state
}

/** Whether a book was brought by a copy, in which another counter than its own had begun before. */
function isBrought(app: TestApp): boolean {
  const db = new Sqlite(app.file(), { readonly: true })
  const count = db.prepare('select count(*) from device').pluck().get()
  db.close()
  return count === 2
}

const inAccount = async <Value>(
  { database }: ListeningCloud,
  work: Parameters<typeof database.database.withAccount<Value>>[1]
): Promise<Value> => {
  const places = database.database.directory.selectFrom('account_place').select('account_id')
  const { account_id } = await places.executeTakeFirstOrThrow()
  return database.database.withAccount(account_id, work)
}

test('restored by a snapshot and restored by every change, a book is the same and goes on alike', async () => {
  const { cloud, first } = await shopInCloud(10)
  const { seq } = await untilSnapshot(cloud)
  expect(seq).toBeGreaterThan(20)
  await first.call('party.add', ask.party('After the snapshot'))
  await now(first)
  const [bySnapshot, byReplay] = [counter(), counter()]
  expect(await joined(first, bySnapshot, cloud.url.href, 'By snapshot')).toEqual({ step: 'joined', replayed: null })
  expect(isBrought(bySnapshot)).toBe(true)
  await inAccount(cloud, async (within) => {
    await within.deleteFrom('snapshot_part').execute()
    await within.deleteFrom('snapshot').execute()
  })
  expect(await joined(first, byReplay, cloud.url.href, 'By replay')).toEqual({ step: 'joined', replayed: null })
  for (const app of [bySnapshot, byReplay, first, bySnapshot, byReplay])
    expect(await now(app)).toMatchObject({ trouble: null, waitingCount: 0, asideCount: 0 })
  const party = (await first.call('party.list', { filter: 'all', sort: 'name', text: '', offset: 0, limit: 9 }))
    .parties[0]
  for (const app of [bySnapshot, byReplay, first])
    await app.call('entry.record', ask.sale(party?.id ?? null, 50_00, { cashMinor: 10_00 }))
  for (const app of [first, bySnapshot, byReplay, first, bySnapshot]) await now(app)
  const all = bookIn(first)
  expect(bookIn(bySnapshot)).toEqual(all)
  expect(bookIn(byReplay)).toEqual(all)
  for (const app of [first, bySnapshot, byReplay]) expect(verifyLedger(app.file(), true).firstFault).toBe(null)
  const codes = await Promise.all(
    [first, bySnapshot, byReplay].map(async (app) => (await app.call('app.state', {})).ledger?.counterCode)
  )
  expect(new Set(codes).size).toBe(3)
  for (const app of [bySnapshot, byReplay])
    expect(await app.call('counter.summary', {})).toMatchObject({ drawerMinor: 10_00, salesTodayMinor: 50_00 })
}, 180_000)

/** What whoever holds the database of the server can make of a snapshot. */
const FORGERIES: readonly (readonly [string, (cloud: ListeningCloud) => Promise<unknown>, string])[] = [
  ['flipped', (cloud) => changeBody(cloud, (body) => body.fill(0x55, 100, 200)), 'sync/snapshot-damaged'],
  ['cut off', (cloud) => changeBody(cloud, (body) => body.subarray(0, body.length / 2)), 'sync/snapshot-damaged'],
  [
    'another book with right hashes',
    async (cloud) => {
      const bytes = zlib.gzipSync(Buffer.alloc(9_000))
      const sha256 = createHash('sha256').update(bytes).digest()
      await changeBody(cloud, () => bytes)
      await changeSnapshot(cloud, { byte_count: bytes.length, sha256, part_hashes: sha256 })
    },
    'sync/snapshot-damaged'
  ],
  ['of a newer form', (cloud) => changeSnapshot(cloud, { schema_version: 999 }), 'sync/snapshot-newer'],
  ['of another place', (cloud) => changeSnapshot(cloud, { seq: 3 }), 'sync/snapshot-damaged'],
  ['signed by nobody', (cloud) => changeSnapshot(cloud, { signature: 'A'.repeat(86) }), 'sync/snapshot-damaged'],
  ['of no size', (cloud) => changeSnapshot(cloud, { byte_count: 3_000_000_000 }), 'sync/snapshot-damaged']
]

const changeBody = (cloud: ListeningCloud, change: (body: Buffer) => Buffer) =>
  inAccount(cloud, async (within) => {
    const { body } = await within.selectFrom('snapshot_part').select('body').executeTakeFirstOrThrow()
    await within
      .updateTable('snapshot_part')
      .set({ body: change(body) })
      .execute()
  })

const changeSnapshot = (cloud: ListeningCloud, change: object) =>
  inAccount(cloud, (within) => within.updateTable('snapshot').set(change).execute())

test('a snapshot that is damaged, forged or too new is refused with its code, and every change is fetched', async () => {
  const { cloud, first } = await shopInCloud(10)
  await untilSnapshot(cloud)
  // On a dear line no other one is made.
  await first.call('sync.lean', { isLean: true })
  const rows = await inAccount(cloud, async (within) => ({
    snapshots: await within.selectFrom('snapshot').selectAll().execute(),
    parts: await within.selectFrom('snapshot_part').selectAll().execute()
  }))
  for (const [what, forge, code] of FORGERIES) {
    await inAccount(cloud, async (within) => {
      await within.deleteFrom('snapshot_part').execute()
      await within.deleteFrom('snapshot').execute()
      await within.insertInto('snapshot').values(rows.snapshots).execute()
      await within.insertInto('snapshot_part').values(rows.parts).execute()
    })
    await forge(cloud)
    const app = counter()
    const state = await joined(first, app, cloud.url.href, what)
    expect([what, state.replayed?.code]).toEqual([what, code])
    await now(app)
    expect([what, bookIn(app)]).toEqual([what, bookIn(first)])
    expect(isBrought(app)).toBe(false)
    expect(readdirSync(path.dirname(app.file())).filter((name) => name.includes('.part'))).toEqual([])
  }
}, 240_000)

test('a PC that is killed while the book comes goes on with it, and needs no second code', async () => {
  const { cloud, first } = await shopInCloud(10)
  await untilSnapshot(cloud)
  const proxy = await startFaultProxy(cloud.url)
  closing.push(proxy.close)
  const folder = mkdtempSync(path.join(tmpdir(), 'counterbook-test-'))
  const killed = openTestApp({ folder, keep: true, drivesPrinters: true })
  const waiting = await killed.call('sync.join', { server: proxy.url, counterName: 'New PC' })
  if (waiting.step !== 'waiting') throw new Error(waiting.step)
  // Words come through, and the book breaks off.
  proxy.mode({ cutAnswerAfter: 12_000 })
  const seen = await first.call('sync.look', { code: waiting.code })
  await first.call('sync.letIn', { pairId: seen.pairId, deviceKey: seen.deviceKey, name: 'New PC' })
  await expect
    .poll(() => killed.call('sync.joinState', {}), { timeout: 20_000 })
    .toMatchObject({ step: 'opening', progress: { doing: 'fetching', done: 0 } })
  await killed.close()
  proxy.mode('pass')
  const again = counter({ folder })
  expect(await again.call('sync.join', { server: proxy.url, counterName: 'New PC' })).toMatchObject({ step: 'opening' })
  expect(await untilJoined(again)).toEqual({ step: 'joined', replayed: null })
  expect(isBrought(again)).toBe(true)
  for (const app of [again, first, again]) expect(await now(app)).toMatchObject({ trouble: null })
  expect(bookIn(again)).toEqual(bookIn(first))
  expect((await first.call('sync.counters', {})).map(({ name }) => name)).toEqual(['', 'New PC'])
  expect(existsSync(path.join(folder, 'user-data', 'joining.json'))).toBe(false)
}, 120_000)
