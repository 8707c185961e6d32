import { sql } from 'kysely'
import { lockAccount } from '#cloud/db/stores/account-store.ts'
import type { Cloud } from './cloud.ts'
import { sha256 } from './ed25519.ts'
import { forgetOwners } from './owner-login.ts'
import { WireRefusal } from './wire-refusal.ts'

/** How long an owner may change his mind. */
export const DELETE_DELAY_MS = 14 * 86_400_000

/**
 * Sets when an account is deleted with all that is in it, or takes that back with `isWanted: false`. Until then everything goes on as
 * before. Answers the instant, in milliseconds, or null.
 */
export async function wishDeletion(cloud: Cloud, accountId: string, isWanted: boolean): Promise<number | null> {
  const { database, clock } = cloud
  const at = await database.withAccount(accountId, async (transaction) => {
    const account = await lockAccount(transaction, accountId)
    if (account === undefined) throw new WireRefusal('gone')
    const wished = new Date(clock.nowMs() + DELETE_DELAY_MS)
    const delete_after = isWanted ? (account.delete_after ?? wished) : null
    await transaction.updateTable('account').set({ delete_after }).where('account_id', '=', accountId).execute()
    return delete_after
  })
  await database.directory
    .updateTable('account_place')
    .set({ delete_after: at })
    .where('account_id', '=', accountId)
    .execute()
  return at?.getTime() ?? null
}

/** Every table with a row of accounts, as the database itself says it: one that is added tomorrow is not forgotten. */
async function tablesWithAccounts({ database }: Cloud): Promise<{ name: string; isTenant: boolean }[]> {
  const { rows } = await sql<{ name: string; isTenant: boolean }>`
    select c.relname as name, c.relrowsecurity as "isTenant"
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id' and not a.attisdropped
    where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace order by c.relname`.execute(
    database.directory
  )
  return rows
}

const markOf = (accountId: string): Buffer => Buffer.from(sha256(`counterbook deleted account\n${accountId}`))

/** Whether there was such an account, and its owner had it deleted. One that a restored database merely lacks was not. */
export async function wasDeleted({ database }: Pick<Cloud, 'database'>, accountId: string): Promise<boolean> {
  const row = await database.directory
    .selectFrom('deleted_account')
    .select('deleted_at')
    .where('id_hash', '=', markOf(accountId))
    .executeTakeFirst()
  return row !== undefined
}

/** Takes everything of an account away, whose time has come. Safe to repeat: its place in the directory goes last. */
export async function deleteAccount(cloud: Cloud, accountId: string): Promise<boolean> {
  const { database, clock } = cloud
  const tables = await tablesWithAccounts(cloud)
  const isDue = await database.asKeeper(accountId, async (transaction) => {
    const account = await lockAccount(transaction, accountId)
    if (account !== undefined && (account.delete_after === null || account.delete_after.getTime() > clock.nowMs()))
      return false
    for (const { name, isTenant } of tables)
      if (isTenant) await sql`delete from ${sql.table(name)} where account_id = ${accountId}::uuid`.execute(transaction)
    return true
  })
  if (!isDue) return false
  await database.directory
    .insertInto('deleted_account')
    .values({ id_hash: markOf(accountId), deleted_at: new Date(clock.nowMs()) })
    .onConflict((conflict) => conflict.column('id_hash').doNothing())
    .execute()
  const others = tables.filter(({ name, isTenant }) => !isTenant && name !== 'account_place')
  for (const { name } of [...others, { name: 'account_place' }])
    await sql`delete from ${sql.table(name)} where account_id = ${accountId}::uuid`.execute(database.directory)
  await forgetOwners(database.directory, clock.nowMs())
  cloud.log.info('account deleted')
  return true
}

/** Deletes what is due. Answers how many accounts went. */
export async function deleteDue(cloud: Cloud): Promise<number> {
  const due = await cloud.database.directory
    .selectFrom('account_place')
    .select('account_id')
    .where('delete_after', '<=', new Date(cloud.clock.nowMs()))
    .execute()
  let gone = 0
  for (const { account_id } of due) if (await deleteAccount(cloud, account_id)) gone++
  return gone
}
