import type Sqlite from 'better-sqlite3'
import { type ExpressionBuilder, sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import type { EntryRow } from '#main/db/schema.ts'
import type { DayBookFilter, DayBookTotals, StoredEntry } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryView } from '#shared/contract/views.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import type { Posting } from '#shared/ledger/build-entry.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import { minor } from '#shared/money/money.ts'
import { type EntryViewRow, entryViewOf, selectEntryView } from './entry-view.ts'

type Nothing = Record<never, never>
type StoredRow = EntryRow & { party_id: string | null; account_code: string | null; reverses_id: string | null }

/** Larger than any entry number: where a page that starts at the newest ends. */
const NEWEST = Number.MAX_SAFE_INTEGER

export function prepareEntryReads(db: Sqlite.Database) {
  const viewById = prepare<{ id: string }, EntryViewRow>(db, (slot) =>
    selectEntryView().where('entry.id', '=', slot('id'))
  )
  const viewByNo = prepare<{ entryNo: number }, EntryViewRow>(db, (slot) =>
    selectEntryView().where('entry.entry_no', '=', slot('entryNo'))
  )
  const recent = prepare<{ before: number; after: number; limit: number }, EntryViewRow>(db, (slot) =>
    selectEntryView()
      .where('entry.entry_no', '<', slot('before'))
      .where('entry.entry_no', '>', slot('after'))
      .orderBy('entry.entry_no', 'desc')
      .limit(slot('limit'))
  )
  const statement = prepare<{ partyNo: number; before: number; limit: number }, EntryViewRow>(db, (slot) =>
    selectEntryView()
      .where('entry.party_no', '=', slot('partyNo'))
      .where('entry.entry_no', '<', slot('before'))
      .orderBy('entry.entry_no', 'desc')
      .limit(slot('limit'))
  )
  const dayBook = prepare<DayBookSlots & { limit: number; offset: number }, EntryViewRow>(db, (slot) =>
    selectEntryView()
      .where((on) => withinDayBook(on as never, slot))
      .orderBy('entry.book_on', 'desc')
      .orderBy('entry.entry_no', 'desc')
      .limit(slot('limit'))
      .offset(slot('offset'))
  )
  const dayBookTotals = prepareDayBookTotals(db)
  const closingEnd = prepare<{ zNo: number }, { last_entry_no: number }>(db, (slot) =>
    build.selectFrom('closing').select('last_entry_no').where('z_no', '=', slot('zNo'))
  )
  const endOf = (periodNo: number) => closingEnd.first({ zNo: periodNo })?.last_entry_no

  return {
    last: prepare<Nothing, { entry_no: number; recorded_at: number }>(db, () =>
      build.selectFrom('entry').select(['entry_no', 'recorded_at']).orderBy('entry_no', 'desc').limit(1)
    ),
    reversal: prepare<{ entryNo: number }, { entry_no: number; id: string }>(db, (slot) =>
      build.selectFrom('entry').select(['entry_no', 'id']).where('reverses_no', '=', slot('entryNo'))
    ),
    postings: prepare<{ entryNo: number }, { code: string; party_id: string | null; amount_minor: number }>(
      db,
      (slot) =>
        build
          .selectFrom('posting')
          .innerJoin('account', 'account.account_no', 'posting.account_no')
          .leftJoin('party', 'party.party_no', 'posting.party_no')
          .select(['account.code', 'party.id as party_id', 'posting.amount_minor'])
          .where('posting.entry_no', '=', slot('entryNo'))
          .orderBy('posting.line_no')
    ),
    stored: prepare<{ id: string }, StoredRow>(db, (slot) =>
      build
        .selectFrom('entry')
        .leftJoin('party', 'party.party_no', 'entry.party_no')
        .leftJoin('account', 'account.account_no', 'entry.account_no')
        .leftJoin('entry as undone', 'undone.entry_no', 'entry.reverses_no')
        .selectAll('entry')
        .select(['party.id as party_id', 'account.code as account_code', 'undone.id as reverses_id'])
        .where('entry.id', '=', slot('id'))
    ),
    after: prepare<{ entryNo: number; limit: number }, EntryViewRow>(db, (slot) =>
      selectEntryView().where('entry.entry_no', '>', slot('entryNo')).orderBy('entry.entry_no').limit(slot('limit'))
    ),
    storedOf,
    view: (id: string): EntryView | null => viewOf(viewById.first({ id })),
    viewByNo: (entryNo: number): EntryView | null => viewOf(viewByNo.first({ entryNo })),
    recent: (periodNo: number, before: number | null, limit: number) =>
      recent.all({ before: before ?? NEWEST, after: endOf(periodNo - 1) ?? 0, limit }),
    statement: (partyNo: number, before: number | null, limit: number) =>
      statement.all({ partyNo, before: before ?? NEWEST, limit }),
    dayBook: (filter: DayBookFilter, offset: number, limit: number) =>
      dayBook.all({ ...dayBookSlots(filter), offset, limit }),
    dayBookTotals: (filter: DayBookFilter): DayBookTotals => dayBookTotals(filter),
    recordedAt: prepare<{ entryNo: number }, { recorded_at: number }>(db, (slot) =>
      build.selectFrom('entry').select('recorded_at').where('entry_no', '=', slot('entryNo'))
    ),
    // The index on days is read from its newest end, and it ends at the first entry that is new enough: there must be one.
    newestDay: prepare<{ entryNo: number }, { book_on: number }>(db, (slot) =>
      build
        .selectFrom('entry')
        .select('book_on')
        .where('entry_no', '>', slot('entryNo'))
        .orderBy('book_on', 'desc')
        .limit(1)
    )
  }
}

const viewOf = (row: EntryViewRow | undefined): EntryView | null => (row ? entryViewOf(row) : null)

function storedOf(row: StoredRow, postings: readonly Posting[]): StoredEntry {
  return {
    entryNo: row.entry_no,
    id: row.id,
    kind: row.kind as EntryKind,
    number: row.number,
    bookOn: row.book_on as BookDate,
    occurredOn: row.occurred_on as BookDate | null,
    recordedAt: row.recorded_at,
    periodNo: row.period_no,
    partyId: row.party_id,
    accountCode: row.account_code as AccountCode | null,
    text: row.text,
    note: row.note,
    lines: (JSON.parse(row.lines) as [string, number][]).map(([text, amount]) => ({
      text,
      amountMinor: minor(amount)
    })),
    amountMinor: minor(row.amount_minor),
    cashMinor: minor(row.cash_minor),
    changeMinor: minor(row.change_minor),
    upiMinor: minor(row.upi_minor),
    bankMinor: minor(row.bank_minor),
    creditMinor: minor(row.credit_minor),
    balanceAfterMinor: row.balance_minor === null ? null : minor(row.balance_minor),
    reversesId: row.reverses_id,
    reason: row.reason,
    postings
  }
}

/** A filter of the day book as values: an empty text or list of kinds lets everything through. */
type DayBookSlots = { fromOn: number; toOn: number; kinds: string; like: string }

const dayBookSlots = (filter: DayBookFilter): DayBookSlots => ({
  fromOn: filter.fromOn,
  toOn: filter.toOn,
  kinds: JSON.stringify(filter.kinds ?? []),
  like: filter.text.trim() === '' ? '' : `%${filter.text.trim().replace(/[\\%_]/g, '\\$&')}%`
})

const withinDayBook = (
  on: ExpressionBuilder<{ entry: EntryRow }, 'entry'>,
  slot: <Name extends keyof DayBookSlots>(name: Name) => DayBookSlots[Name]
) =>
  on.and([
    on('entry.book_on', '>=', slot('fromOn')),
    on('entry.book_on', '<=', slot('toOn')),
    sql<boolean>`(${slot('kinds')} = '[]' or entry.kind in (select value from json_each(${slot('kinds')})))`,
    sql<boolean>`(${slot('like')} = '' or entry.number like ${slot('like')} escape '\\' or entry.text like ${slot('like')} escape '\\'
      or party.name like ${slot('like')} escape '\\')`
  ])

function prepareDayBookTotals(db: Sqlite.Database): (filter: DayBookFilter) => DayBookTotals {
  const totals = prepare<
    DayBookSlots,
    {
      total: number
      sales: number | null
      cash_in: number | null
      cash_out: number | null
      upi: number | null
      credit: number | null
    }
  >(db, (slot) =>
    build
      .selectFrom('entry')
      .leftJoin('party', 'party.party_no', 'entry.party_no')
      .select([
        sql<number>`count(*)`.as('total'),
        sql<number>`sum(case when entry.kind = 'sale' then entry.amount_minor else 0 end)`.as('sales'),
        sql<number>`sum(case when entry.cash_minor > 0 then entry.cash_minor else 0 end)`.as('cash_in'),
        sql<number>`sum(case when entry.cash_minor < 0 then -entry.cash_minor else 0 end)`.as('cash_out'),
        sql<number>`sum(entry.upi_minor)`.as('upi'),
        sql<number>`sum(entry.credit_minor)`.as('credit')
      ])
      .where((on) => withinDayBook(on as never, slot))
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
