import type { JournalRow } from '#cloud/db/account-schema.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'

/** The oldest chunks that came before an instant, in order, without a gap: what may be packed next. */
export async function coldRows(
  transaction: AccountTransaction,
  accountId: string,
  { beforeMs, most }: { readonly beforeMs: number; readonly most: number }
): Promise<JournalRow[]> {
  const rows = await transaction
    .selectFrom('journal')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('seq_to')
    .limit(most)
    .execute()
  const end = rows.findIndex((row) => row.received_ms >= beforeMs)
  return end < 0 ? rows : rows.slice(0, end)
}

/** Puts a pack in the place of the rows that it holds. */
export async function replaceByPack(
  transaction: AccountTransaction,
  accountId: string,
  pack: {
    readonly seqFrom: number
    readonly seqTo: number
    readonly chunkCount: number
    readonly sha256: Buffer
    readonly body: Buffer
    readonly packedAt: Date
  }
): Promise<void> {
  await transaction
    .insertInto('pack')
    .values({
      ...{ account_id: accountId, seq_to: pack.seqTo, seq_from: pack.seqFrom, chunk_count: pack.chunkCount },
      ...{ sha256: pack.sha256, body: pack.body, packed_at: pack.packedAt }
    })
    .execute()
  await transaction
    .deleteFrom('journal')
    .where('account_id', '=', accountId)
    .where('seq_to', '<=', pack.seqTo)
    .execute()
}
