import type { z } from 'zod'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { AccountRow, DeviceRow } from '#cloud/db/stores/account-store.ts'
import { rowEndingBy } from '#cloud/db/stores/journal-store.ts'
import {
  dropSnapshots,
  insertSnapshot,
  partsOf,
  type SnapshotRow,
  snapshotsOf
} from '#cloud/db/stores/snapshot-store.ts'
import { snapshotText } from '#shared/sync/chain.ts'
import { MOST_SNAPSHOT_BYTES, SNAPSHOT_PART_BYTES, type zSnapshotStart, type zSnapshotView } from '#shared/sync/wire.ts'
import type { Cloud } from './cloud.ts'
import { isSignedBy } from './ed25519.ts'
import { lockCaller } from './log-head.ts'
import { noteUsage, usageOf } from './note-usage.ts'
import { hexOf } from './prove-ops.ts'
import { mayStore, type Usage } from './quota.ts'
import { WireRefusal } from './wire-refusal.ts'

export type SnapshotView = z.output<typeof zSnapshotView>
type Asked = z.output<typeof zSnapshotStart>

const DAY_MS = 86_400_000
const MOST_A_DAY = 4

/** A snapshot as counters see it. Parts are numbered from 0. */
export async function viewOf(transaction: AccountTransaction, row: SnapshotRow): Promise<SnapshotView> {
  const partHashes = row.part_hashes.toString('hex').match(/.{64}/g) ?? []
  return {
    ...{ seq: row.seq, logHash: hexOf(row.log_hash), schemaVersion: row.schema_version, appVersion: row.app_version },
    ...{ byteCount: row.byte_count, sha256: hexOf(row.sha256), partHashes, signature: row.signature },
    ...{ snapshotId: row.snapshot_id, deviceNo: row.device_no },
    haveParts: (await partsOf(transaction, row)).map((part) => part.part_no)
  }
}

/** It has to be of this log, signed by its device, and have as many parts as its size makes. */
async function checkSnapshot(
  transaction: AccountTransaction,
  { account, device }: { readonly account: AccountRow; readonly device: DeviceRow },
  asked: Asked
): Promise<void> {
  if (asked.byteCount > MOST_SNAPSHOT_BYTES) throw new WireRefusal('too-large')
  if (asked.partHashes.length !== Math.ceil(asked.byteCount / SNAPSHOT_PART_BYTES)) throw new WireRefusal('bad-request')
  const text = snapshotText(account.account_id, device.device_no, asked)
  if (!isSignedBy(device.sign_key, text, asked.signature)) throw new WireRefusal('bad-signature')
  const at = await rowEndingBy(transaction, account.account_id, asked.seq)
  if (asked.seq === 0 || at?.seq_to !== asked.seq || hexOf(at.log_hash) !== asked.logHash)
    throw new WireRefusal('bad-chain')
}

/**
 * Whether there is room for all that is announced: what is stored and what of open snapshots is still to come may be twice the quota, and
 * not for one moment more. The thirty days over the quota are for entries, which nobody can send in one go.
 */
function hasRoom(
  { bytesUsed, quotaBytes }: Usage,
  all: readonly SnapshotRow[],
  stale: readonly SnapshotRow[],
  asked: Asked
): boolean {
  const open = all.filter((row) => row.state === 'open' && !stale.includes(row))
  const announced = open.reduce((sum, row) => sum + row.byte_count, asked.byteCount)
  return bytesUsed + announced <= 2 * quotaBytes
}

/**
 * Begins a snapshot, or goes on with the one that this counter began: `haveParts` says which parts are here. What was begun a day ago
 * and never ended is thrown away.
 */
export function beginSnapshot(
  cloud: Cloud,
  caller: { readonly accountId: string; readonly deviceNo: number },
  asked: Asked
): Promise<SnapshotView> {
  const { accountId } = caller
  return cloud.database.withAccount(accountId, async (transaction) => {
    const nowMs = cloud.clock.nowMs()
    const stands = await lockCaller(transaction, caller, 'pull', nowMs)
    await checkSnapshot(transaction, stands, asked)
    const all = await snapshotsOf(transaction, accountId)
    const same = all.find((row) => row.device_no === caller.deviceNo && hexOf(row.sha256) === asked.sha256)
    if (same !== undefined) return viewOf(transaction, same)
    const today = all.filter((row) => row.begun_at.getTime() > nowMs - DAY_MS)
    if (today.length >= MOST_A_DAY) throw new WireRefusal('too-many', { retryAfterSeconds: DAY_MS / 1000 })
    const stale = all.filter((row) => row.state === 'open' && !today.includes(row))
    const freed = await dropSnapshots(transaction, stale)
    const account = await noteUsage(cloud, transaction, stands.account, -freed)
    if (!mayStore('snapshot', usageOf(cloud, account), nowMs) || !hasRoom(usageOf(cloud, account), all, stale, asked))
      throw new WireRefusal('quota')
    const row: SnapshotRow = {
      ...{ account_id: accountId, snapshot_id: cloud.randomness.newId(), device_no: caller.deviceNo, seq: asked.seq },
      ...{ log_hash: Buffer.from(asked.logHash, 'hex'), schema_version: asked.schemaVersion, state: 'open' },
      ...{ app_version: asked.appVersion, byte_count: asked.byteCount, sha256: Buffer.from(asked.sha256, 'hex') },
      part_hashes: Buffer.from(asked.partHashes.join(''), 'hex'),
      ...{ signature: asked.signature, begun_at: new Date(nowMs) }
    }
    await insertSnapshot(transaction, row)
    return viewOf(transaction, row)
  })
}
