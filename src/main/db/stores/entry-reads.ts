import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { kindNumber, kindOf } from '#main/db/entry-kinds.ts'
import { build, prepare, query } from '#main/db/prepared.ts'
import type { EntryRow } from '#main/db/schema.ts'
import { uuidBytes, uuidText, uuidTextOrNull } from '#main/db/uuid-bytes.ts'
import type { DayBookFilter, DayBookTotals, StoredEntry } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { AccountLine, EntryView } from '#shared/contract/views.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import { assertBalanced, controlAccount } from '#shared/ledger/build-entry.ts'
import { NO_PARTS, type Part, postingsOf } from '#shared/ledger/legs.ts'
import { minor } from '#shared/money/money.ts'
import type { PartyKind } from '#shared/parties/party.ts'
import { ENTRY_BILL_KINDS } from '#shared/sales/bill-request.ts'
import { type AccountLineRow, accountLineOf, selectAccountLine } from './account-line.ts'
import { dayBookSlots, prepareDayBookPage, prepareDayBookTotals } from './day-book-reads.ts'
import { type EntryViewRow, entryViewOf, selectEntryView } from './entry-view.ts'
import type { NumberTexts } from './number-texts.ts'

type Nothing = Record<never, never>
type StoredRow = EntryRow & {
  party_id: Uint8Array | null
  party_kind: string | null
  account_code: string | null
  other_code: string | null
  reverses_id: Uint8Array | null
}

/** Larger than any entry number: where a page that starts at the newest ends. */
const NEWEST = Number.MAX_SAFE_INTEGER

const VIEW_BY_ID = query<{ id: Uint8Array }, EntryViewRow>((slot) =>
  selectEntryView().where('entry.id', '=', slot('id'))
)
const VIEW_BY_NO = query<{ entryNo: number }, EntryViewRow>((slot) =>
  selectEntryView().where('entry.entry_no', '=', slot('entryNo'))
)
const RECENT = query<{ before: number; after: number; limit: number }, EntryViewRow>((slot) =>
  selectEntryView()
    .where('entry.entry_no', '<', slot('before'))
    .where('entry.entry_no', '>', slot('after'))
    .orderBy('entry.entry_no', 'desc')
    .limit(slot('limit'))
)
const STATEMENT = query<{ partyNo: number; before: number; limit: number }, AccountLineRow>((slot) =>
  selectAccountLine()
    .where('entry.party_no', '=', slot('partyNo'))
    .where('entry.entry_no', '<', slot('before'))
    .orderBy('entry.entry_no', 'desc')
    .limit(slot('limit'))
)
const PARTY = query<{ partyNo: number }, { id: Uint8Array; name: string }>((slot) =>
  build.selectFrom('party').select(['id', 'name']).where('party_no', '=', slot('partyNo'))
)
const AFTER = query<{ entryNo: number; limit: number }, EntryViewRow>((slot) =>
  selectEntryView().where('entry.entry_no', '>', slot('entryNo')).orderBy('entry.entry_no').limit(slot('limit'))
)
const PARTS = query<{ entryNo: number }, { code: string; amount_minor: number }>((slot) =>
  build
    .selectFrom('entry_part')
    .innerJoin('account', 'account.account_no', 'entry_part.account_no')
    .select(['account.code', 'entry_part.amount_minor'])
    .where('entry_part.entry_no', '=', slot('entryNo'))
    .orderBy('entry_part.part_no')
)
/** Only bills, and what undoes them, post to more than one other account. */
const MAY_HAVE_PARTS: ReadonlySet<number> = new Set([...ENTRY_BILL_KINDS, 'reversal' as const].map(kindNumber))

const selectStored = () =>
  build
    .selectFrom('entry')
    .leftJoin('party', 'party.party_no', 'entry.party_no')
    .leftJoin('account', 'account.account_no', 'entry.account_no')
    .leftJoin('account as other', 'other.account_no', 'entry.other_no')
    .leftJoin('entry as undone', 'undone.entry_no', 'entry.reverses_no')
    .selectAll('entry')
    .select([
      'party.id as party_id',
      'party.kind as party_kind',
      'account.code as account_code',
      'other.code as other_code',
      'undone.id as reverses_id'
    ])

export function prepareEntryReads(db: Sqlite.Database, numbers: NumberTexts) {
  const view = (row: EntryViewRow): EntryView => entryViewOf(row, numbers)
  const viewOf = (row: EntryViewRow | undefined) => (row ? view(row) : null)
  const viewById = prepare(db, VIEW_BY_ID)
  const viewByNo = prepare(db, VIEW_BY_NO)
  const recent = prepare(db, RECENT)
  const statement = prepare(db, STATEMENT)
  const party = prepare(db, PARTY)
  const dayBook = prepareDayBookPage(db)
  const dayBookTotals = prepareDayBookTotals(db)
  const after = prepare(db, AFTER)
  const parts = prepare(db, PARTS)
  const partsOf = (row: StoredRow): readonly Part[] =>
    MAY_HAVE_PARTS.has(row.kind_no)
      ? parts.all({ entryNo: row.entry_no }).map(({ code, amount_minor }) => ({
          accountCode: code as AccountCode,
          amountMinor: minor(amount_minor)
        }))
      : NO_PARTS

  return {
    last: prepare<Nothing, { entry_no: number; recorded_at: number }>(db, () =>
      build.selectFrom('entry').select(['entry_no', 'recorded_at']).orderBy('entry_no', 'desc').limit(1)
    ),
    reversal: prepare<{ entryNo: number }, { entry_no: number; id: Uint8Array }>(db, (slot) =>
      build.selectFrom('entry').select(['entry_no', 'id']).where('reverses_no', '=', slot('entryNo'))
    ),
    known: prepare<{ id: Uint8Array }, { entry_no: number }>(db, (slot) =>
      build.selectFrom('entry').select('entry_no').where('id', '=', slot('id'))
    ),
    stored: prepare<{ id: Uint8Array }, StoredRow>(db, (slot) => selectStored().where('entry.id', '=', slot('id'))),
    storedAfter: prepare<{ entryNo: number; limit: number }, StoredRow>(db, (slot) =>
      selectStored().where('entry.entry_no', '>', slot('entryNo')).orderBy('entry.entry_no').limit(slot('limit'))
    ),
    storedOf: (row: StoredRow) => storedOf(row, numbers.textOf(row), partsOf(row)),
    view: (id: string) => viewOf(viewById.first({ id: uuidBytes(id) })),
    viewByNo: (entryNo: number) => viewOf(viewByNo.first({ entryNo })),
    after: (entryNo: number, limit: number) => after.all({ entryNo, limit }).map(view),
    recent: (after: number, before: number | null, limit: number) =>
      recent.all({ before: before ?? NEWEST, after, limit }).map(view),
    statement(partyNo: number, before: number | null, limit: number): AccountLine[] {
      const of = party.first({ partyNo })
      if (of === undefined) return []
      const [id, name] = [uuidText(of.id), of.name]
      return statement
        .all({ partyNo, before: before ?? NEWEST, limit })
        .map((row) => accountLineOf(row, id, name, numbers))
        .reverse()
    },
    dayBook: (filter: DayBookFilter, offset: number, limit: number) =>
      dayBook.all({ ...dayBookSlots(filter), offset, limit }).map(view),
    dayBookTotals: (filter: DayBookFilter): DayBookTotals => dayBookTotals(filter),
    recordedAt: prepare<{ entryNo: number }, { recorded_at: number }>(db, (slot) =>
      build.selectFrom('entry').select('recorded_at').where('entry_no', '=', slot('entryNo'))
    ),
    newestDay: prepare<{ entryNo: number }, { book_on: number }>(db, (slot) =>
      build
        .selectFrom('book_day')
        .select('book_on')
        .where(sql<boolean>`(last_entry_no is null or last_entry_no > ${slot('entryNo')})`)
        .orderBy('book_on', 'desc')
        .limit(1)
    )
  }
}

function storedOf(row: StoredRow, number: string, parts: readonly Part[]): StoredEntry {
  const partyId = uuidTextOrNull(row.party_id)
  const legs = {
    cashMinor: minor(row.cash_minor),
    upiMinor: minor(row.upi_minor),
    bankMinor: minor(row.bank_minor),
    creditMinor: minor(row.credit_minor),
    partyId
  }
  const control = row.party_kind === null ? null : controlAccount(row.party_kind as PartyKind)
  const postings = postingsOf({ ...legs, control, other: row.other_code as AccountCode | null, parts })
  assertBalanced(postings)
  return {
    ...legs,
    entryNo: row.entry_no,
    id: uuidText(row.id),
    kind: kindOf(row.kind_no),
    number,
    bookOn: row.book_on as BookDate,
    occurredOn: row.occurred_on as BookDate | null,
    recordedAt: row.recorded_at,
    offsetMinutes: row.offset_minutes,
    person: row.person,
    accountCode: row.account_code as AccountCode | null,
    text: row.text ?? '',
    note: row.note ?? '',
    lines: (JSON.parse(row.lines ?? '[]') as [string, number][]).map(([text, amount]) => ({
      text,
      amountMinor: minor(amount)
    })),
    amountMinor: minor(row.amount_minor),
    changeMinor: minor(row.change_minor),
    balanceAfterMinor: row.balance_minor === null ? null : minor(row.balance_minor),
    reversesId: uuidTextOrNull(row.reverses_id),
    reason: row.reason ?? '',
    postings
  }
}
