import { CODEC_ZSTD } from '#cloud/db/chunk-body.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { DeviceRow } from '#cloud/db/stores/account-store.ts'
import { pushText } from '#shared/sync/chain.ts'
import type { ProvedChunk } from './append-chunk.ts'
import { isSignedBy } from './ed25519.ts'
import { areKnown } from './known-ops.ts'
import { hexOf } from './prove-ops.ts'
import { WireRefusal } from './wire-refusal.ts'

/** What one retired counter may leave: a million entries, whole. */
const MOST_CHUNKS = 2_000

/** The device as it stands with what lies in the tray already. */
async function withTray(transaction: AccountTransaction, device: DeviceRow): Promise<DeviceRow> {
  const newest = await transaction
    .selectFrom('review_chunk')
    .select(['dev_to', 'head_hash'])
    .where('account_id', '=', device.account_id)
    .where('device_no', '=', device.device_no)
    .orderBy('dev_to', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (newest === undefined || newest.dev_to <= device.last_dev_seq) return device
  return { ...device, last_dev_seq: newest.dev_to, last_hash: newest.head_hash }
}

async function isInTray(transaction: AccountTransaction, device: DeviceRow, chunk: ProvedChunk): Promise<boolean> {
  const row = await transaction
    .selectFrom('review_chunk')
    .select('head_hash')
    .where('account_id', '=', device.account_id)
    .where('device_no', '=', device.device_no)
    .where('dev_to', '=', chunk.to)
    .executeTakeFirst()
  return row !== undefined && hexOf(row.head_hash) === chunk.headHash
}

async function needRoom(transaction: AccountTransaction, device: DeviceRow): Promise<void> {
  const { count } = await transaction
    .selectFrom('review_chunk')
    .select((say) => say.fn.countAll<number>().as('count'))
    .where('account_id', '=', device.account_id)
    .where('device_no', '=', device.device_no)
    .executeTakeFirstOrThrow()
  if (count >= MOST_CHUNKS) throw new WireRefusal('quota')
}

/**
 * Lays what a retired counter brings beside the books, proved as any push is, until somebody looks through it. Safe to repeat. Answers
 * the device as it stands with it.
 */
export async function layInTray(
  transaction: AccountTransaction,
  device: DeviceRow,
  chunk: ProvedChunk,
  hashes: readonly Uint8Array[]
): Promise<DeviceRow> {
  const stands = await withTray(transaction, device)
  if (await isInTray(transaction, device, chunk)) return stands
  const isOld = chunk.to <= device.last_dev_seq
  // Cut otherwise than what lies here: the counter goes on after it. Its own next chunk, or none, is what it has to send.
  if (!isOld && chunk.to < stands.last_dev_seq) {
    throw new WireRefusal('gap', { have: stands.last_dev_seq, hash: hexOf(stands.last_hash) })
  }
  if ((await areKnown(transaction, isOld ? device : stands, chunk, hashes)) === 'all') return stands
  const text = pushText(device.account_id, device.device_no, chunk.from, chunk.to, chunk.headHash)
  if (!isSignedBy(device.sign_key, text, chunk.signature)) throw new WireRefusal('bad-signature')
  await needRoom(transaction, device)
  const headHash = Buffer.from(chunk.headHash, 'hex')
  await transaction
    .insertInto('review_chunk')
    .values({
      ...{ account_id: device.account_id, device_no: device.device_no, dev_from: chunk.from, dev_to: chunk.to },
      ...{ prev_hash: Buffer.from(chunk.prevHash, 'hex'), head_hash: headHash, signature: chunk.signature },
      ...{ codec: CODEC_ZSTD, received_ms: chunk.receivedMs, op_count: chunk.ops.length, body: chunk.body }
    })
    .execute()
  return { ...stands, last_dev_seq: chunk.to, last_hash: headHash }
}
