import { sql } from 'kysely'
import { kindNumber, kindOf } from '#main/db/entry-kinds.ts'
import { build } from '#main/db/prepared.ts'
import { uuidText, uuidTextOrNull } from '#main/db/uuid-bytes.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { timeText } from '#shared/calendar/shop-clock.ts'
import type { EntryView } from '#shared/contract/views.ts'
import type { UpiState } from '#shared/ledger/upi-state.ts'
import { minor } from '#shared/money/money.ts'
import type { PrintState } from '#shared/printing/print-job.ts'
import type { NumberTexts } from './number-texts.ts'

export interface EntryViewRow {
  entry_no: number
  id: Uint8Array
  kind_no: number
  series_no: number | null
  number_no: number | null
  book_on: number
  occurred_on: number | null
  recorded_at: number
  offset_minutes: number
  person: string
  party_id: Uint8Array | null
  party_name: string | null
  account_code: string | null
  account_name: string | null
  text: string | null
  note: string | null
  amount_minor: number
  cash_minor: number
  change_minor: number
  upi_minor: number
  bank_minor: number
  credit_minor: number
  balance_minor: number | null
  reason: string | null
  reverses_id: Uint8Array | null
  reversed_by_id: Uint8Array | null
  upi_state: string | null
  /** State and id of the newest print job, parted by a blank: one lookup for both. */
  print_job: string | null
}

/** Kinds whose payments by UPI are waited for: what `isWaitedFor` says, for a query. */
const WAITED_FOR = sql.raw(`(${kindNumber('sale')}, ${kindNumber('got')})`)

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
      'entry.kind_no',
      'entry.series_no',
      'entry.number_no',
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
      sql<string | null>`case when entry.upi_minor > 0 and entry.kind_no in ${WAITED_FOR} then coalesce(
        (select 'proved' from proof where proof.entry_no = entry.entry_no),
        (select state from upi_step where upi_step.entry_no = entry.entry_no order by step_no desc limit 1), 'waiting') end`.as(
        'upi_state'
      ),
      sql<string | null>`(select state || ' ' || id from print_job where print_job.entry_no = entry.entry_no
        order by copy_no desc limit 1)`.as('print_job')
    ])

/** Lines of a statement are all of one party: its id is written once. */
let lastParty = { bytes: Buffer.alloc(0), text: '' }

function partyIdOf(bytes: Uint8Array): string {
  if (!lastParty.bytes.equals(bytes)) lastParty = { bytes: Buffer.from(bytes), text: uuidText(bytes) }
  return lastParty.text
}

export function entryViewOf(row: EntryViewRow, numbers: NumberTexts): EntryView {
  return {
    id: uuidText(row.id),
    entryNo: row.entry_no,
    kind: kindOf(row.kind_no),
    number: numbers.textOf(row),
    bookOn: row.book_on as BookDate,
    occurredOn: row.occurred_on as BookDate | null,
    recordedAt: row.recorded_at,
    time: timeText({ epochMs: row.recorded_at, offsetMinutes: row.offset_minutes }),
    personName: row.person,
    partyId: row.party_id === null ? null : partyIdOf(row.party_id),
    partyName: row.party_name ?? '',
    accountCode: row.account_code ?? '',
    accountName: row.account_name ?? '',
    text: row.text ?? '',
    note: row.note ?? '',
    amountMinor: minor(row.amount_minor),
    cashMinor: minor(row.cash_minor),
    changeMinor: minor(row.change_minor),
    upiMinor: minor(row.upi_minor),
    upiState: row.upi_state as UpiState | null,
    bankMinor: minor(row.bank_minor),
    creditMinor: minor(row.credit_minor),
    balanceAfterMinor: row.balance_minor === null ? null : minor(row.balance_minor),
    reversesId: uuidTextOrNull(row.reverses_id),
    reversedById: uuidTextOrNull(row.reversed_by_id),
    reason: row.reason ?? '',
    printState: (row.print_job?.split(' ')[0] ?? null) as PrintState | null,
    printJobId: row.print_job?.split(' ')[1] ?? null
  }
}
