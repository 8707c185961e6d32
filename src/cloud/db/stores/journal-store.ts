import { createHash } from 'node:crypto'
import type { Updateable } from 'kysely'
import type { AccountTables, JournalRow } from '#cloud/db/account-schema.ts'
import { unpackOps } from '#cloud/db/chunk-body.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'
import { unpackRows } from '#cloud/db/pack-body.ts'
import type { Chunk } from '#shared/sync/wire.ts'

/** How much one answer brings: ops, and bytes of them unpacked. */
export interface PageSize {
  readonly mostOps: number
  readonly mostBytes: number
}

/** What account and device say after a chunk. */
export interface Moved {
  readonly account: Updateable<AccountTables['account']>
  readonly device: Updateable<AccountTables['device']>
}

/** A chunk, and where account and device stand after it: one way to the database and back, for each one keeps the shop's row locked. */
export async function insertChunk(transaction: AccountTransaction, row: JournalRow, moved: Moved): Promise<void> {
  await transaction
    .with('chunk', (within) => within.insertInto('journal').values(row).returning('seq_to'))
    .with('stands', (within) =>
      within.updateTable('account').set(moved.account).where('account_id', '=', row.account_id).returning('account_id')
    )
    .updateTable('device')
    .set(moved.device)
    .where('account_id', '=', row.account_id)
    .where('device_no', '=', row.device_no)
    .execute()
}

/** A row as all others get it: the very bytes that were hashed. */
export const chunkOf = async (row: JournalRow): Promise<Chunk> => chunkWith(row, await unpackOps(row.body))

/** The same of a row whose ops are at hand. */
export function chunkWith(row: JournalRow, ops: readonly string[]): Chunk {
  return {
    ...{ deviceNo: row.device_no, devFrom: row.dev_from, devTo: row.dev_to },
    ...{ seqFrom: row.seq_from, seqTo: row.seq_to, receivedAt: row.received_ms, signature: row.signature },
    prevHash: row.prev_hash.toString('hex'),
    headHash: row.head_hash.toString('hex'),
    logHash: row.log_hash.toString('hex'),
    ops: [...ops]
  }
}

type Sized = Pick<JournalRow, 'seq_from' | 'seq_to' | 'raw_bytes'>

/** As many from the start as the page holds, and always one, so that nobody stands still before a large chunk. */
function pageOf<Row extends Sized>(rows: readonly Row[], { mostOps, mostBytes }: PageSize): Row[] {
  let ops = 0
  let bytes = 0
  const end = rows.findIndex((row) => {
    ops += row.seq_to - row.seq_from + 1
    bytes += row.raw_bytes
    return ops > mostOps || bytes > mostBytes
  })
  return end < 0 ? [...rows] : rows.slice(0, Math.max(1, end))
}

/**
 * Whole chunks after `cursor` and up to `headSeq`, in the order of seq, as rows: from the journal, or from a pack where the journal
 * has been packed. May end before the page is full; there is more as long as its last seq is below the head.
 */
export async function rowsAfter(
  transaction: AccountTransaction,
  accountId: string,
  { cursor, headSeq }: { readonly cursor: number; readonly headSeq: number },
  page: PageSize
): Promise<JournalRow[]> {
  if (cursor >= headSeq) return []
  const sized = await transaction
    .selectFrom('journal')
    .select(['seq_from', 'seq_to', 'raw_bytes'])
    .where('account_id', '=', accountId)
    .where('seq_to', '>', cursor)
    .where('seq_to', '<=', headSeq)
    .orderBy('seq_to')
    .limit(Math.min(page.mostOps, 2_000))
    .execute()
  // What the journal has not any more is in a pack: seq has no gaps.
  if ((sized[0]?.seq_from ?? headSeq + 1) > cursor + 1)
    return pageOf(await packedAfter(transaction, accountId, cursor), page)
  const last = pageOf(sized, page).at(-1)
  if (last === undefined) return []
  const rows = await transaction
    .selectFrom('journal')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('seq_to', '>', cursor)
    .where('seq_to', '<=', last.seq_to)
    .orderBy('seq_to')
    .execute()
  // Between the two looks they may have been packed.
  const isWhole = (rows[0]?.seq_from ?? headSeq + 1) <= cursor + 1
  return isWhole ? rows : pageOf(await packedAfter(transaction, accountId, cursor), page)
}

/** The rows of the first pack that goes beyond `cursor`. */
async function packBeyond(transaction: AccountTransaction, accountId: string, cursor: number): Promise<JournalRow[]> {
  const pack = await transaction
    .selectFrom('pack')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('seq_to', '>', cursor)
    .orderBy('seq_to')
    .limit(1)
    .executeTakeFirst()
  if (pack === undefined) return []
  // A disk that changed a byte is the server's trouble: it is said as that, whatever the byte would have come to.
  if (!createHash('sha256').update(pack.body).digest().equals(pack.sha256))
    throw new Error(`the pack of ${accountId} up to ${pack.seq_to} is not what was packed`)
  return unpackRows(accountId, pack.body)
}

async function packedAfter(transaction: AccountTransaction, accountId: string, cursor: number): Promise<JournalRow[]> {
  return (await packBeyond(transaction, accountId, cursor)).filter((row) => row.seq_to > cursor)
}

/** The row of this device that holds its op `n`, or undefined. */
export async function rowWithOp(
  transaction: AccountTransaction,
  accountId: string,
  deviceNo: number,
  n: number
): Promise<JournalRow | undefined> {
  const row = await transaction
    .selectFrom('journal')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('device_no', '=', deviceNo)
    .where('dev_to', '>=', n)
    .orderBy('dev_to')
    .limit(1)
    .executeTakeFirst()
  if (row !== undefined && row.dev_from <= n) return row
  return packedWithOp(transaction, accountId, deviceNo, n)
}

/** Whoever asks for something so old was away for long or was restored: the packs are looked through from the newest. */
async function packedWithOp(
  transaction: AccountTransaction,
  accountId: string,
  deviceNo: number,
  n: number
): Promise<JournalRow | undefined> {
  const packs = await transaction
    .selectFrom('pack')
    .select('seq_to')
    .where('account_id', '=', accountId)
    .orderBy('seq_to', 'desc')
    .execute()
  for (const { seq_to } of packs) {
    const rows = await packBeyond(transaction, accountId, seq_to - 1)
    const found = rows.find((row) => row.device_no === deviceNo && row.dev_from <= n && row.dev_to >= n)
    if (found !== undefined) return found
  }
  return undefined
}

/** The newest chunk that ends at or before `seq`, or undefined. */
export async function rowEndingBy(
  transaction: AccountTransaction,
  accountId: string,
  seq: number
): Promise<Pick<JournalRow, 'seq_to' | 'log_hash'> | undefined> {
  const row = await transaction
    .selectFrom('journal')
    .select(['seq_to', 'log_hash'])
    .where('account_id', '=', accountId)
    .where('seq_to', '<=', seq)
    .orderBy('seq_to', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (row !== undefined) return row
  // The pack that goes beyond `seq` may hold the chunk, or its first one may be too new and the pack before ends just there.
  const around = (await packBeyond(transaction, accountId, seq - 1)).findLast((one) => one.seq_to <= seq)
  if (around !== undefined) return around
  const before = await transaction
    .selectFrom('pack')
    .select('seq_to')
    .where('account_id', '=', accountId)
    .where('seq_to', '<=', seq)
    .orderBy('seq_to', 'desc')
    .limit(1)
    .executeTakeFirst()
  return before === undefined ? undefined : (await packBeyond(transaction, accountId, before.seq_to - 1)).at(-1)
}
