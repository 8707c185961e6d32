import { createHash, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { silentLog } from '#main/ports/log.ts'
import type { PackedCopy } from '#main/ports/snapshot-books.ts'
import { RemoteTroubleError, type SyncRemote } from '#main/ports/sync-remote.ts'
import type { SyncAccount, SyncStore } from '#main/ports/sync-store.ts'
import type { WireError } from '#shared/sync/wire.ts'
import { SNAPSHOT_PART_BYTES } from '#shared/sync/wire.ts'
import { makeDeviceKey } from './device-key.ts'
import { signIn } from './signed-in.ts'
import { SnapshotMaker } from './snapshot-maker.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const said = (error: WireError) =>
  new RemoteTroubleError({ kind: 'said', status: 409, failure: { error, message: '' } })

/** A counter with a packed copy of two parts, and a server that does as it is told. */
async function making() {
  const bytes = randomBytes(SNAPSHOT_PART_BYTES + 500)
  const file = path.join(folder, 'copy.gz')
  writeFileSync(file, bytes)
  const partHashes = [bytes.subarray(0, SNAPSHOT_PART_BYTES), bytes.subarray(SNAPSHOT_PART_BYTES)].map(hashOf)
  const copy: PackedCopy = {
    ...{ file, seq: 100, logHash: 'a'.repeat(64), schemaVersion: 4, byteCount: bytes.length },
    ...{ sha256: hashOf(bytes), partHashes }
  }
  const seen = { made: 0, used: 0, puts: [] as number[], ended: 0, newest: 0, elapsedMs: 0, isLean: false }
  const fails: { put: RemoteTroubleError[]; begin: RemoteTroubleError[] } = { put: [], begin: [] }
  const have: number[] = []
  const throwNext = (from: RemoteTroubleError[]) => {
    const next = from.shift()
    if (next) throw next
  }
  const remote = {
    challenge: async () => ({ challenge: 'c'.repeat(32), serverTime: 0 }),
    token: async () => ({ token: 't', expiresAt: 0, serverTime: 0 }),
    newestSnapshot: async () => (seen.newest === 0 ? null : { ...copy, seq: seen.newest }),
    async beginSnapshot() {
      throwNext(fails.begin)
      return { ...copy, snapshotId: 'id', haveParts: [...have] }
    },
    async putSnapshotPart(_token: string, _id: string, partNo: number, part: Uint8Array) {
      expect(hashOf(part)).toBe(partHashes[partNo])
      seen.puts.push(partNo)
      if (partNo === 1) throwNext(fails.put)
      have.push(partNo)
    },
    async endSnapshot() {
      seen.ended++
    }
  } as unknown as SyncRemote
  const kept = new Map<string, string>()
  const vault = {
    read: async (name: string) => kept.get(name) ?? null,
    write: async (name: string, value: string | null) => void kept.set(name, value ?? ''),
    isGuarded: async () => true
  }
  const key = await makeDeviceKey(vault)
  const account = { accountId: 'a', deviceNo: 1, cursorSeq: 100, state: 'on' } as Partial<SyncAccount> as SyncAccount
  const maker = new SnapshotMaker({
    store: { account: () => account } as Partial<SyncStore> as SyncStore,
    books: {
      async make() {
        seen.made++
        return copy
      },
      used: () => void seen.used++
    },
    timer: { elapsedMs: () => seen.elapsedMs },
    ...{ log: silentLog, ledger: '', folder, appVersion: 'test', everyOps: 50 },
    asks: async () => signIn({ remote, accountId: 'a', deviceNo: 1, key }),
    isLean: () => seen.isLean
  })
  return { seen, fails, maker }
}

test('a snapshot whose line broke goes on with the parts that are missing, and no second one follows', async () => {
  const { seen, fails, maker } = await making()
  fails.put.push(new RemoteTroubleError({ kind: 'silent' }))
  await maker.consider()
  expect(seen).toMatchObject({ made: 1, used: 0, puts: [0, 1], ended: 0 })
  await maker.consider()
  expect(seen.puts).toEqual([0, 1])
  seen.elapsedMs = 60_000
  await maker.consider()
  expect(seen).toMatchObject({ used: 1, puts: [0, 1, 1], ended: 1 })
  // The copy was made each time that it was asked for; a thread gives the same one again while it is of this log.
  expect(seen.made).toBe(2)
  await maker.consider()
  expect(seen.made).toBe(2)
})

test('none is made where a newer one is there, the line is dear, or too little was recorded', async () => {
  const { seen, maker } = await making()
  seen.isLean = true
  await maker.consider()
  seen.isLean = false
  seen.newest = 51
  await maker.consider()
  expect(seen.made).toBe(0)
  maker.stop()
  seen.newest = 0
  await maker.consider()
  expect(seen.made).toBe(0)
})

test.each(['quota', 'too-many', 'too-large'] as const)(
  'a server that says %s is asked again tomorrow',
  async (error) => {
    const { seen, fails, maker } = await making()
    fails.begin.push(said(error))
    await maker.consider()
    seen.elapsedMs = 23 * 3_600_000
    await maker.consider()
    expect(seen).toMatchObject({ made: 1, used: 0, ended: 0 })
    seen.elapsedMs = 25 * 3_600_000
    await maker.consider()
    expect(seen.ended).toBe(1)
  }
)

test('a copy of a log that the server has not is thrown away', async () => {
  const { seen, fails, maker } = await making()
  fails.begin.push(said('bad-chain'))
  await maker.consider()
  expect(seen).toMatchObject({ made: 1, used: 1, ended: 0 })
})
