import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { Limits, NO_RATES } from '#cloud/app/limits.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { openTestCloud } from '#tests/support/cloud-account.ts'
import { openTestDatabase, type TestDatabase } from '#tests/support/cloud-database.ts'
import { type ServerProcess, startServer } from '#tests/support/cloud-run.ts'
import type { TestApp } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundShop, joinShop, sellMany, settle } from '#tests/support/sharing-shop.ts'
import { freePort } from '../../../scripts/setup/postgres-cluster.mjs'

// A server that is older than its counters, in a process of its own on a real PostgreSQL, is brought up to date under them; and one that has had enough.
const TODAY = path.resolve('tests/bench/cloud-without-rates.ts')
const FIRST_RELEASE = path.resolve('tests/fault/sync/first-release-server.ts')
const OLDER_PROTOCOL = path.resolve('tests/fault/sync/older-protocol-server.ts')

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** One address, at which one program after the other answers over one database. */
async function place(): Promise<{ database: TestDatabase; run(script: string): Promise<ServerProcess> }> {
  const database = await openTestDatabase()
  const port = await freePort()
  let server: ServerProcess | null = null
  closing.push(database.drop, () => server?.kill())
  return {
    database,
    async run(script) {
      await server?.kill()
      server = await startServer(database.url, port, script)
      return server
    }
  }
}

const prove = (superUrl: string, apps: readonly TestApp[], recorded: readonly string[]) =>
  proveShop(
    superUrl,
    apps.map((app) => app.file()),
    { recorded }
  )

test('fault 17: a server of the first release: counters found, join and sell on it, say what it cannot do, and go on when it is brought up to date', async () => {
  const { database, run } = await place()
  const { address } = await run(FIRST_RELEASE)
  const first = await foundShop(address, { facing: { snapshotEveryOps: 5 } })
  closing.push(() => first.close())
  const second = await joinShop(first, address, 'Second')
  closing.push(() => second.close())
  const recorded = [...(await sellMany(first, 12)), ...(await sellMany(second, 12))]
  await settle([first, second])
  // What it does not know is refused with a code, to whoever asked for it, and nowhere else.
  expect(await first.failure('sync.trays', {})).toMatchObject({ code: expect.stringMatching(/^sync\//) })
  expect(await first.call('sync.now', {})).toMatchObject({ trouble: null, waitingCount: 0 })
  await run(TODAY)
  recorded.push(...(await sellMany(first, 5)), ...(await sellMany(second, 5)))
  await settle([first, second])
  expect(await first.call('sync.trays', {})).toEqual([])
  const third = await joinShop(first, address, 'Third')
  closing.push(() => third.close())
  await settle([first, second, third])
  console.info('fault 17: first release', await prove(database.superUrl, [first, second, third], recorded))
}, 240_000)

test('fault 17: a server of an older protocol: the counter says that the server is too old, sells on, and all arrives at the newer one', async () => {
  const { database, run } = await place()
  const { address } = await run(TODAY)
  const first = await foundShop(address)
  closing.push(() => first.close())
  const recorded = await sellMany(first, 3)
  await settle([first])
  await run(OLDER_PROTOCOL)
  recorded.push(...(await sellMany(first, 10)))
  expect((await first.call('sync.now', {})).trouble).toMatchObject({ code: 'sync/server-too-old' })
  recorded.push(...(await sellMany(first, 10)))
  expect((await first.call('sync.status', {})).waitingCount).toBeGreaterThanOrEqual(20)
  expect(verifyLedger(first.file()).firstFault).toBe(null)
  await run(TODAY)
  await settle([first])
  console.info('fault 17: older protocol', await prove(database.superUrl, [first], recorded))
}, 240_000)

test('fault 30: a real server has had enough of a counter: it says so, the counter sells on, and all arrives when time has passed', async () => {
  const once = { burst: 4, perSecond: 0.1 }
  const cloud = await openTestCloud({ limits: new Limits({ ...NO_RATES, push: once }), settings: { quotaBytes: 1 } })
  closing.push(cloud.close)
  cloud.clock.ms = Date.now()
  const first = await foundShop(await cloud.app.listen({ host: '127.0.0.1', port: 0 }))
  closing.push(() => first.close())
  const recorded: string[] = []
  let trouble: string | null = null
  for (let tries = 0; tries < 20 && trouble === null; tries++) {
    recorded.push(...(await sellMany(first, 2)))
    trouble = (await first.call('sync.now', {})).trouble?.code ?? null
  }
  expect(trouble).toBe('sync/too-many-tries')
  recorded.push(...(await sellMany(first, 5)))
  expect((await first.call('sync.status', {})).waitingCount).toBeGreaterThanOrEqual(5)
  // Over its quota for long, too: entries are taken all the same.
  cloud.clock.ms += 40 * 86_400_000
  await settle([first])
  console.info('fault 30: enough', { trouble, ...(await prove(cloud.superUrl, [first], recorded)) })
}, 120_000)
