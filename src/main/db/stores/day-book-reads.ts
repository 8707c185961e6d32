import type Sqlite from 'better-sqlite3'
import { type RawBuilder, sql } from 'kysely'
import { kindNumber } from '#main/db/entry-kinds.ts'
import { build, type Prepared, prepare } from '#main/db/prepared.ts'
import type { DayBookFilter, DayBookTotals } from '#main/ports/ledger-store.ts'
import { minor } from '#shared/money/money.ts'
import { type EntryViewRow, selectEntryView } from './entry-view.ts'

/** A filter of the day book as values: an empty text or list of kinds lets everything through. */
export type DayBookSlots = { fromOn: number; toOn: number; kinds: string; like: string }

export const dayBookSlots = (filter: DayBookFilter): DayBookSlots => ({
  fromOn: filter.fromOn,
  toOn: filter.toOn,
  kinds: JSON.stringify((filter.kinds ?? []).map(kindNumber)),
  like: filter.text.trim() === '' ? '' : `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%`
})

type Slot = <Name extends keyof DayBookSlots>(name: Name) => DayBookSlots[Name]

/** The entries of days, found through the days: each knows between which entries its own lie. */
const ENTRIES_OF_DAYS = sql.raw(`book_day cross join entry on entry.entry_no between book_day.first_entry_no and
  coalesce(book_day.last_entry_no, 9007199254740991) and entry.book_on = book_day.book_on`)

const NUMBER = sql.raw(`(select prefix || '/' || printf('%02d-%02d/%05d', financial_year % 100,
  (financial_year + 1) % 100, entry.number_no) from series where series.series_no = entry.series_no)`)
const PARTY = sql.raw('(select name from party where party.party_no = entry.party_no)')

/** What is looked up in other tables is looked up only where a text is asked for. */
const within = (slot: Slot): RawBuilder<boolean> => sql<boolean>`
  book_day.book_on between ${slot('fromOn')} and ${slot('toOn')}
  and (${slot('kinds')} = '[]' or entry.kind_no in (select value from json_each(${slot('kinds')})))
  and (${slot('like')} = '' or ${NUMBER} like ${slot('like')} escape '\\'
    or entry.text like ${slot('like')} escape '\\' or ${PARTY} like ${slot('like')} escape '\\')`

/** A page of the day book, newest day first and the newest entry of it first. */
export function prepareDayBookPage(
  db: Sqlite.Database
): Prepared<DayBookSlots & { limit: number; offset: number }, EntryViewRow> {
  return prepare(db, (slot) =>
    selectEntryView()
      .where(
        'entry.entry_no',
        'in',
        sql<number>`(select entry.entry_no from ${ENTRIES_OF_DAYS} where ${within(slot as Slot)}
          order by book_day.book_on desc, entry.entry_no desc limit ${slot('limit')} offset ${slot('offset')})`
      )
      .orderBy('entry.book_on', 'desc')
      .orderBy('entry.entry_no', 'desc')
  )
}

interface TotalsRow {
  total: number
  sales: number | null
  cash_in: number | null
  cash_out: number | null
  upi: number | null
  credit: number | null
}

export function prepareDayBookTotals(db: Sqlite.Database): (filter: DayBookFilter) => DayBookTotals {
  const totals = prepare<DayBookSlots, TotalsRow>(db, (slot) =>
    build
      .selectFrom(
        sql<TotalsRow>`(select count(*) as total,
          sum(case when entry.kind_no = ${sql.lit(kindNumber('sale'))} then entry.amount_minor else 0 end) as sales,
          sum(case when entry.cash_minor > 0 then entry.cash_minor else 0 end) as cash_in,
          sum(case when entry.cash_minor < 0 then -entry.cash_minor else 0 end) as cash_out,
          sum(entry.upi_minor) as upi, sum(entry.credit_minor) as credit
          from ${ENTRIES_OF_DAYS} where ${within(slot)})`.as('totals')
      )
      .selectAll()
  )
  return (filter) => {
    const row = totals.first(dayBookSlots(filter))
    return {
      total: row?.total ?? 0,
      salesMinor: minor(row?.sales ?? 0),
      cashInMinor: minor(row?.cash_in ?? 0),
      cashOutMinor: minor(row?.cash_out ?? 0),
      upiMinor: minor(row?.upi ?? 0),
      creditMinor: minor(row?.credit ?? 0)
    }
  }
}
