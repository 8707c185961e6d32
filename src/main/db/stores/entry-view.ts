import { sql } from 'kysely'
import { build } from '#main/db/prepared.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { timeOfDay } from '#shared/calendar/shop-clock.ts'
import type { EntryView } from '#shared/contract/views.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { UpiState } from '#shared/ledger/upi-state.ts'
import { minor } from '#shared/money/money.ts'
import type { PrintState } from '#shared/printing/print-job.ts'

export interface EntryViewRow {
  entry_no: number
  id: string
  kind: string
  number: string
  book_on: number
  occurred_on: number | null
  recorded_at: number
  offset_minutes: number
  person: string
  party_id: string | null
  party_name: string | null
  account_code: string | null
  account_name: string | null
  text: string
  note: string
  amount_minor: number
  cash_minor: number
  change_minor: number
  upi_minor: number
  bank_minor: number
  credit_minor: number
  balance_minor: number | null
  reason: string
  reverses_id: string | null
  reversed_by_id: string | null
  upi_state: string | null
  /** State and id of the newest print job, parted by a blank: one lookup for both. */
  print_job: string | null
}

/** Entries as screens show them, with the names and states that stand in other tables: every lookup is by an index. */
export const selectEntryView = () =>
  build
    .selectFrom('entry')
    .leftJoin('party', 'party.party_no', 'entry.party_no')
    .leftJoin('account', 'account.account_no', 'entry.account_no')
    .leftJoin('entry as undone', 'undone.entry_no', 'entry.reverses_no')
    .leftJoin('entry as undoing', 'undoing.reverses_no', 'entry.entry_no')
    .select([
      'entry.entry_no',
      'entry.id',
      'entry.kind',
      'entry.number',
      'entry.book_on',
      'entry.occurred_on',
      'entry.recorded_at',
      'entry.offset_minutes',
      'entry.person',
      'party.id as party_id',
      'party.name as party_name',
      'account.code as account_code',
      'account.name as account_name',
      'entry.text',
      'entry.note',
      'entry.amount_minor',
      'entry.cash_minor',
      'entry.change_minor',
      'entry.upi_minor',
      'entry.bank_minor',
      'entry.credit_minor',
      'entry.balance_minor',
      'entry.reason',
      'undone.id as reverses_id',
      'undoing.id as reversed_by_id',
      sql<string | null>`case when entry.upi_minor > 0 and entry.kind <> 'reversal' and entry.kind <> 'contra' then
        (select state from upi_step where upi_step.entry_no = entry.entry_no order by step_no desc limit 1) end`.as(
        'upi_state'
      ),
      sql<string | null>`(select state || ' ' || id from print_job where print_job.entry_no = entry.entry_no
        order by copy_no desc limit 1)`.as('print_job')
    ])

export function entryViewOf(row: EntryViewRow): EntryView {
  const { hour, minute } = timeOfDay({ epochMs: row.recorded_at, offsetMinutes: row.offset_minutes })
  return {
    id: row.id,
    entryNo: row.entry_no,
    kind: row.kind as EntryKind,
    number: row.number,
    bookOn: row.book_on as BookDate,
    occurredOn: row.occurred_on as BookDate | null,
    recordedAt: row.recorded_at,
    time: `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`,
    personName: row.person,
    partyId: row.party_id,
    partyName: row.party_name ?? '',
    accountCode: row.account_code ?? '',
    accountName: row.account_name ?? '',
    text: row.text,
    note: row.note,
    amountMinor: minor(row.amount_minor),
    cashMinor: minor(row.cash_minor),
    changeMinor: minor(row.change_minor),
    upiMinor: minor(row.upi_minor),
    upiState: row.upi_state as UpiState | null,
    bankMinor: minor(row.bank_minor),
    creditMinor: minor(row.credit_minor),
    balanceAfterMinor: row.balance_minor === null ? null : minor(row.balance_minor),
    reversesId: row.reverses_id,
    reversedById: row.reversed_by_id,
    reason: row.reason,
    printState: (row.print_job?.split(' ')[0] ?? null) as PrintState | null,
    printJobId: row.print_job?.split(' ')[1] ?? null
  }
}
