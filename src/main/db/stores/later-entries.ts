import type Sqlite from 'better-sqlite3'
import { type RawBuilder, sql } from 'kysely'
import { kindNumber } from '#main/db/entry-kinds.ts'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidText } from '#main/db/uuid-bytes.ts'
import type { LaterEntries } from '#main/ports/closing-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import { isOwn } from './own-entries.ts'

interface Span {
  readonly runs: string
  readonly afterOn: number
  readonly toOn: number
}
interface Sums {
  readonly id: Uint8Array
  readonly entries: number
  readonly amount: number
  readonly cash: number
  readonly dues_cash: number
  readonly upi: number
  readonly bank: number
  readonly credit: number
}
type SlotOf = (name: keyof Span) => unknown

/** The entries of a span. The days that were touched say where in each run to begin to read. */
const within = (slot: SlotOf) => sql`json_each(${slot('runs')})
  cross join entry on entry.entry_no between max(json_each.value ->> 0, (select min(first_entry_no) from book_day
    where book_on > ${slot('afterOn')} and book_on <= ${slot('toOn')})) and json_each.value ->> 1
  where entry.book_on > ${slot('afterOn')} and entry.book_on <= ${slot('toOn')} and ${isOwn('entry.op_n')}`

const statement =
  <Row>(text: (slot: SlotOf) => RawBuilder<Row>) =>
  (slot: SlotOf) => ({ compile: () => text(slot).compile(build) })

const COUNT = statement<{ entries: number }>((slot) => sql`select count(*) as entries from ${within(slot)}`)
const RUNS = statement<{ first: number; last: number; entries: number; newest: number }>(
  (slot) => sql`select min(entry_no) as first, max(entry_no) as last, count(*) as entries, max(book_on) as newest
    from (select entry.entry_no, entry.book_on, entry.entry_no - row_number() over (order by entry.entry_no) as gaps
      from ${within(slot)}) group by gaps order by first`
)

const [SALE, CONTRA] = [sql.lit(kindNumber('sale')), sql.lit(kindNumber('contra'))]
/** By what an entry is or undoes; of a contra also between what, which its signs and its other account tell. */
const TOTALS = statement<Sums>(
  (slot) => sql`select id, count(*) as entries, sum(amount) as amount, sum(cash) as cash,
      sum(case when kind_no = ${SALE} and credit < 0 and cash > 0 then min(cash, 0 - credit) else 0 end) as dues_cash,
      sum(upi) as upi, sum(bank) as bank,
      sum(case when kind_no = ${SALE} then max(credit, 0) when undone_kind_no = ${SALE} then min(credit, 0)
        else credit end) as credit
    from (select entry.id, entry.kind_no, entry.other_no, entry.amount_minor as amount, entry.cash_minor as cash,
        entry.upi_minor as upi, entry.bank_minor as bank, entry.credit_minor as credit,
        (select undone.kind_no from entry as undone where undone.entry_no = entry.reverses_no) as undone_kind_no
      from ${within(slot)})
    group by kind_no, undone_kind_no, case when coalesce(undone_kind_no, kind_no) = ${CONTRA}
      then (cash > 0) || (cash < 0) || (upi > 0) || (upi < 0) || (bank > 0) || (bank < 0) || coalesce(other_no, 0) end`
)

/** What is known of the entries that a forgotten day leaves to the next: by one statement each, however many there are. */
export function createLaterEntries(db: Sqlite.Database): LaterEntries {
  const count = prepare<Span, { entries: number }>(db, COUNT as never)
  const runs = prepare<Span, { first: number; last: number; entries: number; newest: number }>(db, RUNS as never)
  const totals = prepare<Span, Sums>(db, TOTALS as never)
  return {
    count: (span) => count.first(spanOf(span))?.entries ?? 0,
    runs: (span) =>
      runs.all(spanOf(span)).map((row) => ({
        run: [row.first, row.last],
        entryCount: row.entries,
        newestOn: row.newest as BookDate
      })),
    totals: (span) =>
      totals.all(spanOf(span)).map((row) => ({
        likeId: uuidText(row.id),
        totals: {
          count: row.entries,
          amountMinor: minor(row.amount),
          cashMinor: minor(row.cash),
          duesCashMinor: minor(row.dues_cash),
          upiMinor: minor(row.upi),
          bankMinor: minor(row.bank),
          creditMinor: minor(row.credit)
        }
      }))
  }
}

const spanOf = ({ runs, afterOn, toOn }: Parameters<LaterEntries['count']>[0]): Span => ({
  runs: JSON.stringify(runs),
  afterOn,
  toOn
})
