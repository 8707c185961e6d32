import type { JournalRow } from '#cloud/db/account-schema.ts'
import { packOps } from '#cloud/db/chunk-body.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import type { DeviceRow } from '#cloud/db/stores/account-store.ts'
import { chunkOf, chunkWith, rowsAfter } from '#cloud/db/stores/journal-store.ts'
import { pushText } from '#shared/sync/chain.ts'
import type { Push, PushAnswer } from '#shared/sync/wire.ts'
import { type Appended, appendChunk } from './append-chunk.ts'
import type { Cloud } from './cloud.ts'
import { isSignedBy } from './ed25519.ts'
import { areKnown } from './known-ops.ts'
import { layInTray } from './lay-in-tray.ts'
import { epochTrouble, headOf, lockCaller, receiptOf } from './log-head.ts'
import { proveOps } from './prove-ops.ts'
import { WireRefusal } from './wire-refusal.ts'

/** What a push brings of the others' ops; whoever is further behind pulls. */
const PIGGY_BACK = { mostOps: 500, mostBytes: 1_048_576 }
async function noteSeen(transaction: AccountTransaction, device: DeviceRow, cursor: number, nowMs: number) {
  await transaction
    .updateTable('device')
    .set({ pulled_seq: cursor, last_seen_at: new Date(nowMs) })
    .where('account_id', '=', device.account_id)
    .where('device_no', '=', device.device_no)
    .execute()
}

/**
 * Takes a device's newest ops. Safe to repeat for ever: what is here already is answered as taken, by its hash. Only what is malformed,
 * forged, forked or from somebody who was shut out is refused; what an op says about the shop, or how much it keeps, is never a reason.
 * What a retired counter brings goes into the tray, and it learns nothing more of the others.
 */
export async function pushOps(
  cloud: Cloud,
  caller: { readonly accountId: string; readonly deviceNo: number },
  push: Push
): Promise<PushAnswer> {
  if (push.deviceNo !== caller.deviceNo) throw new WireRefusal('not-found')
  // All that costs something is done before the account's row is locked.
  const hashes = proveOps(push)
  const packed = await packOps(push.ops)
  const receivedMs = cloud.clock.nowMs()
  const done = await cloud.database.withAccount(caller.accountId, async (transaction) => {
    const { isRetired, ...stands } = await lockCaller(transaction, caller, 'push', receivedMs)
    const trouble = await epochTrouble(transaction, stands.account, push)
    if (trouble !== null) return { epoch: trouble }
    if (isRetired) {
      const device = await layInTray(transaction, stands.device, { ...push, ...packed, receivedMs }, hashes)
      return { after: { ...stands, device }, rows: [] }
    }
    if ((await areKnown(transaction, stands.device, push, hashes)) === 'all') {
      await noteSeen(transaction, stands.device, push.cursor, receivedMs)
      return { after: stands, rows: await othersAfter(transaction, stands, push.cursor) }
    }
    const after = await take(cloud, transaction, stands, { ...push, ...packed, receivedMs })
    // Nobody recorded anything since: what there is to tell is what was just written.
    if (push.cursor === after.row.seq_from - 1) return { after, rows: [], own: after.row }
    return { after, rows: await othersAfter(transaction, after, push.cursor) }
  })
  if ('epoch' in done) throw new WireRefusal('epoch', { epoch: done.epoch })
  cloud.figures.add('counterbook_pushed_ops_total', {}, push.ops.length)
  return {
    ...headOf(cloud, done.after.account),
    have: done.after.device.last_dev_seq,
    receipt: receiptOf(cloud, done.after.account),
    chunks: done.own === undefined ? await Promise.all(done.rows.map(chunkOf)) : [chunkWith(done.own, push.ops)]
  }
}

const othersAfter = (transaction: AccountTransaction, { account }: Appended, cursor: number): Promise<JournalRow[]> =>
  rowsAfter(transaction, account.account_id, { cursor, headSeq: account.next_seq - 1 }, PIGGY_BACK)

function take(
  cloud: Cloud,
  transaction: AccountTransaction,
  stands: Appended,
  push: Push & { readonly body: Buffer; readonly rawBytes: number; readonly receivedMs: number }
): Promise<Appended & { readonly row: JournalRow }> {
  const text = pushText(stands.account.account_id, push.deviceNo, push.from, push.to, push.headHash)
  if (!isSignedBy(stands.device.sign_key, text, push.signature)) throw new WireRefusal('bad-signature')
  const seen = { pulled_seq: push.cursor, last_seen_at: new Date(push.receivedMs) }
  return appendChunk(cloud, transaction, stands, push, seen)
}
