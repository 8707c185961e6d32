import { afterAll, beforeAll, expect, test } from 'vitest'
import { NO_LOG_HASH, nextLogHash } from '#shared/sync/chain.ts'
import { type Chunk, zDonateAnswer, zPullAnswer } from '#shared/sync/wire.ts'
import { enrolDevice, makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { ask, refusedWith, send, TestCounter } from '#tests/support/cloud-counter.ts'
import { bumpEpochs } from './bump-epochs.ts'
import { sha256 } from './ed25519.ts'
import { recordAsServer } from './record-as-server.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(() => cloud.close())

/** Two counters of one shop that take turns, `rounds` times. */
async function twoCounters(rounds: number): Promise<[TestCounter, TestCounter]> {
  const device = await makeAccount(cloud.cloud)
  const counters = [
    new TestCounter(device),
    new TestCounter(await enrolDevice(cloud.cloud, device.accountId, 2))
  ] as const
  for (let round = 0; round < rounds; round++)
    for (const counter of counters) {
      counter.recordMany(3, `round ${round}`)
      await send(cloud, counter.device, '/v1/push', counter.push(counter.ops.length - 2, counter.ops.length))
      cloud.clock.ms += 1_000
    }
  return [...counters]
}

async function pullAll(counter: TestCounter, limit = 1_000): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  for (let cursor = 0; ; cursor = chunks.at(-1)?.seqTo ?? 0) {
    const url = `/v1/pull?cursor=${cursor}&epoch=${counter.epoch}&limit=${limit}`
    const page = zPullAnswer.parse((await ask(cloud, counter.device, url)).json())
    chunks.push(...page.chunks)
    if (!page.hasMore) return chunks
  }
}

/** As if the database had been restored from a backup that was made at a seq. */
async function restoreTo(accountId: string, seq: number): Promise<void> {
  await cloud.database.asKeeper(accountId, async (within) => {
    await within.deleteFrom('journal').where('account_id', '=', accountId).where('seq_to', '>', seq).execute()
    const rows = await within
      .selectFrom('journal')
      .selectAll()
      .where('account_id', '=', accountId)
      .orderBy('seq_to')
      .execute()
    const last = rows.at(-1)
    const head = { next_seq: (last?.seq_to ?? 0) + 1, log_hash: last?.log_hash ?? Buffer.from(NO_LOG_HASH) }
    await within.updateTable('account').set(head).where('account_id', '=', accountId).execute()
    for (const deviceNo of [1, 2]) {
      const newest = rows.findLast((row) => row.device_no === deviceNo)
      if (newest === undefined) throw new Error('a backup without a push of each')
      await within
        .updateTable('device')
        .set({ last_dev_seq: newest.dev_to, last_hash: newest.head_hash })
        .where('account_id', '=', accountId)
        .where('device_no', '=', deviceNo)
        .execute()
    }
  })
}

test('a counter gets all chunks in order, in pages of any size, and comes to the same log hash', async () => {
  const [one, two] = await twoCounters(4)
  for (const limit of [1, 4, 7, 1_000]) {
    const chunks = await pullAll(one, limit)
    expect(chunks.map((chunk) => chunk.seqTo)).toEqual([3, 6, 9, 12, 15, 18, 21, 24])
    expect(chunks.filter((chunk) => chunk.deviceNo === 2).flatMap((chunk) => chunk.ops)).toEqual(two.ops)
    let hash = NO_LOG_HASH
    for (const chunk of chunks) {
      hash = nextLogHash(sha256, hash, { ...chunk, headHash: Buffer.from(chunk.headHash, 'hex') })
      expect(Buffer.from(hash).toString('hex')).toBe(chunk.logHash)
    }
  }
})

test('the log hash of a seq is that of the newest chunk which ends there or before', async () => {
  const [one] = await twoCounters(2)
  const chunks = await pullAll(one)
  for (const [seq, seqTo] of [
    [0, 0],
    [2, 0],
    [3, 3],
    [8, 6],
    [500, 12]
  ] as const) {
    const answer = (await ask(cloud, one.device, `/v1/log_hash?seq=${seq}`)).json()
    const logHash = chunks.find((chunk) => chunk.seqTo === seqTo)?.logHash ?? '0'.repeat(64)
    expect(answer).toEqual({ seqTo, logHash, epoch: 1 })
  }
})

test('a cursor or an epoch that is not a number is refused', async () => {
  const { headers } = await makeAccount(cloud.cloud)
  for (const query of [
    '',
    '?cursor=-1&epoch=1',
    '?cursor=1e400&epoch=1',
    "?cursor=0'&epoch=1",
    '?cursor=0&epoch=1&x=1'
  ])
    expect(refusedWith(await ask(cloud, { headers }, `/v1/pull${query}`))).toEqual({
      status: 400,
      error: 'bad-request'
    })
})

test('an operator who restored a backup says so, and every counter learns it', async () => {
  const [one] = await twoCounters(1)
  expect(await bumpEpochs(cloud.database, [one.device.accountId])).toBe(1)
  const answer = await ask(cloud, one.device, '/v1/pull?cursor=0&epoch=1')
  expect(answer.json()).toMatchObject({ error: 'epoch', epoch: 2 })
  expect((await send(cloud, one.device, '/v1/push', one.push(1, 3))).json()).toMatchObject({ error: 'epoch', epoch: 2 })
})

test('an operator who forgot to say so is found out by a cursor above the head, once', async () => {
  const [one] = await twoCounters(2)
  await restoreTo(one.device.accountId, 6)
  const told = await Promise.all(
    [12, 12, 12].map((cursor) => ask(cloud, one.device, `/v1/pull?cursor=${cursor}&epoch=1`))
  )
  for (const answer of told) expect(answer.json()).toMatchObject({ error: 'epoch', epoch: 2 })
  one.epoch = 2
  expect((await pullAll(one)).at(-1)?.seqTo).toBe(6)
})

test('one counter rebuilds what a restored server has lost, of a counter that is dead too', async () => {
  const [one, two] = await twoCounters(4)
  const all = await pullAll(one)
  await restoreTo(one.device.accountId, 9)
  await bumpEpochs(cloud.database, [one.device.accountId])
  one.epoch = 2
  const own = await send(cloud, one.device, '/v1/push', one.push(7, 12))
  expect(own.json().have).toBe(12)
  const chunks = all.filter((chunk) => chunk.deviceNo === 2)
  const donated = await send(cloud, one.device, '/v1/donate', { epoch: 2, chunks })
  expect(zDonateAnswer.parse(donated.json()).have).toEqual({ '0': 0, '1': 12, '2': 12 })
  const again = await send(cloud, one.device, '/v1/donate', { epoch: 2, chunks })
  expect(again.json().headSeq).toBe(24)
  const rebuilt = await pullAll(one)
  expect(rebuilt.filter((chunk) => chunk.deviceNo === 2).flatMap((chunk) => chunk.ops)).toEqual(two.ops)
})

test('nobody donates what the other counter never signed', async () => {
  const [one, two] = await twoCounters(1)
  const [real] = (await pullAll(one)).filter((chunk) => chunk.deviceNo === 2)
  two.recordMany(1, 'forged')
  const { signature: _mine, ...forged } = two.push(4, 4)
  const chunk = { ...real, devFrom: 4, devTo: 4, prevHash: forged.prevHash, headHash: forged.headHash, ops: forged.ops }
  const answer = await send(cloud, one.device, '/v1/donate', { epoch: 1, chunks: [chunk] })
  expect(refusedWith(answer)).toEqual({ status: 422, error: 'bad-signature' })
})

test('what the server records by itself is a chunk like any other, and can be given back', async () => {
  const [one] = await twoCounters(1)
  const { accountId } = one.device
  const facts = [{ kind: 'payment.prove', body: { entryId: 'e', paidMinor: 5 } }] as const
  const seq = await cloud.database.withAccount(accountId, (within) =>
    recordAsServer(cloud.cloud, within, accountId, [facts[0]])
  )
  expect(seq).toBe(7)
  const chunk = (await pullAll(one)).at(-1)
  expect([chunk?.deviceNo, JSON.parse(chunk?.ops[0] ?? '').d]).toEqual([0, { entryId: 'e', paidMinor: 5 }])
  const answer = await send(cloud, one.device, '/v1/donate', { epoch: 1, chunks: [chunk] })
  expect(answer.json().headSeq).toBe(7)
})
