import { kindOf } from '#main/db/entry-kinds.ts'
import { build } from '#main/db/prepared.ts'
import { uuidText, uuidTextOrNull } from '#main/db/uuid-bytes.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { AccountLine } from '#shared/contract/views.ts'
import { minor } from '#shared/money/money.ts'
import type { EntryViewRow } from './entry-view.ts'
import type { NumberTexts } from './number-texts.ts'

/** What a line of an account is made of; whose account it is, is known before. */
export type AccountLineRow = Pick<
  EntryViewRow,
  | 'entry_no'
  | 'id'
  | 'kind_no'
  | 'series_no'
  | 'number_no'
  | 'book_on'
  | 'text'
  | 'note'
  | 'amount_minor'
  | 'cash_minor'
  | 'credit_minor'
  | 'balance_minor'
  | 'reason'
  | 'reverses_id'
  | 'reversed_by_id'
>

export const selectAccountLine = () =>
  build
    .selectFrom('entry')
    .leftJoin('entry as undone', 'undone.entry_no', 'entry.reverses_no')
    .leftJoin('entry as undoing', 'undoing.reverses_no', 'entry.entry_no')
    .select([
      'entry.entry_no',
      'entry.id',
      'entry.kind_no',
      'entry.series_no',
      'entry.number_no',
      'entry.book_on',
      'entry.text',
      'entry.note',
      'entry.amount_minor',
      'entry.cash_minor',
      'entry.credit_minor',
      'entry.balance_minor',
      'entry.reason',
      'undone.id as reverses_id',
      'undoing.id as reversed_by_id'
    ])

export function accountLineOf(
  row: AccountLineRow,
  partyId: string,
  partyName: string,
  numbers: NumberTexts
): AccountLine {
  return {
    id: uuidText(row.id),
    entryNo: row.entry_no,
    kind: kindOf(row.kind_no),
    number: numbers.textOf(row),
    bookOn: row.book_on as BookDate,
    partyId,
    partyName,
    text: row.text ?? '',
    note: row.note ?? '',
    amountMinor: minor(row.amount_minor),
    cashMinor: minor(row.cash_minor),
    creditMinor: minor(row.credit_minor),
    balanceAfterMinor: row.balance_minor === null ? null : minor(row.balance_minor),
    reversesId: uuidTextOrNull(row.reverses_id),
    reversedById: uuidTextOrNull(row.reversed_by_id),
    reason: row.reason ?? ''
  }
}
