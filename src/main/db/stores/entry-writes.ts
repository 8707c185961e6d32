import type Sqlite from 'better-sqlite3'
import { kindNumber } from '#main/db/entry-kinds.ts'
import { build, prepare } from '#main/db/prepared.ts'
import type { EntryRow } from '#main/db/schema.ts'
import { uuidBytes } from '#main/db/uuid-bytes.ts'
import type { EntryRecord, Link, Stamp } from '#main/ports/ledger-store.ts'
import type { Minor } from '#shared/money/money.ts'

/** What an entry's row holds beside what was asked for. */
interface Placed {
  readonly record: EntryRecord
  readonly stamp: Stamp
  readonly entryNo: number
  readonly link: Link
  readonly seriesNo: number | null
  readonly numberNo: number | null
  readonly partyNo: number | null
  readonly accountNo: number | null
  readonly otherNo: number | null
  readonly undoneNo: number | null
  readonly balanceAfterMinor: Minor | null
}

type Row = Omit<EntryRow, RareColumn>
type RareColumn = 'occurred_on' | 'account_no' | 'note' | 'lines' | 'change_minor' | 'reverses_no' | 'reason'

/** An entry is inserted in full, or, as nearly all are, without the columns that are rarely filled. */
export function prepareEntryWrites(db: Sqlite.Database) {
  const common = (slot: <Name extends keyof Row>(name: Name) => Row[Name]) => ({
    entry_no: slot('entry_no'),
    id: slot('id'),
    op_n: slot('op_n'),
    kind_no: slot('kind_no'),
    series_no: slot('series_no'),
    number_no: slot('number_no'),
    book_on: slot('book_on'),
    recorded_at: slot('recorded_at'),
    offset_minutes: slot('offset_minutes'),
    person: slot('person'),
    party_no: slot('party_no'),
    text: slot('text'),
    amount_minor: slot('amount_minor'),
    cash_minor: slot('cash_minor'),
    upi_minor: slot('upi_minor'),
    bank_minor: slot('bank_minor'),
    credit_minor: slot('credit_minor'),
    other_no: slot('other_no'),
    balance_minor: slot('balance_minor'),
    hash: slot('hash')
  })
  const insertPlain = prepare<Row>(db, (slot) =>
    build.insertInto('entry').values({ ...common(slot), change_minor: 0 } as EntryRow)
  )
  const insertFull = prepare<EntryRow>(db, (slot) =>
    build.insertInto('entry').values({
      ...common(slot),
      occurred_on: slot('occurred_on'),
      account_no: slot('account_no'),
      note: slot('note'),
      lines: slot('lines'),
      change_minor: slot('change_minor'),
      reverses_no: slot('reverses_no'),
      reason: slot('reason')
    })
  )

  return {
    insert({ record, stamp, link, ...placed }: Placed): void {
      const row = {
        entry_no: placed.entryNo,
        id: uuidBytes(record.id),
        op_n: link.n,
        kind_no: kindNumber(record.kind),
        series_no: placed.seriesNo,
        number_no: placed.numberNo,
        book_on: record.bookOn,
        occurred_on: record.occurredOn,
        recorded_at: stamp.atMs,
        offset_minutes: stamp.offsetMinutes,
        person: stamp.person,
        party_no: placed.partyNo,
        account_no: placed.accountNo,
        text: orNull(record.text),
        note: orNull(record.note),
        lines: linesText(record.lines),
        amount_minor: record.amountMinor,
        cash_minor: record.cashMinor,
        change_minor: record.changeMinor,
        upi_minor: record.upiMinor,
        bank_minor: record.bankMinor,
        credit_minor: record.creditMinor,
        other_no: placed.otherNo,
        balance_minor: placed.balanceAfterMinor,
        reverses_no: placed.undoneNo,
        reason: orNull(record.reason),
        hash: link.hash
      }
      const isPlain =
        row.occurred_on === null &&
        row.account_no === null &&
        row.note === null &&
        row.lines === null &&
        row.change_minor === 0 &&
        row.reverses_no === null &&
        row.reason === null
      if (isPlain) insertPlain.run(row)
      else insertFull.run(row)
    },
    series: prepare<SeriesName, SeriesRow>(db, (slot) =>
      build
        .selectFrom('series')
        .select(['series_no', 'next_number'])
        .where('prefix', '=', slot('prefix'))
        .where('financial_year', '=', slot('year'))
    ),
    beginSeries: prepare<SeriesName>(db, (slot) =>
      build.insertInto('series').values({
        series_no: null as unknown as number,
        prefix: slot('prefix'),
        financial_year: slot('year'),
        next_number: 1
      })
    )
  }
}

type SeriesName = { prefix: string; year: number }
export type SeriesRow = { series_no: number; next_number: number }

const orNull = (text: string): string | null => (text === '' ? null : text)

/** Lines as a row holds them: pairs of text and amount. */
const linesText = (lines: EntryRecord['lines']): string | null =>
  lines.length === 0 ? null : JSON.stringify(lines.map((line) => [line.text, line.amountMinor]))
