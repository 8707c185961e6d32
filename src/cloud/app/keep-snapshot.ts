import { createHash } from 'node:crypto'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import {
  dropSnapshots,
  finishSnapshot,
  keepPart,
  partBody,
  partsOf,
  type SnapshotRow,
  snapshotOf,
  snapshotsOf
} from '#cloud/db/stores/snapshot-store.ts'
import { SNAPSHOT_PART_BYTES } from '#shared/sync/wire.ts'
import { type SnapshotView, viewOf } from './begin-snapshot.ts'
import type { Cloud } from './cloud.ts'
import { accountFor, lockCaller } from './log-head.ts'
import { noteUsage } from './note-usage.ts'
import { hexOf } from './prove-ops.ts'
import { WireRefusal } from './wire-refusal.ts'

type Caller = { readonly accountId: string; readonly deviceNo: number }
/** A part of a snapshot, by its number from 0. */
export interface PartName {
  readonly snapshotId: string
  readonly partNo: number
}

const sizeOfPart = (row: SnapshotRow, partNo: number): number =>
  Math.min(SNAPSHOT_PART_BYTES, row.byte_count - partNo * SNAPSHOT_PART_BYTES)

/** The counter's own snapshot that is not whole yet. */
async function openSnapshot(transaction: AccountTransaction, caller: Caller, snapshotId: string): Promise<SnapshotRow> {
  const row = await snapshotOf(transaction, caller.accountId, snapshotId)
  if (row === undefined || row.device_no !== caller.deviceNo) throw new WireRefusal('not-found')
  return row
}

/** Keeps a part whose bytes are those that were announced. Safe to repeat. */
export async function keepSnapshotPart(cloud: Cloud, caller: Caller, name: PartName, bytes: Buffer): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest()
  await cloud.database.withAccount(caller.accountId, async (transaction) => {
    const { account } = await lockCaller(transaction, caller, 'pull', cloud.clock.nowMs())
    const row = await openSnapshot(transaction, caller, name.snapshotId)
    const announced = row.part_hashes.subarray(name.partNo * 32, name.partNo * 32 + 32)
    if (announced.length !== 32) throw new WireRefusal('not-found')
    if (bytes.length !== sizeOfPart(row, name.partNo) || !announced.equals(sha256)) throw new WireRefusal('bad-chain')
    if (row.state === 'done') return
    if (await keepPart(transaction, row, { no: name.partNo, bytes }))
      await noteUsage(cloud, transaction, account, bytes.length)
  })
}

/**
 * Ends a snapshot: all of it is read again and has to be what was announced; then the ones before it go. Safe to repeat. While parts
 * are missing it is refused with `gap`.
 */
export async function endSnapshot(cloud: Cloud, caller: Caller, snapshotId: string): Promise<void> {
  const whole = createHash('sha256')
  const seen = await cloud.database.withAccount(caller.accountId, async (transaction) => {
    await accountFor(transaction, caller, cloud.clock.nowMs())
    const row = await openSnapshot(transaction, caller, snapshotId)
    return { row, parts: await partsOf(transaction, row) }
  })
  if (seen.row.state === 'done') return
  if (seen.parts.length !== seen.row.part_hashes.length / 32) throw new WireRefusal('gap', { have: seen.parts.length })
  // One part at a time, in transactions of their own: no lock is held while a gigabyte is read.
  for (const { part_no } of seen.parts)
    whole.update(
      await cloud.database.withAccount(caller.accountId, async (transaction) => {
        const body = await partBody(transaction, seen.row, part_no)
        if (body === undefined) throw new WireRefusal('gap')
        return body
      })
    )
  if (whole.digest('hex') !== hexOf(seen.row.sha256)) throw new WireRefusal('bad-chain')
  await cloud.database.withAccount(caller.accountId, async (transaction) => {
    const { account } = await lockCaller(transaction, caller, 'pull', cloud.clock.nowMs())
    const row = await openSnapshot(transaction, caller, snapshotId)
    await finishSnapshot(transaction, row)
    const older = (await snapshotsOf(transaction, caller.accountId)).filter(
      (one) => one.state === 'done' && one.snapshot_id !== snapshotId && one.seq <= row.seq
    )
    await noteUsage(cloud, transaction, account, -(await dropSnapshots(transaction, older)))
  })
}

/** The newest whole snapshot, or a refusal with `not-found`. */
export function newestSnapshot(cloud: Cloud, caller: Caller): Promise<SnapshotView> {
  return cloud.database.withAccount(caller.accountId, async (transaction) => {
    await accountFor(transaction, caller, cloud.clock.nowMs())
    const done = (await snapshotsOf(transaction, caller.accountId)).filter((row) => row.state === 'done')
    const [newest] = done.toSorted((one, other) => other.seq - one.seq)
    if (newest === undefined) throw new WireRefusal('not-found')
    return viewOf(transaction, newest)
  })
}

/** The bytes of a part of a whole snapshot. */
export function snapshotPart(cloud: Cloud, caller: Caller, { snapshotId, partNo }: PartName): Promise<Buffer> {
  return cloud.database.withAccount(caller.accountId, async (transaction) => {
    await accountFor(transaction, caller, cloud.clock.nowMs())
    const row = await snapshotOf(transaction, caller.accountId, snapshotId)
    const body = row?.state === 'done' ? await partBody(transaction, row, partNo) : undefined
    if (body === undefined) throw new WireRefusal('not-found')
    return body
  })
}
