import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindNumber } from '#main/db/entry-kinds.ts'
import type { Memory } from '#main/db/memory.ts'
import { build, prepare, query } from '#main/db/prepared.ts'
import type { CashCountRow, PeriodTotalRow } from '#main/db/schema.ts'
import type { ClosingStore, LastClosing } from '#main/ports/closing-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { zCarried } from '#shared/closing/carried.ts'
import { countOfStored, storedCount, zStoredCount } from '#shared/closing/cash-count.ts'
import { type ClosingView, type CountView, zClosingView } from '#shared/contract/views.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import { createLaterEntries } from './later-entries.ts'
import type { NumberRow, NumberTexts } from './number-texts.ts'
import { isOwn } from './own-entries.ts'
import { createShopClosings } from './shop-closings.ts'

type Nothing = Record<never, never>

/** Under which the totals of other counters' entries stand: they belong to no period of this one. */
export const NO_PERIOD = 0

const NEWEST = query<
  Nothing,
  { z_no: number; book_on: number; last_entry_no: number; next_float_minor: number; carried: string | null }
>(() =>
  build
    .selectFrom('closing')
    .select(['z_no', 'book_on', 'last_entry_no', 'next_float_minor'])
    .select(sql<string | null>`json_extract(summary, '$.carried')`.as('carried'))
    .orderBy('z_no', 'desc')
    .limit(1)
)
const BUCKETS = query<{ period: number }, PeriodTotalRow>((slot) =>
  build.selectFrom('period_total').selectAll().where('period_no', '=', slot('period'))
)
const OPEN_UPI = query<{ period: number }, { is_claimed: number; amount: number }>((slot) =>
  build
    .selectFrom('upi_open')
    .select(['is_claimed', sql<number>`sum(amount_minor)`.as('amount')])
    .where('period_no', '=', slot('period'))
    .groupBy('is_claimed')
)
const WARNINGS = query<{ after: number }, { warnings: number }>((slot) =>
  build
    .selectFrom('audit_event')
    .select(sql<number>`count(*)`.as('warnings'))
    .where('kind', '=', 'guard-rail')
    .where(
      // Warnings stand in the order of their entries, so the index is read back only to the first that is too old.
      sql<boolean>`event_no > coalesce((select event_no from audit_event where kind = 'guard-rail'
          and entry_no <= ${slot('after')} order by event_no desc limit 1), 0)`
    )
)

const UPI_OF_RUN = query<{ from: number; to: number }, { is_claimed: number; amount: number }>((slot) =>
  build
    .selectFrom('upi_open')
    .select(['is_claimed', sql<number>`sum(amount_minor)`.as('amount')])
    .where('entry_no', '>=', slot('from'))
    .where('entry_no', '<=', slot('to'))
    .where('period_no', '<>', sql.lit(NO_PERIOD))
    .groupBy('is_claimed')
)
/** Counts of the drawer and numbered closings: appended, frozen. */
export function createClosingStore(db: Sqlite.Database, memory: Memory, numbers: NumberTexts): ClosingStore {
  const last = prepare(db, NEWEST)
  const newest = memory.keep((): LastClosing | null => {
    const row = last.first({})
    return row
      ? {
          zNo: row.z_no,
          bookOn: row.book_on as BookDate,
          lastEntryNo: row.last_entry_no,
          nextFloatMinor: minor(row.next_float_minor),
          carried: row.carried === null ? null : zCarried.parse(JSON.parse(row.carried))
        }
      : null
  })
  const buckets = prepare(db, BUCKETS)
  const upi = prepare(db, OPEN_UPI)
  const upiOfRun = prepare(db, UPI_OF_RUN)
  const warnings = prepare(db, WARNINGS)
  const counts = prepareCounts(db)
  const othersCash = memory.keep(() =>
    minor(buckets.all({ period: NO_PERIOD }).reduce((sum, row) => sum + row.cash_minor, 0))
  )
  const closings = prepareClosings(db, numbers)

  return {
    shop: createShopClosings(db),
    lastClosing: () => newest.get(),
    buckets: (periodNo) =>
      buckets.all({ period: periodNo }).map((row) => ({
        bucket: row.bucket,
        count: row.entry_count,
        amountMinor: minor(row.amount_minor),
        cashMinor: minor(row.cash_minor),
        duesCashMinor: minor(row.dues_cash_minor),
        upiMinor: minor(row.upi_minor),
        bankMinor: minor(row.bank_minor),
        creditMinor: minor(row.credit_minor)
      })),
    othersCash: () => othersCash.get(),
    upiByState: (periodNo) => byState(upi.all({ period: periodNo })),
    upiOfRun: ([from, to]) => byState(upiOfRun.all({ from, to })),
    numbersBetween: closings.numbers,
    later: createLaterEntries(db),
    warningsSince: (entryNo) => warnings.first({ after: entryNo })?.warnings ?? 0,
    addCount(record, op, stamp) {
      counts.insert.run({
        id: record.id,
        op,
        period: record.periodNo,
        lastEntryNo: record.lastEntryNo,
        at: stamp.atMs,
        person: stamp.person,
        count: canonicalJson(storedCount(record) as unknown as Json),
        counted: record.countedMinor,
        expected: record.expectedMinor
      })
    },
    count(id) {
      const row = counts.byId.first({ id })
      return row
        ? {
            id: row.id,
            periodNo: row.period_no,
            lastEntryNo: row.last_entry_no,
            ...countIn(row),
            countedMinor: minor(row.counted_minor),
            expectedMinor: minor(row.expected_minor),
            countedAt: row.counted_at,
            person: row.person
          }
        : null
    },
    counts: (periodNo) => counts.ofPeriod.all({ period: periodNo }).map(countViewOf),
    add(record, op, stamp) {
      closings.insert.run({
        zNo: record.zNo,
        id: record.id,
        op,
        bookOn: record.bookOn,
        lastEntryNo: record.lastEntryNo,
        at: stamp.atMs,
        person: stamp.person,
        nextFloat: record.nextFloatMinor,
        summary: canonicalJson(record.view as unknown as Json)
      })
      const { zNo, bookOn, lastEntryNo, nextFloatMinor } = record
      newest.put({ zNo, bookOn, lastEntryNo, nextFloatMinor, carried: record.view.carried })
    },
    byId: (id) => closingOf(closings.byId.first({ id })),
    byNo: (zNo) => closingOf(closings.byNo.first({ zNo })),
    list: (before, limit) =>
      closings.page.all({ before: before ?? Number.MAX_SAFE_INTEGER, limit }).flatMap((row) => closingOf(row) ?? [])
  }
}

function byState(rows: readonly { is_claimed: number; amount: number }[]) {
  const amounts = new Map(rows.map((row) => [row.is_claimed, minor(row.amount)]))
  return { waitingMinor: amounts.get(0) ?? ZERO, claimedMinor: amounts.get(1) ?? ZERO }
}

const closingOf = (row: { summary: string } | undefined): ClosingView | null =>
  row ? zClosingView.parse(JSON.parse(row.summary)) : null

const countViewOf = (row: CashCountRow): CountView => ({
  id: row.id,
  countedAt: row.counted_at,
  personName: row.person,
  count: countIn(row).count,
  countedMinor: minor(row.counted_minor)
})

const countIn = (row: CashCountRow) => countOfStored(zStoredCount.parse(JSON.parse(row.count)))

function prepareCounts(db: Sqlite.Database) {
  return {
    insert: prepare<{
      id: string
      op: number
      period: number
      lastEntryNo: number
      at: number
      person: string
      count: string
      counted: number
      expected: number
    }>(db, (slot) =>
      build.insertInto('cash_count').values({
        count_no: null as unknown as number,
        id: slot('id'),
        op_n: slot('op'),
        period_no: slot('period'),
        last_entry_no: slot('lastEntryNo'),
        counted_at: slot('at'),
        person: slot('person'),
        count: slot('count'),
        counted_minor: slot('counted'),
        expected_minor: slot('expected')
      })
    ),
    byId: prepare<{ id: string }, CashCountRow>(db, (slot) =>
      build.selectFrom('cash_count').selectAll().where('id', '=', slot('id'))
    ),
    ofPeriod: prepare<{ period: number }, CashCountRow>(db, (slot) =>
      build.selectFrom('cash_count').selectAll().where('period_no', '=', slot('period')).orderBy('count_no')
    )
  }
}

function prepareClosings(db: Sqlite.Database, numbers: NumberTexts) {
  const summary = () => build.selectFrom('closing').select('summary')
  const bill = (direction: 'asc' | 'desc') =>
    prepare<{ from: number; upTo: number }, NumberRow>(db, (slot) =>
      build
        .selectFrom('entry')
        .select(['series_no', 'number_no'])
        .where('entry_no', '>=', slot('from'))
        .where('entry_no', '<=', slot('upTo'))
        .where('kind_no', '=', kindNumber('sale'))
        .where('number_no', 'is not', null)
        .where(isOwn('entry.op_n'))
        .orderBy('entry_no', direction)
        .limit(1)
    )
  const [firstBill, lastBill] = [bill('asc'), bill('desc')]
  return {
    insert: prepare<{
      zNo: number
      id: string
      op: number
      bookOn: number
      lastEntryNo: number
      at: number
      person: string
      nextFloat: number
      summary: string
    }>(db, (slot) =>
      build.insertInto('closing').values({
        z_no: slot('zNo'),
        id: slot('id'),
        op_n: slot('op'),
        book_on: slot('bookOn'),
        last_entry_no: slot('lastEntryNo'),
        closed_at: slot('at'),
        person: slot('person'),
        next_float_minor: slot('nextFloat'),
        summary: slot('summary')
      })
    ),
    byId: prepare<{ id: string }, { summary: string }>(db, (slot) => summary().where('id', '=', slot('id'))),
    byNo: prepare<{ zNo: number }, { summary: string }>(db, (slot) => summary().where('z_no', '=', slot('zNo'))),
    page: prepare<{ before: number; limit: number }, { summary: string }>(db, (slot) =>
      summary().where('z_no', '<', slot('before')).orderBy('z_no', 'desc').limit(slot('limit'))
    ),
    /** The first and the last bill of our own in a run: the series is gapless, so they say which bills it holds. */
    numbers(from: number, upTo: number): { first: string; last: string } {
      const run = { from, upTo }
      return { first: numbers.textOf(firstBill.first(run)), last: numbers.textOf(lastBill.first(run)) }
    }
  }
}
