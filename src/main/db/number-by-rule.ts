import type { BookDate } from '#shared/calendar/book-date.ts'
import { documentNumber, seriesFor } from '#shared/numbering/document-number.ts'
import { kindOf } from './entry-kinds.ts'
import type { EntryRow } from './schema.ts'

/** A number that was read: as papers bear it, and the name of its series. Both empty for an entry without one. */
export interface ReadNumber {
  readonly text: string
  readonly series: string
}

const NONE: ReadNumber = { text: '', series: '' }
const UNREADABLE: ReadNumber = { text: '?', series: '?' }

/** The number of an entry as its kind, its day and the counter give it: the table of series is not believed for it. */
export function numberByRule(row: EntryRow, counterCode: string): ReadNumber {
  if (row.number_no === null) return row.series_no === null ? NONE : UNREADABLE
  const series = seriesFor(kindOf(row.kind_no), counterCode, row.book_on as BookDate)
  const number = series === null ? null : documentNumber(series, row.number_no)
  if (series === null || !number?.ok) return UNREADABLE
  return { text: number.value, series: `${series.prefix} ${series.financialYear}` }
}
