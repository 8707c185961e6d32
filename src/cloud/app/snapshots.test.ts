import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { snapshotText } from '#shared/sync/chain.ts'
import { MOST_SNAPSHOT_BYTES, SNAPSHOT_PART_BYTES, zSnapshotView } from '#shared/sync/wire.ts'
import { enrolDevice, makeAccount, openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { ask, refusedWith, send, TestCounter } from '#tests/support/cloud-counter.ts'
import { privateKeyOf, signText } from './ed25519.ts'

let cloud: TestCloud
beforeAll(async () => {
  cloud = await openTestCloud({ settings: { quotaBytes: 40_000_000 } })
})
afterAll(() => cloud.close())

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** A counter with three ops in the cloud, and a snapshot of them as it would announce it. */
async function counterWithSnapshot(byteCount = SNAPSHOT_PART_BYTES * 2 + 1_000) {
  const counter = new TestCounter(await makeAccount(cloud.cloud))
  counter.recordMany(3)
  const pushed = await send(cloud, counter.device, '/v1/push', counter.push(1, 3))
  return { counter, ...announced(counter, byteCount, pushed.json()) }
}

function announced(counter: TestCounter, byteCount: number, head: { headSeq: number; headLogHash: string }) {
  const { accountId, deviceNo, keys } = counter.device
  const bytes = randomBytes(byteCount)
  const parts = Array.from({ length: Math.ceil(byteCount / SNAPSHOT_PART_BYTES) }, (_, no) =>
    bytes.subarray(no * SNAPSHOT_PART_BYTES, (no + 1) * SNAPSHOT_PART_BYTES)
  )
  const said = { seq: head.headSeq, logHash: head.headLogHash, schemaVersion: 4, byteCount, sha256: sha256(bytes) }
  const signature = signText(snapshotText(accountId, deviceNo, said), privateKeyOf(keys))
  return { parts, start: { ...said, appVersion: '0.1.0', partHashes: parts.map(sha256), signature } }
}

const begin = (counter: TestCounter, start: unknown) => send(cloud, counter.device, '/v1/snapshots', start)
const put = (counter: TestCounter, snapshotId: string, no: number, bytes: Uint8Array) =>
  cloud.app.inject({
    method: 'PUT',
    url: `/v1/snapshots/${snapshotId}/parts/${no}`,
    headers: { ...counter.device.headers, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(bytes)
  })
const done = (counter: TestCounter, snapshotId: string) =>
  send(cloud, counter.device, `/v1/snapshots/${snapshotId}/done`, {})

async function uploaded({ counter, start, parts }: Awaited<ReturnType<typeof counterWithSnapshot>>): Promise<string> {
  const { snapshotId } = zSnapshotView.parse((await begin(counter, start)).json())
  for (const [no, part] of parts.entries()) expect((await put(counter, snapshotId, no, part)).statusCode).toBe(200)
  expect((await done(counter, snapshotId)).statusCode).toBe(200)
  return snapshotId
}

test('a snapshot goes up in parts, goes on where it was cut, and comes down the same on another counter', async () => {
  const { counter, start, parts } = await counterWithSnapshot()
  const { snapshotId } = zSnapshotView.parse((await begin(counter, start)).json())
  expect(refusedWith(await ask(cloud, counter.device, '/v1/snapshots/newest'))).toEqual({
    status: 404,
    error: 'not-found'
  })
  await put(counter, snapshotId, 2, parts[2] ?? Buffer.alloc(0))
  expect(refusedWith(await done(counter, snapshotId))).toEqual({ status: 409, error: 'gap' })
  const again = zSnapshotView.parse((await begin(counter, start)).json())
  expect(again).toMatchObject({ snapshotId, haveParts: [2] })
  for (const no of [0, 1, 1])
    expect((await put(counter, snapshotId, no, parts[no] ?? Buffer.alloc(0))).statusCode).toBe(200)
  for (let each = 0; each < 2; each++) expect((await done(counter, snapshotId)).statusCode).toBe(200)
  const other = await enrolDevice(cloud.cloud, counter.device.accountId, 2)
  const newest = zSnapshotView.parse((await ask(cloud, other, '/v1/snapshots/newest')).json())
  expect(newest).toMatchObject({ ...start, snapshotId, deviceNo: 1, haveParts: [0, 1, 2] })
  for (const [no, part] of parts.entries()) {
    const answer = await ask(cloud, other, `/v1/snapshots/${snapshotId}/parts/${no}`)
    expect(answer.headers['content-type']).toContain('application/octet-stream')
    expect(answer.rawPayload.equals(part)).toBe(true)
  }
})

test('a part that is not what was announced is refused', async () => {
  const { counter, start, parts } = await counterWithSnapshot()
  const { snapshotId } = zSnapshotView.parse((await begin(counter, start)).json())
  const [first = Buffer.alloc(0)] = parts
  const flipped = Buffer.from(first)
  flipped[5] = (flipped[5] ?? 0) ^ 1
  expect(refusedWith(await put(counter, snapshotId, 0, flipped))).toEqual({ status: 422, error: 'bad-chain' })
  expect(refusedWith(await put(counter, snapshotId, 0, first.subarray(1)))).toEqual({ status: 422, error: 'bad-chain' })
  expect(refusedWith(await put(counter, snapshotId, 9, first))).toEqual({ status: 404, error: 'not-found' })
  const large = Buffer.alloc(SNAPSHOT_PART_BYTES + 1)
  expect(refusedWith(await put(counter, snapshotId, 0, large))).toEqual({ status: 413, error: 'too-large' })
})

test('only a snapshot of this very log, signed by its counter, is begun', async () => {
  const { counter, start } = await counterWithSnapshot(1_000)
  for (const [change, error] of [
    [{ logHash: '0'.repeat(64) }, 'bad-signature'],
    [{ signature: 'A'.repeat(86) }, 'bad-signature'],
    [{ partHashes: [] }, 'bad-request'],
    [{ partHashes: [start.sha256, start.sha256] }, 'bad-request']
  ] as const)
    expect((await begin(counter, { ...start, ...change })).json().error).toBe(error)
  const elsewhere = announced(counter, 1_000, { headSeq: 2, headLogHash: start.logHash })
  expect((await begin(counter, elsewhere.start)).json().error).toBe('bad-chain')
})

test('a newer snapshot takes the place of the one before, and its bytes', async () => {
  const first = await counterWithSnapshot(2_000_000)
  await uploaded(first)
  const { counter } = first
  counter.recordMany(1)
  const head = (await send(cloud, counter.device, '/v1/push', counter.push(4, 4))).json()
  const second = { counter, ...announced(counter, 3_000_000, head) }
  const snapshotId = await uploaded(second)
  expect((await ask(cloud, counter.device, '/v1/snapshots/newest')).json().snapshotId).toBe(snapshotId)
  const { bytes_used } = await cloud.database.withAccount(counter.device.accountId, (within) =>
    within.selectFrom('account').select('bytes_used').executeTakeFirstOrThrow()
  )
  expect(bytes_used).toBeGreaterThan(3_000_000)
  expect(bytes_used).toBeLessThan(3_010_000)
})

test('four a day are enough', async () => {
  const first = await counterWithSnapshot(1_000)
  const { counter, start } = first
  const head = { headSeq: start.seq, headLogHash: start.logHash }
  for (let each = 0; each < 4; each++) await begin(counter, announced(counter, 1_000, head).start)
  expect(refusedWith(await begin(counter, announced(counter, 1_000, head).start))).toEqual({
    status: 429,
    error: 'too-many'
  })
})

test('no snapshot is larger than any book, nor than twice what the shop may store', async () => {
  const { counter, start } = await counterWithSnapshot(1_000)
  const ofSize = (byteCount: number) => {
    const partHashes = Array.from({ length: Math.ceil(byteCount / SNAPSHOT_PART_BYTES) }, () => start.sha256)
    const said = { ...start, byteCount, partHashes }
    const { accountId, deviceNo, keys } = counter.device
    return { ...said, signature: signText(snapshotText(accountId, deviceNo, said), privateKeyOf(keys)) }
  }
  const refusal = async (byteCount: number) => refusedWith(await begin(counter, ofSize(byteCount)))
  expect(await refusal(MOST_SNAPSHOT_BYTES + 1)).toEqual({ status: 413, error: 'too-large' })
  expect((await refusal(79_999_000)).error).toBe(undefined)
  // What was announced counts before it is here.
  const second = { ...ofSize(2_000), sha256: sha256(Buffer.from('another')) }
  const signed = {
    ...second,
    signature: signText(
      snapshotText(counter.device.accountId, counter.device.deviceNo, second),
      privateKeyOf(counter.device.keys)
    )
  }
  expect(refusedWith(await begin(counter, signed)).error).toBe('quota')
})
