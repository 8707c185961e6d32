import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_LOG_HASH, nextLogHash } from '#shared/sync/chain.ts'
import { type Chunk, zChunk, zPullAnswer } from '#shared/sync/wire.ts'
import { makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { ask, refusedWith, send, TestCounter } from '#tests/support/cloud-counter.ts'
import { askSuper, tablesOf } from '#tests/support/cloud-tables.ts'
import { DELETE_DELAY_MS, deleteDue } from './delete-account.ts'
import { mintToken } from './device-token.ts'
import { sha256 } from './ed25519.ts'
import { packDue, packJournal } from './pack-journal.ts'
import { hexOf } from './prove-ops.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

const MONTH_MS = 30 * 86_400_000

/** A counter whose pushes of three ops each are `pushes` many, an hour apart. */
async function busyCounter(pushes: number): Promise<TestCounter> {
  const counter = new TestCounter(await makeAccount(cloud.cloud))
  for (let each = 0; each < pushes; each++) await pushThree(counter)
  return counter
}

/** Its token is as long as the test's clock runs. */
const headersOf = ({ device }: TestCounter) => ({
  headers: {
    authorization: `Bearer ${mintToken(cloud.cloud.serverKey, { ...device, expiresAt: cloud.clock.ms + 1_000 })}`
  }
})

async function pushThree(counter: TestCounter): Promise<void> {
  counter.recordMany(3)
  const { length } = counter.ops
  const answer = await send(cloud, headersOf(counter), '/v1/push', counter.push(length - 2, length))
  expect(answer.statusCode).toBe(200)
  cloud.clock.ms += 3_600_000
}

async function pullAll(counter: TestCounter, limit: number): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  for (let cursor = 0; ; cursor = chunks.at(-1)?.seqTo ?? 0) {
    cloud.clock.ms += 60_000
    const answer = await ask(cloud, headersOf(counter), `/v1/pull?cursor=${cursor}&epoch=1&limit=${limit}`)
    const page = zPullAnswer.parse(answer.json())
    chunks.push(...page.chunks)
    if (!page.hasMore) return chunks
  }
}

test('what is older than a month is packed, and whoever asks does not see the difference', async () => {
  const counter = await busyCounter(30)
  const before = await pullAll(counter, 1_000)
  cloud.clock.ms += MONTH_MS
  await pushThree(counter)
  const { accountId } = counter.device
  expect(await packJournal(cloud.cloud, accountId)).toBe(30)
  expect(await packJournal(cloud.cloud, accountId)).toBe(0)
  const [count] = await askSuper<{ n: number }>(
    cloud.superUrl,
    'SELECT count(*)::int AS n FROM journal WHERE account_id = $1',
    [accountId]
  )
  expect(count).toEqual({ n: 1 })
  for (const limit of [7, 40, 1_000]) {
    const chunks = await pullAll(counter, limit)
    expect(chunks.slice(0, 30)).toEqual(before)
    expect(chunks.flatMap((chunk) => chunk.ops)).toEqual(counter.ops)
    let hash = NO_LOG_HASH
    for (const chunk of chunks)
      hash = nextLogHash(sha256, hash, { ...chunk, headHash: Buffer.from(chunk.headHash, 'hex') })
    expect(hexOf(hash)).toBe(chunks.at(-1)?.logHash)
  }
  for (const [seq, seqTo] of [
    [1, 0],
    [6, 6],
    [50, 48],
    [90, 90],
    [92, 90],
    [93, 93]
  ] as const)
    expect((await ask(cloud, headersOf(counter), `/v1/log_hash?seq=${seq}`)).json()).toMatchObject({ seqTo })
  const old = await send(cloud, headersOf(counter), '/v1/push', counter.push(2, 8))
  expect([old.statusCode, old.json().have]).toEqual([200, 93])
  const other = new TestCounter(counter.device)
  other.recordMany(8, 'other')
  expect(refusedWith(await send(cloud, headersOf(counter), '/v1/push', other.push(2, 8)))).toEqual({
    status: 409,
    error: 'fork'
  })
})

test('the jobs look at every account once a day', async () => {
  expect(await packDue(cloud.cloud)).toBeGreaterThan(0)
  expect(await packDue(cloud.cloud)).toBe(0)
})

test('the owner has all of it at any time, packed or not', async () => {
  const counter = await busyCounter(25)
  cloud.clock.ms += MONTH_MS
  await packJournal(cloud.cloud, counter.device.accountId)
  await pushThree(counter)
  const [head = '', ...lines] = (await ask(cloud, headersOf(counter), '/v1/export')).body.trim().split('\n')
  expect(JSON.parse(head)).toMatchObject({ accountId: counter.device.accountId, headSeq: 78 })
  expect(lines.flatMap((line) => zChunk.parse(JSON.parse(line)).ops)).toEqual(counter.ops)
})

test('an account is deleted after a while, with everything, and not when the owner changed his mind', async () => {
  const kept = await busyCounter(1)
  const gone = await busyCounter(1)
  for (const counter of [kept, gone]) {
    const answer = await cloud.app.inject({ method: 'DELETE', url: '/v1/account', ...headersOf(counter) })
    expect(answer.json()).toEqual({ deleteAfter: cloud.clock.ms + DELETE_DELAY_MS })
  }
  expect((await send(cloud, headersOf(kept), '/v1/account/keep', {})).json()).toEqual({ deleteAfter: null })
  expect(await deleteDue(cloud.cloud)).toBe(0)
  await pushThree(gone)
  cloud.clock.ms += DELETE_DELAY_MS
  expect(await deleteDue(cloud.cloud)).toBe(1)
  for (const { name, key } of await tablesOf(cloud.superUrl))
    if (key.includes('account_id')) {
      const rows = await askSuper(cloud.superUrl, `SELECT 1 FROM ${name} WHERE account_id = $1`, [
        gone.device.accountId
      ])
      expect(rows, name).toEqual([])
    }
  // Why, is said where a token is asked for.
  expect((await send(cloud, headersOf(gone), '/v1/push', gone.push(1, 3))).statusCode).toBe(401)
  expect((await send(cloud, headersOf(kept), '/v1/push', kept.push(1, 3))).statusCode).toBe(200)
})
