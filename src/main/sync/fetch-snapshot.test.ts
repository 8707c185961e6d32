import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type DeviceView, RemoteTroubleError, type SnapshotView, type SyncRemote } from '#main/ports/sync-remote.ts'
import { snapshotText } from '#shared/sync/chain.ts'
import { SNAPSHOT_PART_BYTES } from '#shared/sync/wire.ts'
import { type DeviceKey, makeDeviceKey } from './device-key.ts'
import { fetchSnapshot } from './fetch-snapshot.ts'
import { signIn } from './signed-in.ts'

const ACCOUNT = '6f9f7c3e-3f4c-4a3b-9a53-0d8a31c7f0aa'
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

let folder = ''
let key: DeviceKey
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-test-'))
  const kept = new Map<string, string>()
  key = await makeDeviceKey({
    read: async (name) => kept.get(name) ?? null,
    write: async (name, value) => void kept.set(name, value ?? ''),
    isGuarded: async () => true
  })
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A server that has one snapshot, and whose line breaks at the parts that are named. */
function serverWith(bytes: Buffer, breaksAt: number[], change: Partial<SnapshotView> = {}) {
  const asked: number[] = []
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += SNAPSHOT_PART_BYTES)
    parts.push(bytes.subarray(at, at + SNAPSHOT_PART_BYTES))
  const said = { seq: 9, logHash: 'a'.repeat(64), schemaVersion: 4, byteCount: bytes.length, sha256: hashOf(bytes) }
  const view: SnapshotView = {
    ...{ ...said, partHashes: parts.map(hashOf), appVersion: 'test', snapshotId: crypto.randomUUID(), deviceNo: 1 },
    ...{ signature: key.sign(snapshotText(ACCOUNT, 1, said)), haveParts: parts.map((_, no) => no), ...change }
  }
  const device: DeviceView = {
    ...{ deviceNo: 1, counterName: '', counterCode: 'KM', deviceKey: key.publicKey, state: 'active', lastSeenAt: null },
    ...{ have: 9, pulledSeq: 9, appVersion: 'test' }
  }
  const remote = {
    challenge: async () => ({ challenge: 'c'.repeat(32), serverTime: 0 }),
    token: async () => ({ token: 't', expiresAt: 0, serverTime: 0 }),
    newestSnapshot: async () => view,
    devices: async () => [device],
    logHash: async () => ({ seqTo: 9, logHash: 'a'.repeat(64), epoch: 1 }),
    snapshotPart: async (_token: string, _id: string, partNo: number) => {
      asked.push(partNo)
      if (breaksAt[0] === partNo) {
        breaksAt.shift()
        throw new RemoteTroubleError({ kind: 'silent' })
      }
      return parts[partNo] ?? Buffer.alloc(0)
    }
  } as Partial<SyncRemote> as SyncRemote
  return { asked, view, device, server: signIn({ remote, accountId: ACCOUNT, deviceNo: 2, key }) }
}

const fetching = ({ server }: ReturnType<typeof serverWith>, told: (done: number) => void = () => {}) =>
  fetchSnapshot({
    ...{ server, accountId: ACCOUNT, shopId: 'shop', serverKey: 'A'.repeat(43), schemaVersion: 4, folder },
    told: ({ done }) => told(done),
    isStopped: () => false
  })

const bytes = randomBytes(SNAPSHOT_PART_BYTES * 2 + 1_000)

test('a snapshot goes on at the part where the line broke, and a part that a power cut spoilt is had anew', async () => {
  const from = serverWith(bytes, [1, 2])
  const done: number[] = []
  await expect(fetching(from, (now) => done.push(now))).rejects.toBeInstanceOf(RemoteTroubleError)
  await expect(fetching(from)).rejects.toBeInstanceOf(RemoteTroubleError)
  expect(done).toEqual([0, SNAPSHOT_PART_BYTES])
  expect(from.asked).toEqual([0, 1, 1, 2])
  writeFileSync(path.join(folder, from.view.sha256, '0.part'), 'half a part')
  const fetched = await fetching(from)
  expect(from.asked).toEqual([0, 1, 1, 2, 0, 2])
  expect(fetched?.parts).toHaveLength(3)
  expect(fetched?.proof).toMatchObject({ seq: 9, sha256: hashOf(bytes), byteCount: bytes.length })
})

test('parts of another snapshot are thrown away', async () => {
  await fetching(serverWith(bytes.subarray(0, 900), []))
  await fetching(serverWith(bytes.subarray(0, 901), []))
  expect(readdirSync(folder)).toEqual([hashOf(bytes.subarray(0, 901))])
})

test.each([
  ['sync/snapshot-newer', { schemaVersion: 5 }],
  ['sync/snapshot-damaged', { signature: 'A'.repeat(86) }],
  ['sync/snapshot-damaged', { deviceNo: 3 }],
  ['sync/snapshot-damaged', { partHashes: ['b'.repeat(64), 'b'.repeat(64)] }],
  ['sync/snapshot-damaged', { seq: 8 }],
  ['sync/snapshot-damaged', { partHashes: ['b'.repeat(64)] }]
])('it fails with %s for %j', async (code, change) => {
  await expect(fetching(serverWith(bytes.subarray(0, 900), [], change))).rejects.toMatchObject({ failure: { code } })
})
