import { sql } from 'kysely'
import type { CloudDatabase } from '#cloud/db/cloud-database.ts'
import type { WorkKind } from '#cloud/db/link-schema.ts'

/** A worker has so long until another one takes the same up. */
const LEASE_MS = 10 * 60_000
const AT_ONCE = 50

/** Says that something is to be done for an account, at this time or earlier if it was said so before. */
export async function workIsDue(
  { directory }: CloudDatabase,
  kind: WorkKind,
  accountId: string,
  atMs: number
): Promise<void> {
  await directory
    .insertInto('account_work')
    .values({ kind, account_id: accountId, due_at: new Date(atMs) })
    .onConflict((conflict) =>
      conflict
        .columns(['kind', 'account_id'])
        .doUpdateSet({ due_at: sql<Date>`least(account_work.due_at, excluded.due_at)` })
    )
    .execute()
}

/** Sets the time anew, or takes the work away with null. */
export async function workIsNext(
  { directory }: CloudDatabase,
  kind: WorkKind,
  accountId: string,
  atMs: number | null
): Promise<void> {
  if (atMs === null) {
    await directory.deleteFrom('account_work').where('kind', '=', kind).where('account_id', '=', accountId).execute()
    return
  }
  const due_at = new Date(atMs)
  await directory
    .insertInto('account_work')
    .values({ kind, account_id: accountId, due_at })
    .onConflict((conflict) => conflict.columns(['kind', 'account_id']).doUpdateSet({ due_at }))
    .execute()
}

/**
 * Says what is left of a work by what the account's own rows say: `readNext` reads when the next of them is due. It is read again after it
 * was written down, for what came up in between may have been overwritten.
 */
export async function workIsLeft(
  database: CloudDatabase,
  kind: WorkKind,
  accountId: string,
  readNext: () => Promise<number | null>
): Promise<void> {
  await workIsNext(database, kind, accountId, await readNext())
  const atMs = await readNext()
  if (atMs !== null) await workIsDue(database, kind, accountId, atMs)
}

/** Takes what is due, each for a while: of several servers one gets it, and what a dead one held comes back. */
export async function takeDue(
  { directory }: CloudDatabase,
  nowMs: number
): Promise<readonly { readonly kind: WorkKind; readonly accountId: string }[]> {
  const now = new Date(nowMs)
  const due = await directory
    .selectFrom('account_work')
    .select(['kind', 'account_id', 'due_at'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(AT_ONCE)
    .execute()
  const taken = []
  for (const { kind, account_id, due_at } of due) {
    const { numUpdatedRows } = await directory
      .updateTable('account_work')
      .set({ due_at: new Date(nowMs + LEASE_MS) })
      .where('kind', '=', kind)
      .where('account_id', '=', account_id)
      .where('due_at', '=', due_at)
      .executeTakeFirst()
    if (numUpdatedRows === 1n) taken.push({ kind, accountId: account_id })
  }
  return taken
}
