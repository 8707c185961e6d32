import type { AccountTransaction, CloudDatabase } from '#cloud/db/cloud-database.ts'
import { opsAfter } from '#cloud/db/journal-ops.ts'
import { OWNER_TABLES } from '#cloud/db/owner-schema.ts'
import { loadState, saveState } from '#cloud/db/owner-state-rows.ts'
import { entriesNamed, foldFacts, placed } from '#cloud/projections/owner-state.ts'

/** Grows whenever the page is worked out in another way: what an older version made is then made again. */
export const OWNER_VERSION = 4
/** A request that finds more to do shows what there is, and leaves the rest to the job. */
const RUNS_PER_REQUEST = 5

/**
 * Brings the tables of the page up to date with the journal, run by run, each in a transaction of its own that holds only the
 * account's own row of `owner_head`. True once everything is taken in.
 */
export async function followJournal(
  database: CloudDatabase,
  accountId: string,
  mostRuns = RUNS_PER_REQUEST
): Promise<boolean> {
  for (let runs = 0; runs < mostRuns; runs++) if (await takeNext(database, accountId)) return true
  return false
}

/** Forgets what was worked out; the next run begins with the first op. */
export const forgetPage = (database: CloudDatabase, accountId: string): Promise<void> =>
  database.withAccount(accountId, (run) => emptyTables(run, accountId))

const takeNext = (database: CloudDatabase, accountId: string): Promise<boolean> =>
  database.withAccount(accountId, async (run) => {
    const seq = await lockHead(run, accountId)
    const ops = await opsAfter(run, accountId, seq)
    const last = ops.at(-1)
    if (last === undefined) return true
    const facts = placed(ops)
    const state = await loadState(run, accountId, entriesNamed(facts))
    foldFacts(state, facts)
    await saveState(run, accountId, state)
    await run
      .updateTable('owner_head')
      .set((row) => ({
        seq: last.seq,
        received_at: new Date(last.receivedAtMs),
        skipped: row('skipped', '+', state.skipped.length),
        ...(state.currency === null ? {} : { currency: state.currency }),
        ...(state.offsetMinutes === null ? {} : { offset_minutes: state.offsetMinutes })
      }))
      .where('account_id', '=', accountId)
      .execute()
    return false
  })

/** Two servers that follow one account at once take turns at its row. */
async function lockHead(run: AccountTransaction, accountId: string): Promise<number> {
  await run
    .insertInto('owner_head')
    .values({
      ...{ account_id: accountId, seq: 0, version: OWNER_VERSION, currency: null },
      ...{ offset_minutes: null, received_at: null, skipped: 0 }
    })
    .onConflict((conflict) => conflict.column('account_id').doNothing())
    .execute()
  const head = await run
    .selectFrom('owner_head')
    .select(['seq', 'version'])
    .where('account_id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (head.version === OWNER_VERSION) return head.seq
  await emptyTables(run, accountId)
  return lockHead(run, accountId)
}

async function emptyTables(run: AccountTransaction, accountId: string): Promise<void> {
  for (const table of OWNER_TABLES) await run.deleteFrom(table).where('account_id', '=', accountId).execute()
}
