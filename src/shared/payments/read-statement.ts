import type { BookDate } from '#shared/calendar/book-date.ts'
import { headingKey } from '#shared/import/import-columns.ts'
import { guessDateOrder, readDate } from '#shared/import/read-date.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { isTotalText } from '#shared/import/total-row.ts'
import type { FoundColumns } from './find-columns.ts'
import { finishLines } from './finish-lines.ts'
import { readAmount, readBalance, readReference, readTime } from './statement-cells.ts'
import type {
  RowCounts,
  StatementBalance,
  StatementLine,
  StatementRemark,
  StatementRemarkCode,
  WentOut
} from './statement-line.ts'
import { clean, type Reading, remark } from './statement-reading.ts'
import type { StatementField } from './statement-rule.ts'

/** How many rows of text a narration may run on. */
const MOST_CONTINUED = 4
const TEXT_LENGTH = 300

/** A statement as it was read. Every row below the heading is counted in one of `counts`. */
export interface ReadStatement {
  readonly lines: readonly StatementLine[]
  /** Money that went out again, to be compared with what the book has. */
  readonly wentOut: readonly WentOut[]
  readonly remarks: readonly StatementRemark[]
  readonly counts: RowCounts
  readonly rowCount: number
  readonly fromOn: BookDate | null
  readonly toOn: BookDate | null
  /** Whether every balance follows from the one beside it. */
  readonly balance: StatementBalance
}

/**
 * Reads the rows below the heading. Nothing is guessed: a row that cannot be read is left out by name, with its line and
 * column. `found` must have a day and an amount.
 */
export function readStatement(table: SourceTable, found: FoundColumns): ReadStatement {
  const rows = table.rows.slice(found.headingRows)
  const reading: Reading = {
    found,
    order: orderOf(rows, found),
    pattern: new RegExp(found.rule.referencePattern, 'u'),
    wentThrough: new Set(found.rule.wentThrough.map(headingKey)),
    heading: keysOf(found.header),
    inWords: new Set(found.rule.inWords),
    outWords: new Set(found.rule.outWords),
    moved: [],
    remarks: [],
    counts: { in: 0, out: 0, duplicate: 0, notThrough: 0, leftOut: 0, passed: 0 },
    lastOn: null,
    continued: null
  }
  for (const [at, row] of rows.entries()) readRow(reading, row, found.headingRows + at + 1)
  const { lines, wentOut, balance } = finishLines(reading)
  const days = reading.moved.map(({ on }) => on)
  return {
    ...{ lines, wentOut, balance, counts: reading.counts, rowCount: rows.length },
    remarks: reading.remarks.toSorted((left, right) => left.line - right.line),
    fromOn: days.reduce<BookDate | null>((first, on) => (first === null || on < first ? on : first), null),
    toOn: days.reduce<BookDate | null>((last, on) => (last === null || on > last ? on : last), null)
  }
}

/** A rule's own order, unless another surely reads more of the days. A year of two digits never stands in front. */
function orderOf(rows: readonly (readonly string[])[], { columns, dateOrder }: FoundColumns) {
  const days = rows.map((row) => row[columns.date ?? 0] ?? '')
  const { order, isSure } = guessDateOrder(days)
  const readable = (by: typeof order) => days.filter((day) => readDate(day, by) !== null).length
  return isSure && order !== 'ymd' && readable(order) > readable(dateOrder) ? order : dateOrder
}

const keysOf = (cells: readonly string[]): string => cells.map(headingKey).join('|')

function readRow(reading: Reading, row: readonly string[], line: number): void {
  const { columns } = reading.found
  const cell = (field: StatementField) => {
    const column = columns[field]
    return column === undefined ? '' : (row[column] ?? '').trim()
  }
  if (isPassedOver(reading, row)) {
    reading.counts.passed++
    return
  }
  const hasAmount = (['credit', 'debit', 'amount'] as const).some((field) => /\d/u.test(cell(field)))
  if (!hasAmount && cell('date') === '') {
    continueLine(reading, row, cell('text'))
    return
  }
  const on = dayOf(reading, cell('date'), line)
  if (on === null) return
  const read = readAmount(cell, columns, reading)
  if (!read.ok) {
    leaveOut(reading, line, read.remark, read.field, read.value)
    return
  }
  if (cell('status') !== '' && reading.wentThrough.size > 0 && !reading.wentThrough.has(headingKey(cell('status')))) {
    reading.counts.notThrough++
    reading.continued = null
    remark(reading, line, 'did-not-go-through', 'status', cell('status'), true)
    return
  }
  const text = [cell('text'), cell('payer'), cell('note')].filter(Boolean).join(' · ')
  const own = readReference(cell('reference'), '', reading.pattern)
  reading.moved.push({
    ...{ line, on, amountMinor: read.amountMinor, text: clean(text, TEXT_LENGTH) },
    time: readTime(cell('time')) || readTime(cell('date')),
    reference: own || readReference('', text, reading.pattern),
    isReferenceOwn: own !== '',
    balance: readBalance(cell('balance'))
  })
  reading.continued = 0
  if (text.includes('\ufffd')) remark(reading, line, 'letters-broken', 'text', text, false)
}

/** Empty rows, rows of stars, totals, and the heading once more. */
function isPassedOver(reading: Reading, row: readonly string[]): boolean {
  if (!row.some((cell) => /[\p{L}\p{N}]/u.test(cell))) return true
  if (row.filter((cell) => cell.trim() !== '').some(isTotalCell)) {
    reading.continued = null
    return true
  }
  return keysOf(row.slice(0, reading.found.header.length)) === reading.heading
}

/** A cell that sums up; a narration may hold such words among others. */
const isTotalCell = (cell: string): boolean =>
  isTotalText(cell) || /^(?:statement summary|end of statement|no\.? of (?:debits|credits))\b/iu.test(cell.trim())

function continueLine(reading: Reading, row: readonly string[], text: string): void {
  reading.counts.passed++
  const last = reading.moved.at(-1)
  const isOnlyText = row.filter((cell) => cell.trim() !== '').length === 1 && text !== ''
  if (last === undefined || reading.continued === null || !isOnlyText || reading.continued >= MOST_CONTINUED) {
    reading.continued = null
    return
  }
  reading.continued++
  last.text = clean(`${last.text} ${text}`, TEXT_LENGTH)
  if (!last.isReferenceOwn) last.reference = readReference('', last.text, reading.pattern)
}

function dayOf(reading: Reading, raw: string, line: number): BookDate | null {
  if (raw === '') {
    // Cells that were merged hold their value in the first row only.
    if (reading.lastOn === null) leaveOut(reading, line, 'date-missing', 'date', raw)
    else remark(reading, line, 'date-from-above', 'date', raw, false)
    return reading.lastOn
  }
  const on = readDate(raw, reading.order)
  if (on === null) leaveOut(reading, line, 'date-unreadable', 'date', raw)
  else reading.lastOn = on
  return on
}

function leaveOut(reading: Reading, line: number, code: StatementRemarkCode, field: StatementField, value: string) {
  reading.counts.leftOut++
  reading.continued = null
  remark(reading, line, code, field, value, true)
}
