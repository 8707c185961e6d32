import type { Insertable, Selectable } from 'kysely'
import type { AccountTables } from '#cloud/db/account-schema.ts'
import type { AccountTransaction } from '#cloud/db/cloud-database.ts'

export type SnapshotRow = Selectable<AccountTables['snapshot']>

export const snapshotsOf = (transaction: AccountTransaction, accountId: string): Promise<SnapshotRow[]> =>
  transaction
    .selectFrom('snapshot')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('begun_at', 'desc')
    .orderBy('snapshot_id')
    .execute()

export const snapshotOf = (
  transaction: AccountTransaction,
  accountId: string,
  snapshotId: string
): Promise<SnapshotRow | undefined> =>
  transaction
    .selectFrom('snapshot')
    .selectAll()
    .where('account_id', '=', accountId)
    .where('snapshot_id', '=', snapshotId)
    .executeTakeFirst()

export async function insertSnapshot(
  transaction: AccountTransaction,
  row: Insertable<AccountTables['snapshot']>
): Promise<void> {
  await transaction.insertInto('snapshot').values(row).execute()
}

/** The numbers and sizes of the parts that are here, from 0, in order. */
export const partsOf = (
  transaction: AccountTransaction,
  { account_id, snapshot_id }: Pick<SnapshotRow, 'account_id' | 'snapshot_id'>
): Promise<{ part_no: number; byte_count: number }[]> =>
  transaction
    .selectFrom('snapshot_part')
    .select(['part_no', 'byte_count'])
    .where('account_id', '=', account_id)
    .where('snapshot_id', '=', snapshot_id)
    .orderBy('part_no')
    .execute()

export async function partBody(
  transaction: AccountTransaction,
  { account_id, snapshot_id }: Pick<SnapshotRow, 'account_id' | 'snapshot_id'>,
  partNo: number
): Promise<Buffer | undefined> {
  const row = await transaction
    .selectFrom('snapshot_part')
    .select('body')
    .where('account_id', '=', account_id)
    .where('snapshot_id', '=', snapshot_id)
    .where('part_no', '=', partNo)
    .executeTakeFirst()
  return row?.body
}

/** Keeps a part; one that is here stays. Answers whether it is new. */
export async function keepPart(
  transaction: AccountTransaction,
  { account_id, snapshot_id }: Pick<SnapshotRow, 'account_id' | 'snapshot_id'>,
  part: { readonly no: number; readonly bytes: Buffer }
): Promise<boolean> {
  const result = await transaction
    .insertInto('snapshot_part')
    .values({ account_id, snapshot_id, part_no: part.no, byte_count: part.bytes.length, body: part.bytes })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** Takes snapshots away with their parts. Answers how many bytes went. */
export async function dropSnapshots(transaction: AccountTransaction, rows: readonly SnapshotRow[]): Promise<number> {
  let bytes = 0
  for (const { account_id, snapshot_id } of rows) {
    for (const table of ['snapshot_part', 'snapshot'] as const) {
      const sizes = table === 'snapshot' ? [] : await partsOf(transaction, { account_id, snapshot_id })
      bytes += sizes.reduce((sum, part) => sum + part.byte_count, 0)
      await transaction
        .deleteFrom(table)
        .where('account_id', '=', account_id)
        .where('snapshot_id', '=', snapshot_id)
        .execute()
    }
  }
  return bytes
}

export async function finishSnapshot(transaction: AccountTransaction, row: SnapshotRow): Promise<void> {
  await transaction
    .updateTable('snapshot')
    .set({ state: 'done' })
    .where('account_id', '=', row.account_id)
    .where('snapshot_id', '=', row.snapshot_id)
    .execute()
}
