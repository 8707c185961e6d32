import type { BookDate } from '#shared/calendar/book-date.ts'
import { cleanName, PARTY_NAME_LENGTH } from '#shared/parties/party.ts'
import type { ImportField, LineRemark } from './import-plan.ts'
import type { ImportReading, SourceLine } from './import-reading.ts'
import type { ItemMention } from './item-book.ts'
import type { KnownBook } from './known-book.ts'
import type { LineLog } from './line-log.ts'
import { mentionName, type PartyMention } from './party-book.ts'
import { readDate } from './read-date.ts'
import { type Decimal, times } from './read-decimal.ts'

/** One item of an invoice. Its amount is exact: nothing is rounded before the invoice is summed up. */
export interface InvoiceRow {
  readonly isReadable: true
  readonly line: number
  readonly number: string
  readonly date: BookDate
  /** Null for a walk-in sale. */
  readonly mention: PartyMention | null
  /** Null when the row names no goods. */
  readonly item: ItemMention | null
  readonly quantity: Decimal
  readonly rate: Decimal
  readonly amount: Decimal
  /** What the row says of the goods. */
  readonly text: string
}

/** A row that cannot be read still says which invoice it belongs to; empty when not even that. */
export type ReadRow = InvoiceRow | { readonly isReadable: false; readonly number: string }

/** Reads one line of an invoice, or names why it cannot be read. */
export function readInvoiceRow(reading: ImportReading, source: SourceLine, book: KnownBook, log: LineLog): ReadRow {
  const cell = (field: ImportField) => reading.cell(source, field)
  const number = cleanName(cell('number')).toUpperCase()
  const leave = (remark: LineRemark, field: ImportField): ReadRow => {
    log.leaveOut(source.line, remark, field, cell(field))
    return { isReadable: false, number }
  }
  if (number === '') return leave('number-missing', 'number')
  if (cell('date') === '') return leave('date-missing', 'date')
  const date = readDate(cell('date'), reading.dateOrder)
  if (date === null) return leave('date-unreadable', 'date')
  if (date > book.todayOn) return leave('date-in-future', 'date')
  const quantity = reading.number(source, 'quantity')
  if (quantity === null) return leave('amount-unreadable', 'quantity')
  const rate = reading.number(source, 'rate')
  if (rate === null) return leave('amount-unreadable', 'rate')
  const mention = {
    code: cell('partyCode'),
    name: cell('name'),
    phone: cell('phone'),
    place: cell('place'),
    kind: 'customer'
  } as const
  const name = mentionName(mention)
  if (name.length > PARTY_NAME_LENGTH) return leave('name-too-long', 'name')
  const item = { code: cleanName(cell('itemCode')), name: cleanName(cell('text')) }
  return {
    isReadable: true,
    line: source.line,
    number,
    date,
    mention: name === '' ? null : mention,
    item: item.code === '' && item.name === '' ? null : item,
    quantity: quantity.decimal,
    rate: rate.decimal,
    amount: times(quantity.decimal, rate.decimal),
    text: cleanName((item.name || item.code || `${cell('quantity')} × ${cell('rate')}`).slice(0, 200))
  }
}
