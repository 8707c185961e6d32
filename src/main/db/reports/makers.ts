import type { ReportName } from '#shared/reports/report.ts'
import { reportOf } from '#shared/reports/report-table.ts'
import { accountBook } from './account-book.ts'
import { dayBook } from './day-book.ts'
import type { ReportMaker } from './ground.ts'
import { partyBalances } from './party-balances.ts'
import { trialBalance } from './trial-balance.ts'

const nothing: ReportMaker = {
  whole: (_, query) => reportOf(query, { columns: [{ key: 'day', kind: 'day', rank: 0 }], rows: [] })
}

/** How each report is made. */
export const MAKERS: Readonly<Record<ReportName, ReportMaker>> = {
  'day-book': { paged: dayBook },
  'party-statement': nothing,
  'party-balances': { whole: partyBalances },
  ageing: nothing,
  'cash-book': { paged: accountBook },
  'bank-book': { paged: accountBook },
  'upi-book': { paged: accountBook },
  'sales-register': nothing,
  'purchase-register': nothing,
  'item-profit': nothing,
  'party-profit': nothing,
  expenses: nothing,
  'stock-summary': nothing,
  'trial-balance': { whole: trialBalance },
  'profit-and-loss': nothing,
  'balance-sheet': nothing,
  'gst-summary': nothing,
  totals: nothing
}
