import { rmSync } from 'node:fs'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { unpackOps } from '#cloud/db/chunk-body.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import type { SyncNoticeView } from '#shared/contract/sync-endpoints.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import { minor } from '#shared/money/money.ts'
import { enrolDevice, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { TestCounter } from '#tests/support/cloud-counter.ts'
import { atWork, pushOver, type ServerProcess, startServer } from '#tests/support/cloud-run.ts'
import { askSuper } from '#tests/support/cloud-tables.ts'
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts'
import { ask, newId } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundAt, letIn, sell, settle } from '#tests/support/sharing-shop.ts'
import { freePort } from '../../../scripts/setup/postgres-cluster.mjs'
import { bundled } from '../bundle.ts'
import { type CounterProcess, startCounter } from './counter-process.ts'

// Two counters say two things of one: each in a process of its own, on a server in a third one and a real PostgreSQL.
let script = ''
let cloud: TestCloud
let server: ServerProcess
const closing: (() => unknown)[] = []
beforeAll(async () => {
  script = await bundled('sync/driven-child.ts')
  cloud = await openTestCloud()
  server = await startServer(cloud.url, await freePort())
}, 120_000)
afterEach(async () => {
  // All shops of this file come from one place; what the door has against that has tests of its own.
  await askSuper(cloud.superUrl, 'DELETE FROM attempt')
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(async () => {
  rmSync(path.dirname(script), { recursive: true, force: true })
  await server.kill()
  await cloud.close()
})

/** A counter with a line of its own, which is cut and comes back without the other one's. */
interface Side {
  readonly app: CounterProcess
  readonly line: FaultProxy
}

async function openSide(): Promise<Side> {
  const line = await startFaultProxy(new URL(server.address))
  const app = startCounter(script)
  closing.push(() => line.close(), app.leave)
  return { app, line }
}

interface Shop {
  readonly sides: readonly [Side, Side]
  readonly apps: readonly [CounterProcess, CounterProcess]
  readonly accountId: string
}

/** A shop of two counters. `atDoor` is done while the second one waits before it. */
async function openShop(atDoor: (accountId: string) => Promise<unknown> = async () => {}): Promise<Shop> {
  const sides = [await openSide(), await openSide()] as const
  const apps = [sides[0].app, sides[1].app] as const
  await foundAt(apps[0], sides[0].line.url)
  const rows = await askSuper<{ account_id: string }>(cloud.superUrl, 'SELECT account_id FROM account ORDER BY made_at')
  const accountId = rows.at(-1)?.account_id ?? ''
  const look = apps[0].call.bind(apps[0])
  const first: Pick<CounterProcess, 'call'> = {
    async call(name, input) {
      if (name === 'sync.letIn') await atDoor(accountId)
      return look(name, input)
    }
  }
  await letIn(first, apps[1], sides[1].line.url, 'Second')
  await settle(apps)
  return { sides, apps, accountId }
}

const cut = ({ sides }: Shop): void => {
  for (const { line } of sides) line.mode('refuse')
}

/** The lines are back; what was recorded meanwhile comes in the order that is given. */
async function comeBack(shop: Shop, order: readonly (0 | 1)[] = [0, 1]): Promise<void> {
  for (const at of order) {
    shop.sides[at].line.mode('pass')
    await shop.apps[at].call('sync.now', {})
  }
  await settle(shop.apps)
}

const prove = ({ apps }: Shop, recorded: readonly string[]) =>
  proveShop(
    cloud.superUrl,
    apps.map((app) => app.file()),
    { recorded }
  )

async function noticesOf(app: CounterProcess, kind: SyncNoticeView['kind']): Promise<readonly SyncNoticeView[]> {
  return (await app.call('sync.notices', { onlyToSee: true })).filter((notice) => notice.kind === kind)
}

async function fieldsOf(app: CounterProcess, partyId: string, filter: 'all' | 'archived' = 'all') {
  const { parties } = await app.call('party.list', { filter, sort: 'name', text: '', offset: 0, limit: 50 })
  return parties.find(({ id }) => id === partyId)
}

async function numberOf(app: CounterProcess, entryId: string) {
  const { number, text } = await app.call('entry.get', { entryId })
  return { number, text }
}

test('fault 9: the server lost the lease and gives both counters one series: both bills stay, and each counter says so once', async () => {
  // As after a restore from a backup that is older than the lease.
  const shop = await openShop(async (accountId) => {
    const [series] = await askSuper<{ counter_code: string }>(
      cloud.superUrl,
      'DELETE FROM series WHERE account_id = $1 RETURNING counter_code',
      [accountId]
    )
    await askSuper(cloud.superUrl, 'UPDATE pairing SET wanted_code = $1 WHERE account_id IS NULL', [
      series?.counter_code
    ])
  })
  const [a, b] = shop.apps
  cut(shop)
  const bills = [await sell(a, 100_00), await sell(b, 70_00)] as const
  const numbers = [(await numberOf(a, bills[0])).number, (await numberOf(b, bills[1])).number]
  expect(numbers[1]).toBe(numbers[0])
  await comeBack(shop)
  for (const [at, app] of shop.apps.entries()) {
    expect(await noticesOf(app, 'double-number')).toHaveLength(1)
    expect(await numberOf(app, bills[at] ?? '')).toMatchObject({ number: numbers[0] })
    expect(await numberOf(app, bills[1 - at] ?? '')).toMatchObject({
      number: '',
      text: expect.stringContaining(numbers[0] ?? 'none')
    })
  }
  console.info('fault 9: one series twice', await prove(shop, bills))
}, 240_000)

/** What a shop has said to the server so far, in its order. */
async function saidBy(
  accountId: string
): Promise<{ readonly k: string; readonly d: { readonly [key: string]: Json } }[]> {
  const rows = await askSuper<{ body: Buffer }>(
    cloud.superUrl,
    'SELECT body FROM journal WHERE account_id = $1 ORDER BY seq_to',
    [accountId]
  )
  const ops = await Promise.all(rows.map(({ body }) => unpackOps(body)))
  return ops.flat().map((text) => JSON.parse(text))
}

test('fault 9: two shops are merged that had one series: all bills of both stay, with a notice for each number that is double', async () => {
  const shop = await openShop()
  const [a] = shop.apps
  const own = [await sell(a, 100_00), await sell(a, 110_00)]
  await settle(shop.apps)
  const { number } = await numberOf(a, own[0] ?? '')
  const other = await openSide()
  await foundAt(other.app, other.line.url)
  const theirs = [await sell(other.app, 70_00), await sell(other.app, 80_00)]
  await settle([other.app])
  const [account] = await askSuper<{ account_id: string }>(
    cloud.superUrl,
    'SELECT account_id FROM account WHERE account_id <> $1 ORDER BY made_at DESC LIMIT 1',
    [shop.accountId]
  )
  // The whole log of the other shop comes in as a counter's of this one, with the numbers that these two letters would have given.
  const letters = (await numberOf(other.app, theirs[0] ?? '')).number.slice(0, 2)
  const merged = new TestCounter(atWork(cloud.cloud, await enrolDevice(cloud.cloud, shop.accountId, 3)))
  for (const { k, d } of await saidBy(account?.account_id ?? ''))
    merged.record(JSON.parse(JSON.stringify(d).replaceAll(`"${letters}B/`, `"${number.slice(0, 2)}B/`)), k)
  expect((await pushOver(server.address, merged, 1, merged.ops.length))?.status).toBe(200)
  await settle(shop.apps)
  for (const app of shop.apps) expect(await noticesOf(app, 'double-number')).toHaveLength(2)
  console.info('fault 9: merged shops', await prove(shop, [...own, ...theirs]))
}, 240_000)

test.each([
  [0, 1],
  [1, 0]
] as const)(
  'fault 10: one field is changed on both counters, and one archives what the other changes (counter %i sends first)',
  async (...order) => {
    const shop = await openShop()
    const [a, b] = shop.apps
    const { party } = await a.call('party.add', ask.party('Ramesh'))
    const { party: gone } = await a.call('party.add', ask.party('Suresh'))
    await settle(shop.apps)
    cut(shop)
    const fields = (name: string, id: string) => ({
      ...{ ...ask.party(name, 'customer', id), phone: '', place: '', alias: '', isArchived: false }
    })
    await a.call('party.change', { ...fields('Ramesh Kumar', party.id), phone: '111' })
    await a.call('party.change', { ...fields('Suresh', gone.id), isArchived: true })
    await b.call('party.change', { ...fields('Ramesh Lal', party.id), place: 'Karol Bagh' })
    await b.call('party.change', fields('Suresh Babu', gone.id))
    await comeBack(shop, order)
    for (const app of shop.apps) {
      // The later word of one field stands, whoever came first; what only one of them said stands beside it.
      expect(await fieldsOf(app, party.id)).toMatchObject({ name: 'Ramesh Lal', phone: '111', place: 'Karol Bagh' })
      expect(await fieldsOf(app, gone.id, 'archived')).toMatchObject({ name: 'Suresh Babu', isArchived: true })
      expect(await noticesOf(app, 'field-lost')).toHaveLength(1)
    }
    console.info('fault 10: one field twice', { order, ...(await prove(shop, [])) })
  },
  240_000
)

test('fault 11: a day is closed on one counter while the other has bills of it that are not sent: the Z stays, they wait in the tray', async () => {
  const shop = await openShop()
  const [a, b] = shop.apps
  const { party } = await a.call('party.add', ask.party('Ramesh'))
  await settle(shop.apps)
  cut(shop)
  const late = [await sell(b, 250_00, party.id), await sell(b, 40_00, party.id)]
  const own = await sell(a, 60_00)
  const left = { reason: 'not counted', toOwnerMinor: minor(0), toBankMinor: minor(0), isForgotten: false }
  const { closing: z } = await a.call('closing.close', { id: newId(), countId: null, ...left })
  await comeBack(shop, [1, 0])
  const tray = await a.call('sync.late', {})
  expect(tray.entries.map(({ id }) => id).toSorted()).toEqual(late.toSorted())
  expect((await b.call('sync.late', {})).entries).toEqual([])
  expect((await a.call('closing.list', { beforeZNo: null, limit: 1 }))[0]).toEqual(z)
  for (const app of shop.apps) expect(verifyLedger(app.file()).firstFault).toBe(null)
  console.info('fault 11: late bills', await prove(shop, [...late, own]))
}, 240_000)
