import type Sqlite from 'better-sqlite3'
import { sql } from 'kysely'
import { build, prepare } from '#main/db/prepared.ts'
import type { EntryRow } from '#main/db/schema.ts'
import type { EntryRecord, Stamp } from '#main/ports/ledger-store.ts'
import type { Minor } from '#shared/money/money.ts'

interface Placed {
  readonly record: EntryRecord
  readonly stamp: Stamp
  readonly entryNo: number
  readonly op: number
  readonly partyNo: number | null
  readonly accountNo: number | null
  readonly undoneNo: number | null
  readonly balanceAfterMinor: Minor | null
}

export function prepareEntryWrites(db: Sqlite.Database) {
  const insertEntry = prepare<EntryRow>(db, (slot) =>
    build.insertInto('entry').values({
      entry_no: slot('entry_no'),
      id: slot('id'),
      op_n: slot('op_n'),
      kind: slot('kind'),
      number: slot('number'),
      book_on: slot('book_on'),
      occurred_on: slot('occurred_on'),
      recorded_at: slot('recorded_at'),
      offset_minutes: slot('offset_minutes'),
      person: slot('person'),
      period_no: slot('period_no'),
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
      balance_minor: slot('balance_minor'),
      reverses_no: slot('reverses_no'),
      reason: slot('reason')
    })
  )

  return {
    insert({ record, stamp, entryNo, op, partyNo, accountNo, undoneNo, balanceAfterMinor }: Placed): void {
      insertEntry.run({
        entry_no: entryNo,
        id: record.id,
        op_n: op,
        kind: record.kind,
        number: record.number,
        book_on: record.bookOn,
        occurred_on: record.occurredOn,
        recorded_at: stamp.atMs,
        offset_minutes: stamp.offsetMinutes,
        person: stamp.person,
        period_no: record.periodNo,
        party_no: partyNo,
        account_no: accountNo,
        text: record.text,
        note: record.note,
        lines: JSON.stringify(record.lines.map((line) => [line.text, line.amountMinor])),
        amount_minor: record.amountMinor,
        cash_minor: record.cashMinor,
        change_minor: record.changeMinor,
        upi_minor: record.upiMinor,
        bank_minor: record.bankMinor,
        credit_minor: record.creditMinor,
        balance_minor: balanceAfterMinor,
        reverses_no: undoneNo,
        reason: record.reason
      })
    },
    posting: prepare<{ entryNo: number; lineNo: number; accountNo: number; partyNo: number | null; amount: number }>(
      db,
      (slot) =>
        build.insertInto('posting').values({
          entry_no: slot('entryNo'),
          line_no: slot('lineNo'),
          account_no: slot('accountNo'),
          party_no: slot('partyNo'),
          amount_minor: slot('amount')
        })
    ),
    /** Takes the next number of a series; the answer is the number after it. */
    series: prepare<{ prefix: string; year: number }, { next_number: number }>(db, (slot) =>
      build
        .insertInto('series')
        .values({ prefix: slot('prefix'), financial_year: slot('year'), next_number: 2 })
        .onConflict((on) => on.columns(['prefix', 'financial_year']).doUpdateSet({ next_number: sql`next_number + 1` }))
        .returning('next_number')
    )
  }
}
