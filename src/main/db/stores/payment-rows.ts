import { sql } from 'kysely'
import { z } from 'zod'
import { kindOf } from '#main/db/entry-kinds.ts'
import { build } from '#main/db/prepared.ts'
import { uuidText } from '#main/db/uuid-bytes.ts'
import type { PaymentRecord } from '#main/ports/payment-store.ts'
import { type BookDate, dayNumber } from '#shared/calendar/book-date.ts'
import { localTime, timeText } from '#shared/calendar/shop-clock.ts'
import { minor } from '#shared/money/money.ts'
import type { MatchReason } from '#shared/payments/match-evidence.ts'
import { PAYER_REFERENCE, PAYMENT_RETURNED, zReturned } from '#shared/payments/payer-reference.ts'
import type { NumberTexts } from './number-texts.ts'

export interface PaymentRow {
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
  party_name: string | null
  party_phone: string | null
  text: string | null
  note: string | null
  upi_minor: number
  /** When and by whom it was last said to have come, `at person`. */
  claim: string | null
  proved_at: number | null
  proved_by: string | null
  reasons: string | null
  fingerprint: string | null
  on_day: number | null
  time_text: string | null
  line_minor: number | null
  reference: string | null
  line_text: string | null
  file_name: string | null
  /** JSON of what was laid down by the entry's id. */
  payer_reference: string | null
  returned: string | null
}

/** The id of an entry in its usual form, by which definitions are kept. */
const ID_TEXT = `lower(substr(hex(entry.id), 1, 8) || '-' || substr(hex(entry.id), 9, 4) || '-' || substr(hex(entry.id), 13, 4)
  || '-' || substr(hex(entry.id), 17, 4) || '-' || substr(hex(entry.id), 21))`

const laidDown = (kind: string) =>
  sql<
    string | null
  >`(select body from definition where definition.kind = ${sql.lit(kind)} and definition.key = ${sql.raw(ID_TEXT)})`

/** Payments with their claim and their proof. */
export const selectPayment = () =>
  build
    .selectFrom('entry')
    .leftJoin('party', 'party.party_no', 'entry.party_no')
    .leftJoin('proof', 'proof.entry_no', 'entry.entry_no')
    .leftJoin('bank_line', 'bank_line.line_no', 'proof.line_no')
    .leftJoin('bank_statement', 'bank_statement.statement_no', 'bank_line.statement_no')
    .leftJoin('entry as undoing', 'undoing.reverses_no', 'entry.entry_no')
    .select([
      ...(['entry.entry_no', 'entry.id', 'entry.kind_no', 'entry.series_no', 'entry.number_no'] as const),
      ...(['entry.book_on', 'entry.occurred_on', 'entry.recorded_at', 'entry.offset_minutes'] as const),
      ...(['entry.person', 'party.name as party_name', 'party.phone as party_phone'] as const),
      ...(['entry.text', 'entry.note', 'entry.upi_minor'] as const),
      sql<string | null>`(select at || ' ' || person from upi_step where upi_step.entry_no = entry.entry_no
        and state = 'claimed' order by step_no desc limit 1)`.as('claim'),
      ...(['proof.at as proved_at', 'proof.person as proved_by', 'proof.reasons'] as const),
      ...(['bank_line.fingerprint', 'bank_line.on_day', 'bank_line.time_text'] as const),
      ...(['bank_line.amount_minor as line_minor', 'bank_line.reference', 'bank_line.text as line_text'] as const),
      'bank_statement.file_name',
      ...[laidDown(PAYER_REFERENCE).as('payer_reference'), laidDown(PAYMENT_RETURNED).as('returned')]
    ])

export function paymentOf(row: PaymentRow, numbers: NumberTexts): PaymentRecord {
  const claimed = claimOf(row.claim)
  const proved = proofOf(row)
  return {
    ...{ entryId: uuidText(row.id), entryNo: row.entry_no, kind: kindOf(row.kind_no), number: numbers.textOf(row) },
    ...{ bookOn: row.book_on as BookDate, partyName: row.party_name ?? '', partyPhone: row.party_phone ?? '' },
    ...{ text: row.text ?? '', note: row.note ?? '', amountMinor: minor(row.upi_minor) },
    time: timeText({ epochMs: row.recorded_at, offsetMinutes: row.offset_minutes }),
    state: proved !== null ? 'proved' : claimed !== null ? 'claimed' : 'waiting',
    entered: { at: row.recorded_at, personName: row.person },
    ...{ claimed, proved },
    payerReference: row.payer_reference === null ? '' : z.string().catch('').parse(JSON.parse(row.payer_reference)),
    returned: proved === null ? returnedOf(row.returned) : null,
    ...paidWhen(row)
  }
}

/** A body that an older or newer version wrote otherwise is as good as none. */
function returnedOf(body: string | null): PaymentRecord['returned'] {
  const read = zReturned.omit({ periodNo: true }).safeParse(body === null ? null : unnumbered(JSON.parse(body)))
  return read.success ? read.data : null
}

const unnumbered = ({ periodNo: _, ...rest }: { readonly periodNo?: unknown }): object => rest

function claimOf(claim: string | null): PaymentRecord['claimed'] {
  if (claim === null) return null
  const blank = claim.indexOf(' ')
  return { at: Number(claim.slice(0, blank)), personName: claim.slice(blank + 1) }
}

function proofOf(row: PaymentRow): PaymentRecord['proved'] {
  if (row.proved_at === null || row.fingerprint === null) return null
  return {
    ...{ at: row.proved_at, personName: row.proved_by ?? '', fileName: row.file_name ?? '' },
    reasons: JSON.parse(row.reasons ?? '[]') as MatchReason[],
    line: {
      ...{ fingerprint: row.fingerprint, on: row.on_day as BookDate, time: row.time_text ?? '' },
      ...{ amountMinor: minor(row.line_minor ?? 0), reference: row.reference ?? '', text: row.line_text ?? '' }
    }
  }
}

/** The wall's day and time; for an entry that was made for another day, that day without a time. */
function paidWhen(row: PaymentRow): Pick<PaymentRecord, 'paidOn' | 'paidTime'> {
  const wall = { epochMs: row.recorded_at, offsetMinutes: row.offset_minutes }
  const { date } = localTime(wall)
  const said = (row.occurred_on ?? row.book_on) as BookDate
  // After midnight the book is still on the day before.
  return Math.abs(dayNumber(date) - dayNumber(said)) <= 1 && row.occurred_on === null
    ? { paidOn: date, paidTime: timeText(wall) }
    : { paidOn: said, paidTime: '' }
}
