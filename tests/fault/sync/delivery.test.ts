import type { PostgresPool } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCloud } from '#cloud/compose.ts'
import { openDatabase } from '#cloud/db/cloud-database.ts'
import { silentLog } from '#cloud/ports/log.ts'
import { seededRandom } from '#tests/bench/made-parties.ts'
import { enrolDevice, makeAccount, openTestCloud, TEST_SETTINGS, type TestCloud } from '#tests/support/cloud-account.ts'
import { send, TestCounter } from '#tests/support/cloud-counter.ts'
import { pushOver, SellingCounter } from '#tests/support/cloud-run.ts'
import { startFaultProxy } from '#tests/support/fault-proxy.ts'
import { proveAccount } from '#tests/support/prove-account.ts'

const SEED = Number(process.env.FAST_CHECK_SEED)
const ROUNDS = Number(process.env.SOAK_SECONDS ?? 0) > 0 ? 400 : 40

let cloud: TestCloud
let address: string
beforeAll(async () => {
  cloud = await openTestCloud()
  address = await cloud.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(() => cloud.close())

/** The buckets of the server fill again while its clock goes on; each counter's token is renewed by nobody, so not for long. */
const rest = (): void => {
  cloud.clock.ms += 1_100
}

async function counterOfNewShop(random: () => number): Promise<SellingCounter> {
  return new SellingCounter(await makeAccount(cloud.cloud), random)
}

const isWhole = async (...counters: readonly TestCounter[]): Promise<number> => {
  const { troubles, ops } = await proveAccount(cloud.superUrl, counters[0]?.device.accountId ?? '', counters)
  expect(troubles).toEqual([])
  return ops
}

test(`fault 3: the answer is lost after the commit (seed ${SEED}): what comes again is taken as known`, async () => {
  const random = seededRandom(SEED)
  const proxy = await startFaultProxy(new URL(address))
  const counter = await counterOfNewShop(random)
  try {
    for (let round = 0; round < ROUNDS; round++) {
      rest()
      counter.recordMany(1 + Math.floor(random() * 4))
      proxy.mode(random() < 0.6 ? { cutAnswerAfter: Math.floor(random() * 300) } : 'pass')
      counter.take(await pushOver(proxy.url, counter, counter.acked + 1, counter.ops.length))
    }
    proxy.mode('pass')
    while (counter.acked < counter.ops.length) {
      rest()
      counter.take(await pushOver(proxy.url, counter, counter.acked + 1, counter.ops.length))
    }
  } finally {
    await proxy.close()
  }
  console.info('answers lost', { seed: SEED, rounds: ROUNDS, lost: counter.lost, ops: await isWhole(counter) })
  expect(counter.lost).toBeGreaterThan(ROUNDS / 4)
  expect(counter.refusals).toEqual([])
})

test('fault 4: the same push comes eight times at the same moment, and once', async () => {
  for (let round = 0; round < 5; round++) {
    const counter = new TestCounter(await makeAccount(cloud.cloud))
    counter.recordMany(20)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(cloud, counter.device, '/v1/push', counter.push(1, 20)))
    )
    expect(answers.map((answer) => [answer.statusCode, answer.json().have, answer.json().headSeq])).toEqual(
      Array(8).fill([200, 20, 20])
    )
    expect(await isWhole(counter)).toBe(20)
  }
})

test(`fault 5: pushes come out of order, with gaps and overlaps, also at once (seed ${SEED}): nothing is lost or doubled`, async () => {
  const random = seededRandom(SEED)
  const first = await makeAccount(cloud.cloud)
  const counters = [first, await enrolDevice(cloud.cloud, first.accountId, 2)].map((device) => new TestCounter(device))
  const seen: Record<string, number> = {}
  const haves = new Map<TestCounter, number>()
  for (let round = 0; round < ROUNDS; round++) {
    rest()
    const sends = counters.flatMap((counter) => {
      counter.recordMany(Math.floor(random() * 6))
      return Array.from({ length: counter.ops.length === 0 ? 0 : 2 }, () => {
        const isNext = random() < 0.5 && (haves.get(counter) ?? 0) < counter.ops.length
        const from = isNext ? (haves.get(counter) ?? 0) + 1 : 1 + Math.floor(random() * counter.ops.length)
        const to = from + Math.floor(random() * Math.min(400, counter.ops.length - from + 1))
        return send(cloud, counter.device, '/v1/push', counter.push(from, to)).then((answer) => {
          const what = answer.statusCode === 200 ? 'taken' : answer.json().error
          seen[what] = (seen[what] ?? 0) + 1
          haves.set(counter, answer.json().have ?? haves.get(counter))
        })
      })
    })
    await Promise.all(sends)
  }
  for (const counter of counters) {
    let have = 0
    while (have < counter.ops.length) {
      cloud.clock.ms += 1_100
      const answer = await send(
        cloud,
        counter.device,
        '/v1/push',
        counter.push(have + 1, Math.min(have + 500, counter.ops.length))
      )
      have = answer.json().have ?? have
    }
  }
  console.info('out of order', { seed: SEED, ...seen, ops: await isWhole(...counters) })
  expect(Object.keys(seen).filter((what) => !['taken', 'gap', 'too-many'].includes(what))).toEqual([])
  expect(seen.gap).toBeGreaterThan(5)
})

const FAILURES = ['40001', '40P01', '57P01', 'ECONNRESET'] as const

/** A pool whose queries fail at random as a database under strain does, before they ran or after; commits too. */
const strained = (pool: PostgresPool, random: () => number, share: number, hits: { count: number }): PostgresPool => ({
  ...pool,
  end: () => pool.end(),
  async connect() {
    const client = await pool.connect()
    const query = client.query.bind(client) as (text: string, values: unknown) => Promise<unknown>
    const fail = () => {
      hits.count++
      const code = FAILURES[Math.floor(random() * FAILURES.length)]
      throw Object.assign(new Error('strained'), { code })
    }
    const strainedQuery = async (text: string, values: unknown) => {
      const isEnd = /^rollback/i.test(text)
      if (!isEnd && random() < share) fail()
      const result = await query(text, values)
      if (!isEnd && random() < share) fail()
      return result
    }
    return new Proxy(client, {
      get(target, name) {
        const value: unknown = name === 'query' ? strainedQuery : Reflect.get(target, name)
        return typeof value === 'function' ? value.bind(target) : value
      }
    })
  }
})

test(`fault 28: serialization failures, deadlocks and lost commits everywhere (seed ${SEED}): retried, and no double effect`, async () => {
  const random = seededRandom(SEED)
  const hits = { count: 0 }
  const database = openDatabase({
    connectionString: cloud.url,
    poolSize: 4,
    wrapPool: (pool) => strained(pool, random, 0.04, hits)
  })
  // What is under strain are the shops' transactions; logging in has a test of its own.
  const { app } = await createCloud({
    ...{ database: { ...database, directory: cloud.database.directory }, clock: cloud.cloud.clock, log: silentLog },
    ...{ randomness: cloud.cloud.randomness, settings: TEST_SETTINGS }
  })
  const first = await makeAccount(cloud.cloud)
  const counters = [first, await enrolDevice(cloud.cloud, first.accountId, 2)].map(
    (device) => new SellingCounter(device, random)
  )
  try {
    for (let round = 0; round < ROUNDS; round++) {
      rest()
      await Promise.all(
        counters.map(async (counter) => {
          counter.recordMany(1 + Math.floor(random() * 3))
          const answer = await send(
            { app },
            counter.device,
            '/v1/push',
            counter.push(counter.acked + 1, counter.ops.length)
          )
          counter.take({ status: answer.statusCode, body: answer.json() })
        })
      )
    }
    const retries = database.figures().retries
    for (const counter of counters)
      await send(cloud, counter.device, '/v1/push', counter.push(counter.acked + 1, counter.ops.length)).catch(
        () => null
      )
    console.info('strained', { seed: SEED, failures: hits.count, retries, ops: await isWhole(...counters) })
    expect(retries).toBeGreaterThan(10)
    expect(counters.flatMap(({ refusals }) => refusals)).toEqual([])
  } finally {
    await app.close()
    await database.close()
  }
})
