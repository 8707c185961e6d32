import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newKeyTexts, privateKeyOf, signText } from '#cloud/app/ed25519.ts'
import { RemoteTroubleError, type SyncRemote } from '#main/ports/sync-remote.ts'
import { httpRemote } from '#main/sync/http-remote.ts'
import { enrolText, snapshotText, tokenText } from '#shared/sync/chain.ts'
import { SNAPSHOT_PART_BYTES } from '#shared/sync/wire.ts'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { TestCounter } from '#tests/support/cloud-counter.ts'

// The counter's own remote against the real server over a socket: both sides of the protocol, with nothing between that was made for tests.
let cloud: TestCloud
let remote: SyncRemote
beforeAll(async () => {
  cloud = await openTestCloud()
  remote = httpRemote(await cloud.app.listen({ host: '127.0.0.1', port: 0 }))
})
afterAll(() => cloud.close())

type Keys = ReturnType<typeof newKeyTexts>
const sign = (keys: Keys, text: string): string => signText(text, privateKeyOf(keys))

async function tokenOf(accountId: string, deviceNo: number, keys: Keys): Promise<string> {
  cloud.clock.ms += 1_000
  const { challenge } = await remote.challenge(accountId, deviceNo)
  const signature = sign(keys, tokenText(accountId, deviceNo, challenge))
  return (await remote.token({ accountId, deviceNo, challenge, signature })).token
}

/** A counter that is in, by what founding or pairing answered. */
function counterOf(keys: Keys, token: string, enrolled: { accountId: string; deviceNo: number; counterCode: string }) {
  const counter = new TestCounter({ ...enrolled, keys, token, headers: { authorization: `Bearer ${token}` } })
  return { counter, token, ...enrolled }
}

async function found() {
  const keys = newKeyTexts()
  const enrolled = await remote.found({
    ...{ shopName: 'Sharma Traders', counterName: 'Front', counterCode: 'KA', deviceKey: keys.publicKey, owner: '' },
    ...{ appVersion: '0.1.0', signature: sign(keys, enrolText('found', keys.publicKey, 'KA')) }
  })
  return counterOf(keys, await tokenOf(enrolled.accountId, enrolled.deviceNo, keys), enrolled)
}

async function pairWith(first: Awaited<ReturnType<typeof found>>) {
  const keys = newKeyTexts()
  const started = await remote.pairStart({
    ...{ deviceKey: keys.publicKey, counterName: 'Back', wantedCode: 'KA', appVersion: '0.1.0' },
    signature: sign(keys, enrolText('pair', keys.publicKey, 'KA'))
  })
  const seen = await remote.pairLook(first.token, started.code)
  await remote.pairApprove(first.token, { pairId: seen.pairId, deviceKey: seen.deviceKey })
  const { enrolled } = await remote.pairState(started.pairId)
  if (enrolled === null) throw new Error('not let in')
  return counterOf(keys, await tokenOf(enrolled.accountId, enrolled.deviceNo, keys), enrolled)
}

test('a counter founds, sells and snapshots; another is let in, restores, and both end with the same log', async () => {
  expect((await remote.info()).wireVersion).toBe(1)
  const first = await found()
  first.counter.recordMany(40, 'first')
  const pushed = await remote.push(first.token, first.counter.push(1, 40))
  expect(pushed).toMatchObject({ have: 40, headSeq: 40 })

  const bytes = randomBytes(SNAPSHOT_PART_BYTES + 10)
  const parts = [bytes.subarray(0, SNAPSHOT_PART_BYTES), bytes.subarray(SNAPSHOT_PART_BYTES)]
  const hashOf = (part: Uint8Array) => createHash('sha256').update(part).digest('hex')
  const said = {
    seq: 40,
    logHash: pushed.headLogHash,
    schemaVersion: 4,
    byteCount: bytes.length,
    sha256: hashOf(bytes)
  }
  const begun = await remote.beginSnapshot(first.token, {
    ...{ ...said, appVersion: '0.1.0', partHashes: parts.map(hashOf) },
    signature: sign(first.counter.device.keys, snapshotText(first.accountId, first.deviceNo, said))
  })
  for (const [no, part] of parts.entries()) await remote.putSnapshotPart(first.token, begun.snapshotId, no, part)
  expect(await remote.newestSnapshot(first.token)).toBe(null)
  await remote.endSnapshot(first.token, begun.snapshotId)

  const second = await pairWith(first)
  expect(second.counterCode).not.toBe(first.counterCode)
  const newest = await remote.newestSnapshot(second.token)
  const got = []
  for (const no of newest?.haveParts ?? []) got.push(await remote.snapshotPart(second.token, begun.snapshotId, no))
  expect(Buffer.concat(got).equals(bytes)).toBe(true)

  second.counter.recordMany(5, 'second')
  second.counter.cursor = 40
  const joined = await remote.push(second.token, second.counter.push(1, 5))
  expect(joined.chunks.map(({ deviceNo, seqTo }) => [deviceNo, seqTo])).toEqual([[second.deviceNo, 45]])
  const pulled = await remote.pull(first.token, 0, 1, 1_000)
  expect(pulled).toMatchObject({ headSeq: 45, headLogHash: joined.headLogHash, hasMore: false })
  expect(pulled.chunks.flatMap((chunk) => chunk.ops)).toEqual([...first.counter.ops, ...second.counter.ops])
  expect(await remote.logHash(second.token, 44)).toMatchObject({ seqTo: 40, logHash: pushed.headLogHash })
  expect((await remote.donate(second.token, { epoch: 1, chunks: pulled.chunks })).have).toMatchObject({ 1: 40, 2: 5 })
  expect((await remote.devices(first.token)).map(({ have, pulledSeq }) => [have, pulledSeq])).toEqual([
    [40, 0],
    [5, 40]
  ])
})

test('who did what is read page by page, and how much the shop keeps', async () => {
  const first = await found()
  await pairWith(first)
  const page = await remote.audit(first.token, null)
  expect(page.hasMore).toBe(false)
  expect(page.lines.map(({ event }) => event).sort()).toEqual(expect.arrayContaining(['account.found', 'device.enrol']))
  const [newest] = page.lines
  if (newest === undefined) throw new Error('no line')
  expect((await remote.audit(first.token, newest)).lines).toEqual(page.lines.slice(1))
  expect(await remote.usage(first.token)).toMatchObject({ state: 'within', graceEndsAt: null })
})

test('what the server refuses reaches the counter as what it is', async () => {
  const { counter, token, deviceNo } = await found()
  counter.recordMany(3)
  const trouble = async (work: Promise<unknown>) => {
    const error = await work.then(
      () => null,
      (reason: unknown) => reason
    )
    return error instanceof RemoteTroubleError ? error.trouble : error
  }
  expect(await trouble(remote.push(token, counter.push(2, 3)))).toMatchObject({
    kind: 'said',
    failure: { error: 'gap', have: 0 }
  })
  await remote.push(token, counter.push(1, 3))
  const restored = new TestCounter(counter.device)
  restored.recordMany(4, 'other')
  expect(await trouble(remote.push(token, restored.push(1, 4)))).toMatchObject({
    kind: 'said',
    failure: { error: 'fork', have: 3 }
  })
  expect(await trouble(remote.pull(token, 99, 1, 10))).toMatchObject({
    kind: 'said',
    failure: { error: 'epoch', epoch: 2 }
  })
  expect(await trouble(remote.pull('nonsense', 0, 2, 10))).toMatchObject({
    kind: 'said',
    failure: { error: 'unauthorised' }
  })
  await cloud.database.withAccount(counter.device.accountId, (within) =>
    within.updateTable('device').set({ state: 'lost' }).where('device_no', '=', deviceNo).execute()
  )
  expect(await trouble(remote.pull(token, 0, 2, 10))).toMatchObject({
    kind: 'said',
    failure: { error: 'device-revoked' }
  })
})
