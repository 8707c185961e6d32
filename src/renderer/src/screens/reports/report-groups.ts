import { type BookDate, bookDate, parts } from '#shared/calendar/book-date.ts'
import { financialYearOf } from '#shared/calendar/financial-year.ts'
import type { ReportName, ReportQuery } from '#shared/reports/report.ts'

export type ReportGroup = 'books' | 'parties' | 'trade' | 'accounts' | 'tax'

/** The reports in the order of the list. A party's statement is reached from its balance. */
export const REPORT_GROUPS: readonly { readonly group: ReportGroup; readonly reports: readonly ReportName[] }[] = [
  { group: 'books', reports: ['totals', 'day-book', 'cash-book', 'bank-book', 'upi-book', 'expenses'] },
  { group: 'parties', reports: ['party-balances', 'ageing', 'party-profit'] },
  { group: 'trade', reports: ['sales-register', 'purchase-register', 'item-profit', 'stock-summary'] },
  { group: 'accounts', reports: ['trial-balance', 'profit-and-loss', 'balance-sheet'] },
  { group: 'tax', reports: ['gst-summary'] }
]

/** Reports that say how things stand speak of the year so far; the others of the month. */
const OF_THE_YEAR: ReadonlySet<ReportName> = new Set<ReportName>(['trial-balance', 'profit-and-loss', 'balance-sheet'])
const OF_THE_DAY: ReadonlySet<ReportName> = new Set<ReportName>(['day-book', 'party-balances', 'ageing'])

/** What a report is about when it is opened first. */
export function standardQuery(report: ReportName, today: BookDate): ReportQuery {
  const { year, month } = parts(today)
  const fromOn = OF_THE_YEAR.has(report)
    ? bookDate(financialYearOf(today), 4, 1)
    : OF_THE_DAY.has(report)
      ? today
      : bookDate(year, month, 1)
  return {
    ...{ report, fromOn, toOn: today, step: report === 'totals' ? 'day' : 'none', isCompared: false },
    ...{ partyId: null, itemId: null, accountCode: '', group: '', route: '', side: 'all' }
  }
}
