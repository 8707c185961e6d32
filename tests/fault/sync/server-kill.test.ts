import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '#tests/bench/made-parties.ts'
import { enrolDevice, makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { atWork, SellingCounter, type ServerProcess, startServer } from '#tests/support/cloud-run.ts'
import { askSuper } from '#tests/support/cloud-tables.ts'
import { proveAccount } from '#tests/support/prove-account.ts'
import { freePort } from '../../../scripts/setup/postgres-cluster.mjs'
import { patience } from './fault-counts.ts'

// The real server in a process of its own on a real PostgreSQL, three shops with three counters each that sell all the time, and
// somebody who pulls plugs. `SOAK_SECONDS` makes it longer.
const SEED = Number(process.env.FAST_CHECK_SEED)
const SECONDS = Number(process.env.SOAK_SECONDS ?? 6)
const SHOPS = 3
const COUNTERS = 3

let cloud: TestCloud
let server: ServerProcess
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterEach(() => server.kill())
afterAll(() => cloud.close())

async function openShops(random: () => number): Promise<SellingCounter[][]> {
  const shops: SellingCounter[][] = []
  for (let shop = 0; shop < SHOPS; shop++) {
    const first = await makeAccount(cloud.cloud)
    const others = []
    for (let no = 2; no <= COUNTERS; no++) others.push(await enrolDevice(cloud.cloud, first.accountId, no))
    shops.push([first, ...others].map((device) => new SellingCounter(atWork(cloud.cloud, device), random)))
  }
  return shops
}

async function proveAll(shops: readonly SellingCounter[][], name: string, more: object): Promise<void> {
  const counters = shops.flat()
  const proofs = []
  for (const shop of shops) proofs.push(await proveAccount(cloud.superUrl, shop[0]?.device.accountId ?? '', shop))
  const sum = (of: (counter: SellingCounter) => number) => counters.reduce((all, counter) => all + of(counter), 0)
  const [recorded, there] = [sum(({ ops }) => ops.length), proofs.reduce((all, { ops }) => all + ops, 0)]
  console.info(name, {
    ...{ seed: SEED, recorded, there, answers: sum((one) => one.answers), lost: sum((one) => one.lost) },
    ...more
  })
  expect(proofs.flatMap(({ troubles }) => troubles)).toEqual([])
  expect(there).toBe(recorded)
  expect(counters.flatMap(({ refusals }) => refusals)).toEqual([])
  expect(recorded).toBeGreaterThan(50)
}

test(
  `fault 2: the server is killed again and again (seed ${SEED}): every op is there once`,
  async () => {
    const random = seededRandom(SEED)
    const shops = await openShops(random)
    const port = await freePort()
    server = await startServer(cloud.url, port)
    const until = performance.now() + SECONDS * 1_000
    const isOpen = () => performance.now() < until
    let kills = 0
    const selling = shops.flat().map((counter) => counter.sell(() => server.address, isOpen))
    while (isOpen()) {
      await pause(300 + random() * 1_500)
      await server.kill()
      kills++
      server = await startServer(cloud.url, port)
    }
    await Promise.all(selling)
    await proveAll(shops, 'server killed', { kills })
  },
  patience(240_000)
)

test(
  `fault 7: all connections of the database are cut again and again (seed ${SEED}): every op is there once`,
  async () => {
    const random = seededRandom(SEED)
    const shops = await openShops(random)
    server = await startServer(cloud.url, await freePort())
    const until = performance.now() + SECONDS * 1_000
    const isOpen = () => performance.now() < until
    let cut = 0
    const selling = shops.flat().map((counter) => counter.sell(() => server.address, isOpen))
    while (isOpen()) {
      await pause(100 + random() * 300)
      const rows = await askSuper(
        cloud.superUrl,
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()'
      )
      cut += rows.length
    }
    await Promise.all(selling)
    expect(server.child.exitCode).toBe(null)
    await proveAll(shops, 'connections cut', { cut })
  },
  patience(240_000)
)
