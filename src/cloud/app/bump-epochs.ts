import type { CloudDatabase } from '#cloud/db/cloud-database.ts'

/**
 * Tells every counter of these accounts that the database was restored from a backup. The operator runs it once after each restore, before
 * the server answers again. Answers how many accounts there were. Null stands for all.
 */
export async function bumpEpochs(database: CloudDatabase, accountIds: readonly string[] | null): Promise<number> {
  const all =
    accountIds ??
    (await database.directory.selectFrom('account_place').select('account_id').execute()).map((row) => row.account_id)
  let raised = 0
  for (const accountId of all) {
    const [result] = await database.withAccount(accountId, (transaction) =>
      transaction
        .updateTable('account')
        .set((say) => ({ epoch: say('epoch', '+', 1) }))
        .where('account_id', '=', accountId)
        .execute()
    )
    raised += Number(result?.numUpdatedRows ?? 0)
  }
  return raised
}
