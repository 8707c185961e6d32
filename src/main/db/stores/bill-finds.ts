import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { billKindNumber } from '#main/db/bill-kinds.ts'
import { build, type Prepared, prepare } from '#main/db/prepared.ts'
import type { BillFilter } from '#main/ports/goods-store.ts'
import { type DocumentNumber, numberText, readDocumentNumber } from '#shared/numbering/document-number.ts'
import { type BillListRow, BROUGHT_NUMBER, DONE, IS_CANCELLED, selectRows } from './bill-reads.ts'
import { createMergeStore } from './merge-store.ts'
import { prepareSeries } from './series-statements.ts'

const IS_OPEN = sql<boolean>`not ${IS_CANCELLED} and ${DONE} < bill.line_count`
/** As on the paper, for looking for a part of it. */
const NUMBER_TEXT = sql<string>`(select series.prefix || '/' || printf('%02d-%02d/%05d', series.financial_year % 100,
    (series.financial_year + 1) % 100, coalesce(bill.number_no, entry.number_no))
  from series where series.series_no = coalesce(bill.series_no, entry.series_no))`

/** The parties that stand for the one of a bill since it was merged, hop by hop: its bills are found under their names as well. */
const STANDS_FOR = sql`with recursive merged_into (no) as (
    select into_no from party_merge where party_merge.party_no = bill.party_no
    union select party_merge.into_no from party_merge join merged_into on party_merge.party_no = merged_into.no)
  select 1 from merged_into join party as stands on stands.party_no = merged_into.no where true`

/** Rows that were found, newest first, and below which bill the search goes on; null: nothing older is left. */
export interface FoundBills {
  readonly rows: readonly BillListRow[]
  readonly nextBelow: number | null
}

type Asked = { party: number; parties: string; text: string; below: number; from: number; limit: number }

/**
 * Looks through the papers from the newest down. No index holds a part of a number or of a name, so one call looks at no more than
 * `scan` of them and says where to go on: a book of a million is never read in one breath.
 */
export function prepareBillFinds(db: Sqlite.Database): (filter: BillFilter) => FoundBills {
  const ready = new Map<string, Prepared<Asked, BillListRow>>()
  const byNumber = prepareNumberSeek(db)
  const newest = prepare<Record<never, never>, { bill_no: number }>(db, () =>
    build.selectFrom('bill').select('bill_no').orderBy('bill_no', 'desc').limit(1)
  )
  const merges = createMergeStore(db)
  return (filter) => {
    const members = filter.partyNo === null ? [] : merges.membersOf(filter.partyNo)
    const number = readDocumentNumber(filter.text)
    const whole = number === null ? null : byNumber(number)
    const text = whole === null || number === null ? filter.text.trim() : numberText(number)
    const isNarrow = whole !== null || filter.partyNo !== null
    const below = filter.beforeBillNo ?? (newest.first({})?.bill_no ?? 0) + 1
    const from = whole ?? (isNarrow ? 1 : Math.max(1, below - filter.scan))
    const kinds = filter.kinds?.map(billKindNumber).sort() ?? null
    const rows = statementOf(db, ready, { ...filter, isMany: members.length > 0 }, kinds).all({
      party: filter.partyNo ?? 0,
      parties: JSON.stringify([filter.partyNo, ...members]),
      text: `%${text.replace(/[\\%_]/g, '\\$&')}%`,
      below: whole === null ? below : Math.min(below, whole + 1),
      from,
      limit: filter.limit
    })
    const last = rows.length < filter.limit ? from : (rows.at(-1)?.bill_no ?? from)
    return { rows, nextBelow: whole !== null || last <= 1 ? null : last }
  }
}

/** One statement for each form of question, made when first asked. */
function statementOf(
  db: Sqlite.Database,
  ready: Map<string, Prepared<Asked, BillListRow>>,
  filter: BillFilter & { readonly isMany: boolean },
  kinds: readonly number[] | null
): Prepared<Asked, BillListRow> {
  const hasText = filter.text.trim() !== ''
  const key = JSON.stringify([filter.partyNo === null, filter.isMany, kinds, hasText, filter.isOpen])
  const known = ready.get(key)
  if (known !== undefined) return known
  const made = prepare<Asked, BillListRow>(db, (slot) => {
    let rows = selectRows().where('bill.bill_no', '<', slot('below')).where('bill.bill_no', '>=', slot('from'))
    // Bills of those that were made one with it are found under its name; of one party the index keeps the order.
    if (filter.partyNo !== null)
      rows = filter.isMany
        ? rows.where(sql<boolean>`bill.party_no in (select value from json_each(${slot('parties')}))`)
        : rows.where('bill.party_no', '=', slot('party'))
    if (kinds !== null) rows = rows.where('bill.kind_no', 'in', [...kinds])
    if (filter.isOpen) rows = rows.where(IS_OPEN)
    if (hasText) {
      rows = rows.where(
        sql<boolean>`(${NUMBER_TEXT} like ${slot('text')} escape '\\' or party.name like ${slot('text')} escape '\\'
          or ${BROUGHT_NUMBER} like ${slot('text')} escape '\\'
          or exists (${STANDS_FOR} and stands.name like ${slot('text')} escape '\\'))`
      )
    }
    return rows.orderBy('bill.bill_no', 'desc').limit(slot('limit'))
  })
  ready.set(key, made)
  return made
}

type Seek = { series: number; from: number; below: number }
type Numbered = { no: number; number_no: number }

/**
 * The bill that bears a whole number, such as `KMB/26-27/00012`; null when nobody bears it. Numbers of a series
 * are given in the order of the rows, so the row is sought by halves: each step looks for the next row of the series.
 */
function prepareNumberSeek(db: Sqlite.Database): (number: DocumentNumber) => number | null {
  const { series } = prepareSeries(db)
  const inEntries = prepare<Seek, Numbered>(db, (slot) =>
    build
      .selectFrom('entry')
      .select(['entry_no as no', sql<number>`number_no`.as('number_no')])
      .where('entry_no', '>=', slot('from'))
      .where('entry_no', '<', slot('below'))
      .where('series_no', '=', slot('series'))
      .orderBy('entry_no')
      .limit(1)
  )
  const inBills = prepare<Seek, Numbered>(db, (slot) =>
    build
      .selectFrom('bill')
      .select(['bill_no as no', sql<number>`number_no`.as('number_no')])
      .where('bill_no', '>=', slot('from'))
      .where('bill_no', '<', slot('below'))
      .where('series_no', '=', slot('series'))
      .orderBy('bill_no')
      .limit(1)
  )
  const newestEntry = prepare<Record<never, never>, { no: number }>(db, () =>
    build.selectFrom('entry').select('entry_no as no').orderBy('entry_no', 'desc').limit(1)
  )
  const newestBill = prepare<Record<never, never>, { no: number }>(db, () =>
    build.selectFrom('bill').select('bill_no as no').orderBy('bill_no', 'desc').limit(1)
  )
  const billOf = prepare<{ entryNo: number }, { bill_no: number }>(db, (slot) =>
    build.selectFrom('bill').select('bill_no').where('entry_no', '=', slot('entryNo'))
  )
  return ({ series: { prefix, financialYear }, count }) => {
    const row = series.first({ prefix, year: financialYear })
    if (row === undefined || count >= row.next_number) return null
    const entryNo = seek(inEntries, row.series_no, count, newestEntry.first({})?.no ?? 0)
    if (entryNo !== null) return billOf.first({ entryNo })?.bill_no ?? null
    return seek(inBills, row.series_no, count, newestBill.first({})?.no ?? 0)
  }
}

function seek(rows: Prepared<Seek, Numbered>, series: number, count: number, newest: number): number | null {
  let [from, below] = [1, newest + 1]
  while (from < below) {
    const middle = Math.floor((from + below) / 2)
    const row = rows.first({ series, from: middle, below })
    if (row?.number_no === count) return row.no
    if (row !== undefined && row.number_no < count) from = row.no + 1
    else below = middle
  }
  return null
}
