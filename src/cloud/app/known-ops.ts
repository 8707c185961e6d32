import { unpackOps } from '#cloud/db/chunk-body.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { DeviceRow } from '#cloud/db/stores/account-store.ts'
import { rowWithOp } from '#cloud/db/stores/journal-store.ts'
import { chainOf } from '#shared/sync/chain.ts'
import { sha256 } from './ed25519.ts'
import { type ClaimedOps, hexOf } from './prove-ops.ts'
import { WireRefusal } from './wire-refusal.ts'

/** The hash of this device's chain after its op `n`, as it stands here. */
async function hashAt(transaction: AccountTransaction, device: DeviceRow, n: number): Promise<string> {
  if (n === device.last_dev_seq) return device.last_hash.toString('hex')
  const row = await rowWithOp(transaction, device.account_id, device.device_no, n)
  // It lies in the tray, and not by itself: the counter sends what comes after `have`.
  if (row === undefined) throw new WireRefusal('gap', { have: device.last_dev_seq, hash: hexOf(device.last_hash) })
  if (row.dev_to === n) return row.head_hash.toString('hex')
  return hexOf(chainOf(sha256, row.prev_hash, await unpackOps(row.body))[n - row.dev_from])
}

/**
 * Whether these ops are here already: 'all', or 'none' where they go on right after the newest. Throws `gap` where some are missing
 * between, or where only some are known, so that the counter sends again what comes after `have`; `fork` where they are others than
 * those that were taken under the same numbers. It is never known by the numbers alone: a counter that was restored from an old file
 * would have its new bills answered with yes, and lost.
 */
export async function areKnown(
  transaction: AccountTransaction,
  device: DeviceRow,
  claimed: ClaimedOps,
  hashes: readonly Uint8Array[]
): Promise<'all' | 'none'> {
  const have = device.last_dev_seq
  const stands = { have, hash: device.last_hash.toString('hex') }
  if (claimed.from > have + 1) throw new WireRefusal('gap', stands)
  if (claimed.from === have + 1) {
    if (claimed.prevHash !== stands.hash) throw new WireRefusal('fork', stands)
    return 'none'
  }
  const at = Math.min(claimed.to, have)
  if ((await hashAt(transaction, device, at)) !== hexOf(hashes[at - claimed.from]))
    throw new WireRefusal('fork', stands)
  // The signature is over all of them: a part of them could be proved to nobody.
  if (claimed.to > have) throw new WireRefusal('gap', stands)
  return 'all'
}
