import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
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

export function prepareEntryWrites(db: Sqlite.Database) {
  const insertEntry = prepare<EntryRow>(db, (slot) =>
    build.insertInto('entry').values({
      entry_no: slot('entry_no'),
      id: slot('id'),
      op_n: slot('op_n'),
      kind_no: slot('kind_no'),
      series_no: slot('series_no'),
      number_no: slot('number_no'),
      book_on: slot('book_on'),
      occurred_on: slot('occurred_on'),
      recorded_at: slot('recorded_at'),
      offset_minutes: slot('offset_minutes'),
      person: slot('person'),
      party_no: slot('party_no'),
      account_no: slot('account_no'),
      text: slot('text'),
      note: slot('note'),
      lines: slot('lines'),
      amount_minor: slot('amount_minor'),
      cash_minor: slot('cash_minor'),
      change_minor: slot('change_minor'),
      upi_minor: slot('upi_minor'),
      bank_minor: slot('bank_minor'),
      credit_minor: slot('credit_minor'),
      other_no: slot('other_no'),
      balance_minor: slot('balance_minor'),
      reverses_no: slot('reverses_no'),
      reason: slot('reason'),
      hash: slot('hash')
    })
  )

  return {
    insert({ record, stamp, link, ...placed }: Placed): void {
      insertEntry.run({
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
      })
    },
    day: prepare<{ bookOn: number; entryNo: number }>(db, (slot) =>
      build
        .insertInto('book_day')
        .values({ book_on: slot('bookOn'), first_entry_no: slot('entryNo'), last_entry_no: slot('entryNo') })
        .onConflict((on) => on.column('book_on').doUpdateSet({ last_entry_no: sql`excluded.last_entry_no` }))
    ),
    /** Takes the next number of a series; the answer is the number after it. */
    nextOfSeries: prepare<SeriesName, SeriesRow>(db, (slot) =>
      build
        .updateTable('series')
        .set({ next_number: sql`next_number + 1` })
        .where('prefix', '=', slot('prefix'))
        .where('financial_year', '=', slot('year'))
        .returning(['series_no', 'next_number'])
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
type SeriesRow = { series_no: number; next_number: number }

const orNull = (text: string): string | null => (text === '' ? null : text)

/** Lines as a row holds them: pairs of text and amount. */
const linesText = (lines: EntryRecord['lines']): string | null =>
  lines.length === 0 ? null : JSON.stringify(lines.map((line) => [line.text, line.amountMinor]))
