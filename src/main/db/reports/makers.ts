import type { ReportName } from '#shared/reports/report.ts'
import { accountBook } from './account-book.ts'
import { ageing } from './ageing.ts'
import { balanceSheet } from './balance-sheet.ts'
import { dayBook } from './day-book.ts'
import { expenses } from './expenses.ts'
import type { ReportMaker } from './ground.ts'
import { gstSummary } from './gst-summary.ts'
import { partyBalances } from './party-balances.ts'
import { partyStatement } from './party-statement.ts'
import { profitAndLoss } from './profit-and-loss.ts'
import { itemProfit, partyProfit } from './profit-by.ts'
import { register } from './register.ts'
import { stockSummary } from './stock-summary.ts'
import { totals } from './totals.ts'
import { trialBalance } from './trial-balance.ts'

/** How each report is made. */
export const MAKERS: Readonly<Record<ReportName, ReportMaker>> = {
  'day-book': { paged: dayBook },
  'party-statement': { paged: partyStatement },
  'party-balances': { listed: partyBalances },
  ageing: { listed: ageing },
  'cash-book': { paged: accountBook },
  'bank-book': { paged: accountBook },
  'upi-book': { paged: accountBook },
  'sales-register': { paged: register },
  'purchase-register': { paged: register },
  'item-profit': { listed: itemProfit },
  'party-profit': { listed: partyProfit },
  expenses: { whole: expenses },
  'stock-summary': { whole: stockSummary },
  'trial-balance': { whole: trialBalance },
  'profit-and-loss': { whole: profitAndLoss },
  'balance-sheet': { whole: balanceSheet },
  'gst-summary': { whole: gstSummary },
  totals: { whole: totals }
}
