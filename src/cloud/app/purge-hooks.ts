import type { Cloud } from './cloud.ts'

/** What a gateway called with is kept this long, for whoever asks what it said. What it proved is in the journal for good. */
export const HOOKS_KEPT_MS = 90 * 86_400_000

/** Takes calls of a gateway away that are worked off and old. One that comes again then counts as little as before: payments and returns are known by their own numbers. */
export async function purgeHooks({ database, clock }: Cloud, accountId: string): Promise<number> {
  const before = new Date(clock.nowMs() - HOOKS_KEPT_MS)
  const gone = await database.asKeeper(accountId, (transaction) =>
    transaction
      .deleteFrom('hook_event')
      .where('account_id', '=', accountId)
      .where('state', '!=', 'new')
      .where('received_at', '<', before)
      .executeTakeFirst()
  )
  return Number(gone.numDeletedRows)
}
