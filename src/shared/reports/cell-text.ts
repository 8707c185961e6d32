import { type BookDate, formatBookDate, formatIsoDate } from '#shared/calendar/book-date.ts'
import { formatAmount, formatPlain, groupWhole } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import type { Report, ReportCell, ReportColumn, ReportName } from './report.ts'
import type { ReportVoice, ReportWords } from './report-words.ts'

/** Columns whose cells stand at the right and are added up by eye. */
export const isFigure = (kind: ReportColumn['kind']): boolean => kind !== 'text' && kind !== 'day'

/** `-1250` hundredths of a percent as `−12.50 %`. */
const formatPercent = (value: number): string => {
  const absolute = Math.abs(value)
  return `${value < 0 ? '\u2212' : ''}${Math.trunc(absolute / 100)}.${String(absolute % 100).padStart(2, '0')} %`
}

/** A cell as a person reads it. Nothing is empty, a text of the locales is said, a number goes by the column's kind. */
export function cellText(cell: ReportCell, kind: ReportColumn['kind'], { words, currency }: ReportVoice): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return cell
  if (typeof cell === 'object') return words(cell.key)
  switch (kind) {
    case 'money':
      return formatAmount(cell as Minor, currency)
    case 'day':
      return formatBookDate(cell as BookDate)
    case 'quantity':
      return formatQuantity(cell as Quantity)
    case 'percent':
      return formatPercent(cell)
    case 'count':
      return `${cell < 0 ? '\u2212' : ''}${groupWhole(Math.abs(cell), currency)}`
    case 'text':
      return String(cell)
  }
}

/** A cell as another program reads it: no groups, a dot, an ASCII minus sign, days as yyyy-mm-dd. */
export function plainCell(cell: ReportCell, kind: ReportColumn['kind'], words: ReportWords): string {
  if (typeof cell !== 'number') return cell === null ? '' : typeof cell === 'string' ? cell : words(cell.key)
  switch (kind) {
    case 'money':
      return formatPlain(cell as Minor)
    case 'day':
      return formatIsoDate(cell as BookDate)
    case 'quantity':
      return formatQuantity(cell as Quantity).replace('\u2212', '-')
    case 'percent':
      return formatPlain(cell as Minor)
    default:
      return String(cell)
  }
}

export const columnHead = (column: ReportColumn, words: ReportWords): string => words(`reports:column.${column.key}`)

/** Reports of which there is one of what is owed to the shop, and one of what it owes. */
export const SIDED_REPORTS: ReadonlySet<ReportName> = new Set(['party-balances', 'ageing'] as const)

/** `Trial balance`, `Cash book: Bank`, `Ageing: You will give`: two papers that differ never bear the same head. */
export function reportTitle({ query, about }: Pick<Report, 'query' | 'about'>, words: ReportWords): string {
  const name = words(`reports:report.${query.report}`)
  const isSided = SIDED_REPORTS.has(query.report) && query.side !== 'all'
  const whose = about === '' && isSided ? words(`reports:column.${query.side}`) : about
  return whose === '' ? name : words('reports:word.titleAbout', { name, about: whose })
}

/** `01-11-2026 … 30-11-2026`, or the one day. */
export function periodText({ fromOn, toOn }: { readonly fromOn: BookDate; readonly toOn: BookDate }): string {
  return fromOn === toOn ? formatBookDate(fromOn) : `${formatBookDate(fromOn)} … ${formatBookDate(toOn)}`
}
