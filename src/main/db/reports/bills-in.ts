import type { Period } from '#shared/reports/period.ts'
import { entriesOf, type Ground, inChunks } from './ground.ts'

/**
 * Runs a statement over the bills of a period: those that were made in it, and, turned round, those that were undone in it, on
 * whichever day they had been made. `sql` gets the rows that it is from, `bill` and `entry` among them, and the condition
 * that they stand under.
 */
export function overBills(
  ground: Ground,
  period: Period,
  sql: (from: string, where: string) => string,
  take: (row: unknown[], sign: 1 | -1) => void
): void {
  const days = { fromOn: period.fromOn, toOn: period.toOn }
  const made = sql(
    'bill cross join entry on entry.entry_no = bill.entry_no',
    'bill.entry_no between @from and @to and entry.book_on between @fromOn and @toOn'
  )
  inChunks(ground, entriesOf(ground, period), (from, to) => {
    for (const row of ground.raw(made, { ...days, from, to })) take(row, 1)
  })
  ground.pace.step(1, 1)
  const undone = sql(
    `entry as undoing indexed by entry_by_undone cross join bill on bill.entry_no = undoing.reverses_no
      cross join entry on entry.entry_no = bill.entry_no`,
    'undoing.reverses_no is not null and undoing.book_on between @fromOn and @toOn'
  )
  for (const row of ground.raw(undone, days)) take(row, -1)
}
