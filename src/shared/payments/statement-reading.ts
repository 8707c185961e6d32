import type { BookDate } from '#shared/calendar/book-date.ts'
import { columnLetters } from '#shared/import/guess-columns.ts'
import { absolute, type Minor } from '#shared/money/money.ts'
import type { FoundColumns } from './find-columns.ts'
import type { RowCounts, StatementRemark, StatementRemarkCode } from './statement-line.ts'
import type { StatementField } from './statement-rule.ts'

/** What of a value in a remark a person needs to find it. */
const VALUE_LENGTH = 80

/** A row that moved money, either way, before it is known which of them are the same. */
export interface MovedRow {
  readonly line: number
  readonly on: BookDate
  readonly time: string
  readonly amountMinor: Minor
  /** Where the reference stands: a column of its own tells surely, a text may hold other numbers. */
  reference: string
  readonly isReferenceOwn: boolean
  readonly balance: bigint | null
  text: string
}

/** A statement while it is read. */
export interface Reading {
  readonly found: FoundColumns
  readonly order: FoundColumns['dateOrder']
  readonly pattern: RegExp
  readonly wentThrough: ReadonlySet<string>
  readonly heading: string
  readonly inWords: ReadonlySet<string>
  readonly outWords: ReadonlySet<string>
  readonly moved: MovedRow[]
  readonly remarks: StatementRemark[]
  readonly counts: { [Name in keyof RowCounts]: number }
  lastOn: BookDate | null
  /** Rows since the last line that only hold text, which belongs to it; null when nothing can run on. */
  continued: number | null
}

/** Notes what became of a row, in the column of a field. */
export function remark(
  { remarks, found }: Pick<Reading, 'remarks' | 'found'>,
  line: number,
  code: StatementRemarkCode,
  field: StatementField | null,
  value: string,
  isLeftOut: boolean
): void {
  const column = field === null ? undefined : found.columns[field]
  const letters = column === undefined ? '' : columnLetters(column)
  remarks.push({ line, column: letters, remark: code, isLeftOut, value: clean(value, VALUE_LENGTH) })
}

/** A text in one line, cut to a length. */
export function clean(raw: string, length: number): string {
  const text = raw.toWellFormed().replace(/\s+/gu, ' ').trim()
  return text.length > length ? text.slice(0, length).toWellFormed() : text
}

/** The size of what moved, whichever way. */
export const sizeOf = ({ amountMinor }: Pick<MovedRow, 'amountMinor'>): Minor => absolute(amountMinor)
