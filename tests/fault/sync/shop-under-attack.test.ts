import zlib from 'node:zlib'
import Sqlite from 'better-sqlite3'
import { afterEach, expect, test } from 'vitest'
import { mintToken } from '#cloud/app/device-token.ts'
import { packJournal } from '#cloud/app/pack-journal.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { enrolDevice, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { TestCounter } from '#tests/support/cloud-counter.ts'
import { pushOver } from '#tests/support/cloud-run.ts'
import { askSuper } from '#tests/support/cloud-tables.ts'
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts'
import type { TestApp } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundShop, joinShop, sell, sellMany, settle } from '#tests/support/sharing-shop.ts'

// Real counters and a server on PostgreSQL whose clock, rows and members are changed under their hands.
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Shop {
  readonly cloud: TestCloud
  readonly proxy: FaultProxy
  readonly first: TestApp
  readonly second: TestApp
  readonly accountId: string
}

async function openShop(): Promise<Shop> {
  const cloud = await openTestCloud()
  closing.push(cloud.close)
  cloud.clock.ms = Date.now()
  const proxy = await startFaultProxy(new URL(await cloud.app.listen({ host: '127.0.0.1', port: 0 })))
  closing.push(proxy.close)
  // Each challenge of a device is later than the one before.
  const ticking = setInterval(() => {
    cloud.clock.ms += 10
  }, 10)
  closing.push(() => clearInterval(ticking))
  const first = await foundShop(proxy.url)
  closing.push(() => first.close())
  const second = await joinShop(first, proxy.url, 'Second')
  closing.push(() => second.close())
  await settle([first, second])
  const [row] = await askSuper<{ account_id: string }>(cloud.superUrl, 'SELECT account_id FROM account')
  return { cloud, proxy, first, second, accountId: row?.account_id ?? '' }
}

const prove = ({ cloud }: Shop, apps: readonly TestApp[], recorded: readonly string[], asideCount = 0) =>
  proveShop(
    cloud.superUrl,
    apps.map((app) => app.file()),
    { recorded, asideCount }
  )

test('fault 15: a counter is revoked as lost while it pushes: what went in before stays, nothing after, and it sells on', async () => {
  const shop = await openShop()
  const { proxy, first, second, cloud } = shop
  proxy.mode('refuse')
  await sellMany(second, 120)
  proxy.mode('pass')
  const pushing = second.call('sync.now', {})
  await first.call('sync.revoke', { deviceNo: 2, mode: 'lost' })
  await pushing
  await second.call('sync.now', {})
  expect(await second.call('sync.status', {})).toMatchObject({ state: 'revoked', trouble: { code: 'sync/revoked' } })
  await sell(second, 10_00)
  expect(verifyLedger(second.file()).firstFault).toBe(null)
  await settle([first])
  const before = await askSuper(cloud.superUrl, 'SELECT count(*) FROM journal')
  await second.call('sync.now', {})
  expect(await askSuper(cloud.superUrl, 'SELECT count(*) FROM journal')).toEqual(before)
  console.info('fault 15: revoked as lost', await prove(shop, [first], []))
}, 60_000)

test('fault 15: a counter is retired with sales that nobody has: they lie in the tray, and are in the books when somebody takes them', async () => {
  const shop = await openShop()
  const { proxy, first, second, cloud, accountId } = shop
  proxy.mode('refuse')
  const recorded = await sellMany(second, 30)
  proxy.mode('pass')
  await first.call('sync.revoke', { deviceNo: 2, mode: 'retire' })
  await second.call('sync.now', {})
  await settle([first])
  const held = { accountId, deviceNo: 1, expiresAt: cloud.clock.ms + MINUTE_MS }
  const headers = { authorization: `Bearer ${mintToken(cloud.cloud.serverKey, held)}` }
  const taken = await cloud.app.inject({ method: 'POST', url: '/v1/review/2/take', headers })
  expect(taken.json().opCount).toBeGreaterThanOrEqual(30)
  await settle([first])
  console.info('fault 15: retired', await prove(shop, [first], recorded))
}, 60_000)

test('fault 15: the token ends in the middle of an upload: a new one is had, and nothing comes twice', async () => {
  const shop = await openShop()
  const { proxy, first, second, cloud } = shop
  proxy.mode('refuse')
  const recorded = await sellMany(second, 250)
  proxy.mode('pass')
  proxy.tripAfter(4_000, () => {
    cloud.clock.ms += 16 * MINUTE_MS
  })
  expect(await second.call('sync.now', {})).toMatchObject({ trouble: null, waitingCount: 0 })
  await settle([first, second])
  console.info('fault 15: token ended', await prove(shop, [first, second], recorded))
}, 60_000)

interface Kept {
  readonly seq_to: string
  readonly body: Buffer
}

test('fault 21: one letter of a fact is changed on the server: the counter does not take it, says so, and sells on', async () => {
  const shop = await openShop()
  const { first, second, cloud, proxy } = shop
  proxy.mode('refuse')
  const recorded = await sellMany(second, 5)
  proxy.mode('pass')
  await second.call('sync.now', {})
  const [row] = await askSuper<Kept>(cloud.superUrl, 'SELECT seq_to, body FROM journal ORDER BY seq_to DESC LIMIT 1')
  if (row === undefined) throw new Error('no chunk')
  const put = (body: Buffer) =>
    askSuper(cloud.superUrl, 'UPDATE journal SET body = $1 WHERE seq_to = $2', [body, row.seq_to])
  const text = zlib.zstdDecompressSync(row.body).toString()
  await put(zlib.zstdCompressSync(Buffer.from(text.replace('"amount":1000', '"amount":9000'))))
  const before = (await first.call('sync.status', {})).taken
  const status = await first.call('sync.now', {})
  expect(status).toMatchObject({ trouble: { code: 'sync/not-whole' }, taken: before })
  recorded.push(await sell(first, 40_00))
  expect(verifyLedger(first.file()).firstFault).toBe(null)
  await put(Buffer.concat([row.body.subarray(0, 20), Buffer.from([(row.body[20] ?? 0) ^ 4]), row.body.subarray(21)]))
  expect((await first.call('sync.now', {})).trouble).not.toBe(null)
  await put(row.body)
  await settle([first, second])
  console.info('fault 21: changed on the server', await prove(shop, [first, second], recorded))
}, 60_000)

test('fault 21: a byte of a pack is changed: nobody is given what is in it', async () => {
  const shop = await openShop()
  const { first, second, cloud, accountId, proxy } = shop
  for (let push = 0; push < 22; push++) {
    await sell(first, 10_00 + push)
    await first.call('sync.now', {})
  }
  await settle([first, second])
  cloud.clock.ms += 40 * DAY_MS
  expect(await packJournal(cloud.cloud, accountId)).toBeGreaterThan(20)
  const [pack] = await askSuper<{ body: Buffer }>(cloud.superUrl, 'SELECT body FROM pack')
  if (pack === undefined) throw new Error('no pack')
  const third = await joinShop(first, proxy.url, 'Whole').catch((error: unknown) => error)
  expect(third).not.toBeInstanceOf(Error)
  const whole = third as TestApp
  closing.push(() => whole.close())
  const changed = Buffer.from(pack.body)
  const at = Math.floor(changed.length / 2)
  changed[at] = (changed[at] ?? 0) ^ 1
  await askSuper(cloud.superUrl, 'UPDATE pack SET body = $1', [changed])
  const held = { accountId, deviceNo: 1, expiresAt: cloud.clock.ms + MINUTE_MS }
  const headers = { authorization: `Bearer ${mintToken(cloud.cloud.serverKey, held)}` }
  const answer = await cloud.app.inject({ method: 'GET', url: '/v1/pull?cursor=0&epoch=1', headers })
  expect(answer.statusCode).toBeGreaterThanOrEqual(500)
  expect(verifyLedger(whole.file()).firstFault).toBe(null)
}, 60_000)

test('fault 21: a byte of what a counter keeps of another one is changed: verify names the chunk', async () => {
  const shop = await openShop()
  const { first, second } = shop
  await sellMany(second, 10)
  await settle([first, second])
  const db = new Sqlite(first.file())
  const chunk = db
    .prepare<[], { device_no: number; dev_to: number; body: Buffer }>(
      'select device_no, dev_to, body from sync_chunk where device_no = 2 order by dev_to desc limit 1'
    )
    .get()
  if (chunk === undefined) throw new Error('no chunk')
  const changed = Buffer.from(chunk.body)
  const at = changed.length >> 1
  changed[at] = (changed[at] ?? 0) ^ 1
  db.prepare('update sync_chunk set body = ? where device_no = 2 and dev_to = ?').run(changed, chunk.dev_to)
  db.close()
  expect(verifyLedger(first.file()).firstFault).toMatchObject({ table: 'sync_chunk', row: `2 ${chunk.dev_to}` })
}, 60_000)

/** A counter of this shop that says what it likes, with a good key. */
async function strange({ cloud, accountId }: Shop): Promise<TestCounter> {
  const device = await enrolDevice(cloud.cloud, accountId, 3)
  return new TestCounter(device)
}

test('fault 17: a newer counter says kinds, versions and settings of tomorrow: they stand aside, everything else goes on', async () => {
  const shop = await openShop()
  const { first, second, proxy } = shop
  const newer = await strange(shop)
  newer.record({ says: 'something' }, 'future.kind')
  newer.record({ note: 'known' }, 'audit.note')
  newer.record({ fromTomorrow: true }, 'settings.change')
  expect((await pushOver(proxy.url, newer, 1, 3))?.status).toBe(200)
  const recorded = [...(await sellMany(first, 4)), ...(await sellMany(second, 4))]
  await settle([first, second])
  for (const app of [first, second]) expect((await app.call('sync.status', {})).asideCount).toBe(2)
  console.info('fault 17: from tomorrow', await prove(shop, [first, second], recorded, 2))
}, 60_000)
