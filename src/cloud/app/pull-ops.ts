import type { z } from 'zod'
import { lockAccount } from '#cloud/db/stores/account-store.ts'
import { chunkOf, rowEndingBy, rowsAfter } from '#cloud/db/stores/journal-store.ts'
import { NO_LOG_HASH } from '#shared/sync/chain.ts'
import type { PullAnswer, zLogHashAnswer, zPullQuery } from '#shared/sync/wire.ts'
import type { Cloud } from './cloud.ts'
import { accountFor, epochTrouble, headOf } from './log-head.ts'
import { hexOf } from './prove-ops.ts'
import { WireRefusal } from './wire-refusal.ts'

type Caller = { readonly accountId: string; readonly deviceNo: number }

/** A page of large ops stays well below what a counter takes. */
const MOST_PAGE_BYTES = 4 * 1_048_576

/** Whole chunks after the cursor, in the order of seq, with where the log stands. */
export async function pullOps(cloud: Cloud, caller: Caller, asked: z.output<typeof zPullQuery>): Promise<PullAnswer> {
  const { accountId } = caller
  const done = await cloud.database.withAccount(accountId, async (transaction) => {
    const nowMs = cloud.clock.nowMs()
    const account = await accountFor(transaction, caller, nowMs)
    if (asked.epoch !== account.epoch || asked.cursor >= account.next_seq) {
      const locked = (await lockAccount(transaction, accountId)) ?? account
      const trouble = await epochTrouble(transaction, locked, asked)
      if (trouble !== null) return { epoch: trouble }
    }
    const { epoch: _epoch, limit, ...place } = asked
    const size = { mostOps: limit, mostBytes: MOST_PAGE_BYTES }
    const rows = await rowsAfter(transaction, accountId, { ...place, headSeq: account.next_seq - 1 }, size)
    await transaction
      .updateTable('device')
      .set({ pulled_seq: asked.cursor, last_seen_at: new Date(nowMs) })
      .where('account_id', '=', accountId)
      .where('device_no', '=', caller.deviceNo)
      .execute()
    return { account, rows }
  })
  if ('epoch' in done) throw new WireRefusal('epoch', { epoch: done.epoch })
  const head = headOf(cloud, done.account)
  const last = done.rows.at(-1)?.seq_to ?? asked.cursor
  return { ...head, chunks: await Promise.all(done.rows.map(chunkOf)), hasMore: last < head.headSeq }
}

/** The log hash of the newest chunk that ends at or before `seq`: by it a counter finds the last place that it shares with the server. */
export function logHashAt(cloud: Cloud, caller: Caller, seq: number): Promise<z.output<typeof zLogHashAnswer>> {
  return cloud.database.withAccount(caller.accountId, async (transaction) => {
    const account = await accountFor(transaction, caller, cloud.clock.nowMs())
    const row = await rowEndingBy(transaction, caller.accountId, seq)
    return { seqTo: row?.seq_to ?? 0, logHash: hexOf(row?.log_hash ?? NO_LOG_HASH), epoch: account.epoch }
  })
}
