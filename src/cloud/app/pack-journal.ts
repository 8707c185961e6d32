import { createHash } from 'node:crypto'
import type { JournalRow } from '#cloud/db/account-schema.ts'
import { unpackOps } from '#cloud/db/chunk-body.ts'
import { packRows, unpackRows } from '#cloud/db/pack-body.ts'
import { lockAccount } from '#cloud/db/stores/account-store.ts'
import { coldRows, replaceByPack } from '#cloud/db/stores/pack-store.ts'
import { chainOf } from '#shared/sync/chain.ts'
import type { Cloud } from './cloud.ts'
import { sha256 } from './ed25519.ts'
import { noteUsage } from './note-usage.ts'
import { hexOf } from './prove-ops.ts'
import { purgeHooks } from './purge-hooks.ts'

const DAY_MS = 86_400_000
/** What is younger is asked for by counters that were away for a while, and stays as it is. */
const COLD_MS = 30 * DAY_MS
/** A pack is read whole, so it stays small enough to be. */
const MOST_CHUNKS = 1_000
const MOST_RAW_BYTES = 8 * 1_048_576
/** Fewer save nothing. */
const LEAST_CHUNKS = 20

/** What one pack takes. */
function packOf(rows: readonly JournalRow[]): JournalRow[] {
  let bytes = 0
  const end = rows.findIndex((row) => {
    bytes += row.raw_bytes
    return bytes > MOST_RAW_BYTES
  })
  return end < 0 ? [...rows] : rows.slice(0, Math.max(1, end))
}

/** Packed bytes are believed only when all that is in them was read again and every chain in it holds. */
async function checkPack(rows: readonly JournalRow[], packed: readonly JournalRow[]): Promise<void> {
  if (packed.length !== rows.length) throw new Error('a pack does not hold what was packed')
  for (const [index, row] of packed.entries()) {
    const { body: _body, codec: _codec, ...was } = rows[index] ?? row
    const { body, codec: _other, ...is } = row
    const head = chainOf(sha256, row.prev_hash, await unpackOps(body)).at(-1)
    if (JSON.stringify(was) !== JSON.stringify(is) || hexOf(head) !== hexOf(row.head_hash))
      throw new Error('a pack does not hold what was packed')
  }
}

/**
 * Puts the chunks that are older than a month into one pack, compressed together; the journal gives them up in the same transaction. All
 * chains still hold, for every byte that was hashed is kept. Answers how many chunks were packed; 0 when there is nothing more to do.
 */
export function packJournal(cloud: Cloud, accountId: string): Promise<number> {
  return cloud.database.asKeeper(accountId, async (transaction) => {
    const account = await lockAccount(transaction, accountId)
    if (account === undefined) return 0
    const nowMs = cloud.clock.nowMs()
    const rows = packOf(await coldRows(transaction, accountId, { beforeMs: nowMs - COLD_MS, most: MOST_CHUNKS }))
    const [first] = rows
    const last = rows.at(-1)
    if (first === undefined || last === undefined || rows.length < LEAST_CHUNKS) return 0
    const body = await packRows(rows)
    await checkPack(rows, await unpackRows(accountId, body))
    await replaceByPack(transaction, accountId, {
      ...{ seqFrom: first.seq_from, seqTo: last.seq_to, chunkCount: rows.length, body },
      ...{ sha256: createHash('sha256').update(body).digest(), packedAt: new Date(nowMs) }
    })
    const before = rows.reduce((sum, row) => sum + row.body.length, 0)
    await noteUsage(cloud, transaction, account, body.length - before)
    return rows.length
  })
}

const AT_ONCE = 200

/** Packs every account that was not looked at for a day, some at a time, and takes away what of its gateway's calls is old. Answers how many were looked at. */
export async function packDue(cloud: Cloud): Promise<number> {
  const { directory } = cloud.database
  const nowMs = cloud.clock.nowMs()
  const due = await directory
    .selectFrom('account_place')
    .select('account_id')
    .where((say) => say.or([say('packed_at', 'is', null), say('packed_at', '<', new Date(nowMs - DAY_MS))]))
    .limit(AT_ONCE)
    .execute()
  for (const { account_id } of due) {
    while ((await packJournal(cloud, account_id)) > 0);
    await purgeHooks(cloud, account_id)
    await directory
      .updateTable('account_place')
      .set({ packed_at: new Date(nowMs) })
      .where('account_id', '=', account_id)
      .execute()
  }
  return due.length
}
