import { type Kysely, sql } from 'kysely'
import type { DirectoryTables } from './directory-schema.ts'

/** What somebody may try so often within so many milliseconds. */
export interface TryLimit {
  readonly most: number
  readonly withinMs: number
}

/**
 * Counts a try of this subject and says after how many seconds it may try again: 0 when this try is allowed. Counted in the
 * database, so that many servers beside each other give nobody more tries; a try that is refused counts too.
 */
export async function countTry(
  directory: Kysely<DirectoryTables>,
  subject: string,
  limit: TryLimit,
  nowMs: number
): Promise<number> {
  const now = new Date(nowMs)
  const over = new Date(nowMs - limit.withinMs)
  const { tries, window_from } = await directory
    .insertInto('attempt')
    .values({ subject, window_from: now, tries: 1 })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet({
        tries: sql<number>`case when attempt.window_from <= ${over} then 1 else attempt.tries + 1 end`,
        window_from: sql<Date>`case when attempt.window_from <= ${over} then excluded.window_from else attempt.window_from end`
      })
    )
    .returning(['tries', 'window_from'])
    .executeTakeFirstOrThrow()
  if (tries <= limit.most) return 0
  return Math.max(1, Math.ceil((window_from.getTime() + limit.withinMs - nowMs) / 1000))
}

/** Takes back a try that was none: what was brought was right. */
export async function giveBackTry(directory: Kysely<DirectoryTables>, subject: string): Promise<void> {
  await directory
    .updateTable('attempt')
    .set({ tries: sql<number>`greatest(tries - 1, 0)` })
    .where('subject', '=', subject)
    .execute()
}

/** The longest stretch in which tries are counted, and more. */
const KEPT_MS = 86_400_000

/** Takes away what no limit looks at any more. */
export async function forgetTries(directory: Kysely<DirectoryTables>, nowMs: number): Promise<void> {
  await directory
    .deleteFrom('attempt')
    .where('window_from', '<', new Date(nowMs - KEPT_MS))
    .execute()
}
