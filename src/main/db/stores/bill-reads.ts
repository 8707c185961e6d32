import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { billKindOf } from '#main/db/bill-kinds.ts'
import { build, prepare } from '#main/db/prepared.ts'
import { uuidText } from '#main/db/uuid-bytes.ts'
import type { BillRowRecord } from '#main/ports/goods-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { minor } from '#shared/money/money.ts'
import type { NumberRow, NumberTexts } from './number-texts.ts'

/** A bill as lists show it. Figures of its lines tell how much of it came back, or was billed. */
export interface BillListRow {
  readonly bill_no: number
  readonly id: Uint8Array
  readonly kind_no: number
  readonly series_no: number | null
  readonly number_no: number | null
  readonly book_on: number
  readonly recorded_at: number
  /** The number in the other book, for a bill that was brought along. */
  readonly brought_number: string | null
  readonly party_id: Uint8Array | null
  readonly party_name: string | null
  readonly line_count: number
  readonly total_minor: number
  readonly is_cancelled: 0 | 1
  readonly touched: number
  readonly done: number
}

export const IS_CANCELLED = sql<
  0 | 1
>`(exists (select 1 from entry as undoing where undoing.reverses_no = bill.entry_no)
  or exists (select 1 from bill_cancel where bill_cancel.bill_no = bill.bill_no))`
const TOUCHED = sql<number>`(select count(*) from returned_line as back where back.bill_no = bill.bill_no
  and (back.quantity > 0 or back.amount_minor > 0))`
/** A line that is an amount alone is done when the amount came back; what was offered, when any of it was billed. */
export const DONE = sql<number>`(select count(*) from returned_line as back
  join bill_line as line on line.bill_no = back.bill_no and line.line_no = back.line_no
  where back.bill_no = bill.bill_no and back.quantity >= line.quantity
    and (line.quantity > 0 or back.amount_minor >= line.amount_minor or bill.kind_no > 4)
    and (back.quantity > 0 or back.amount_minor > 0))`
/** A sale or a return of one that bears no number of ours was brought along, with its own number as its text. */
export const BROUGHT_NUMBER = sql<
  string | null
>`(case when bill.kind_no <= 2 and entry.series_no is null then entry.text end)`

/** Rows of a list, without saying which. */
export const selectRows = () =>
  build
    .selectFrom('bill')
    .leftJoin('entry', 'entry.entry_no', 'bill.entry_no')
    .leftJoin('party', 'party.party_no', 'bill.party_no')
    .select([
      'bill.bill_no',
      'bill.id',
      'bill.kind_no',
      sql<number | null>`coalesce(bill.series_no, entry.series_no)`.as('series_no'),
      sql<number | null>`coalesce(bill.number_no, entry.number_no)`.as('number_no'),
      'bill.book_on',
      'bill.recorded_at',
      BROUGHT_NUMBER.as('brought_number'),
      'party.id as party_id',
      'party.name as party_name',
      'bill.line_count',
      'bill.total_minor',
      IS_CANCELLED.as('is_cancelled'),
      TOUCHED.as('touched'),
      DONE.as('done')
    ])

export function billRowOf(row: BillListRow, numbers: NumberTexts): BillRowRecord {
  const state = row.done >= row.line_count ? 'done' : row.touched > 0 ? 'part' : 'open'
  return {
    billNo: row.bill_no,
    id: uuidText(row.id),
    kind: billKindOf(row.kind_no),
    number: numbers.textOf(row) || (row.brought_number ?? ''),
    bookOn: row.book_on as BookDate,
    recordedAt: row.recorded_at,
    partyId: row.party_id === null ? null : uuidText(row.party_id),
    partyName: row.party_name ?? '',
    lineCount: row.line_count,
    totalMinor: minor(row.total_minor),
    state: row.is_cancelled === 1 ? 'cancelled' : state
  }
}

export function prepareBillReads(db: Sqlite.Database) {
  type StoredRow = {
    bill_no: number
    entry_no: number | null
    series_no: number | null
    number_no: number | null
    recorded_at: number
    brought_number: string | null
    person: string
    bytes: string
  }
  const selectStored = () =>
    build
      .selectFrom('bill')
      .innerJoin('journal_op', 'journal_op.n', 'bill.op_n')
      .leftJoin('entry', 'entry.entry_no', 'bill.entry_no')
      .select([
        'bill.bill_no',
        'bill.entry_no',
        sql<number | null>`coalesce(bill.series_no, entry.series_no)`.as('series_no'),
        sql<number | null>`coalesce(bill.number_no, entry.number_no)`.as('number_no'),
        'bill.recorded_at',
        BROUGHT_NUMBER.as('brought_number'),
        'bill.person',
        'journal_op.bytes'
      ])
  return {
    known: prepare<{ id: Uint8Array }, { bill_no: number }>(db, (slot) =>
      build.selectFrom('bill').select('bill_no').where('id', '=', slot('id'))
    ),
    idOf: prepare<{ billNo: number }, { id: Uint8Array }>(db, (slot) =>
      build.selectFrom('bill').select('id').where('bill_no', '=', slot('billNo'))
    ),
    byId: prepare<{ id: Uint8Array }, StoredRow>(db, (slot) => selectStored().where('bill.id', '=', slot('id'))),
    byNo: prepare<{ billNo: number }, StoredRow>(db, (slot) =>
      selectStored().where('bill.bill_no', '=', slot('billNo'))
    ),
    byEntry: prepare<{ entryNo: number }, StoredRow>(db, (slot) =>
      selectStored().where('bill.entry_no', '=', slot('entryNo'))
    ),
    number: prepare<{ billNo: number }, NumberRow>(db, (slot) =>
      build
        .selectFrom('bill')
        .innerJoin('entry', 'entry.entry_no', 'bill.entry_no')
        .select(['entry.series_no', 'entry.number_no'])
        .where('bill.bill_no', '=', slot('billNo'))
    ),
    lineCount: prepare<{ billNo: number }, { line_count: number }>(db, (slot) =>
      build.selectFrom('bill').select('line_count').where('bill_no', '=', slot('billNo'))
    ),
    row: prepare<{ id: Uint8Array }, BillListRow>(db, (slot) => selectRows().where('bill.id', '=', slot('id'))),
    isCancelled: prepare<{ billNo: number }, { is_cancelled: 0 | 1 }>(db, (slot) =>
      build.selectFrom('bill').select(IS_CANCELLED.as('is_cancelled')).where('bill.bill_no', '=', slot('billNo'))
    ),
    returned: prepare<{ billNo: number }, { line_no: number; quantity: number; amount_minor: number }>(db, (slot) =>
      build
        .selectFrom('returned_line')
        .select(['line_no', 'quantity', 'amount_minor'])
        .where('bill_no', '=', slot('billNo'))
    ),
    /** What was made of a bill and stands: returns of it, or the bills of a paper. */
    madeOf: prepare<{ billNo: number }, { bills: number; total: number | null }>(db, (slot) =>
      build
        .selectFrom('bill')
        .select([sql<number>`count(*)`.as('bills'), sql<number | null>`sum(bill.total_minor)`.as('total')])
        .where('of_bill_no', '=', slot('billNo'))
        .where(sql<boolean>`not ${IS_CANCELLED}`)
    ),
    lastPrice: prepare<
      { partyNo: number; itemNo: number; side: 1 | 2 },
      {
        rate: number
        rate_unit: string
        is_tax_in_price: 0 | 1
        book_on: number
        series_no: number | null
        number_no: number | null
      }
    >(db, (slot) =>
      build
        .selectFrom('last_price')
        .innerJoin('bill', 'bill.bill_no', 'last_price.bill_no')
        .innerJoin('bill_line', (join) =>
          join
            .onRef('bill_line.bill_no', '=', 'last_price.bill_no')
            .onRef('bill_line.line_no', '=', 'last_price.line_no')
        )
        .leftJoin('entry', 'entry.entry_no', 'bill.entry_no')
        .select([
          sql<number>`bill_line.rate`.as('rate'),
          sql<string>`bill_line.rate_unit`.as('rate_unit'),
          'bill_line.is_tax_in_price',
          'bill.book_on',
          'entry.series_no',
          'entry.number_no'
        ])
        .where('last_price.party_no', '=', slot('partyNo'))
        .where('last_price.item_no', '=', slot('itemNo'))
        .where('last_price.bill_side', '=', slot('side'))
    ),
    /** The newest line that had a rate, of a bill that stands. */
    newestPrice: prepare<{ partyNo: number; itemNo: number; kindNo: number }, { bill_no: number; line_no: number }>(
      db,
      (slot) =>
        build
          .selectFrom('bill_line')
          .innerJoin('bill', 'bill.bill_no', 'bill_line.bill_no')
          .select(['bill_line.bill_no', 'bill_line.line_no'])
          .where('bill_line.item_no', '=', slot('itemNo'))
          .where('bill.party_no', '=', slot('partyNo'))
          .where('bill.kind_no', '=', slot('kindNo'))
          .where('bill_line.rate', 'is not', null)
          .where(sql<boolean>`not ${IS_CANCELLED}`)
          .orderBy('bill_line.bill_no', 'desc')
          .orderBy('bill_line.line_no', 'desc')
          .limit(1)
    )
  }
}
