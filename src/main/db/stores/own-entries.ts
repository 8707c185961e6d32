import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare } from '#main/db/prepared.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'

/** An op that another counter recorded; the table of it is empty in a shop without an account. */
export const isOthers = (opNumber: string) =>
  sql<boolean>`exists (select 1 from received where received.op_n = ${sql.ref(opNumber)})`
export const isOwn = (opNumber: string) => sql<boolean>`not ${isOthers(opNumber)}`

/** How far back the newest own entry is looked for among those of other counters. */
const LOOKED_THROUGH = 10_000

/** Which entries this counter recorded itself: drawer, period and clock know only those. */
export function createOwnEntries(db: Sqlite.Database, memory: Memory) {
  const oneOfOthers = prepare<Record<never, never>, { op_n: number }>(db, () =>
    build.selectFrom('received').select('op_n').where('op_n', '>', sql.lit(0)).limit(1)
  )
  const first = prepare<{ entryNo: number }, { entry_no: number }>(db, (slot) =>
    build
      .selectFrom('entry')
      .select('entry_no')
      .where('entry_no', '>', slot('entryNo'))
      .where(isOwn('entry.op_n'))
      .orderBy('entry_no')
      .limit(1)
  )
  const others = prepare<{ entryNo: number }, { entries: number }>(db, (slot) =>
    build
      .selectFrom('entry')
      .select(sql<number>`count(*)`.as('entries'))
      .where('entry_no', '>', slot('entryNo'))
      .where(isOthers('entry.op_n'))
  )
  const newestDay = prepare<{ entryNo: number }, { book_on: number | null }>(db, (slot) =>
    build
      .selectFrom('entry')
      .select(sql<number | null>`max(book_on)`.as('book_on'))
      .where('entry_no', '>', slot('entryNo'))
      .where(isOwn('entry.op_n'))
  )
  const recorded = prepare<{ entryNo: number }, { recorded_at: number }>(db, (slot) =>
    build
      .selectFrom('entry')
      .select('recorded_at')
      .where('entry_no', '>', slot('entryNo'))
      .where(isOwn('entry.op_n'))
      .orderBy('entry_no', 'desc')
      .limit(1)
  )
  const alone = memory.keep(() => oneOfOthers.first({}) === undefined)
  return {
    isAlone: () => alone.get(),
    firstAfter: (entryNo: number): number | null => first.first({ entryNo })?.entry_no ?? null,
    othersAfter: (entryNo: number): number => others.first({ entryNo })?.entries ?? 0,
    newestDayAfter: (entryNo: number) => (newestDay.first({ entryNo })?.book_on ?? null) as BookDate | null,
    newestRecordedAt: (lastNo: number): number => recorded.first({ entryNo: lastNo - LOOKED_THROUGH })?.recorded_at ?? 0
  }
}
