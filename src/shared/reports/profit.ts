/** What an account did in a period: debit positive. */
export interface AccountMove {
  readonly code: string
  readonly kind: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
  readonly name: string
  readonly amount: number
}

/** What goods on hand were worth, and what the owner brought in (positive) and took for himself (negative). */
export interface StockWorth {
  readonly opening: number
  readonly closing: number
  readonly brought: number
  readonly ownUse: number
}

export const NO_STOCK: StockWorth = { opening: 0, closing: 0, brought: 0, ownUse: 0 }

/** Profit and loss of a period. Income is positive where it is earned, costs where they are borne. */
export interface Profit {
  readonly revenue: readonly AccountMove[]
  readonly netSales: number
  readonly bought: readonly AccountMove[]
  readonly stock: StockWorth
  readonly costOfGoods: number
  readonly gross: number
  readonly otherIncome: readonly AccountMove[]
  readonly otherIncomeSum: number
  readonly expenses: readonly AccountMove[]
  readonly expenseSum: number
  readonly net: number
}

const REVENUE: ReadonlySet<string> = new Set([
  'sales',
  'sales-returns',
  'freight-charged',
  'packing-charged',
  'other-charged'
])
const BOUGHT: ReadonlySet<string> = new Set(['purchases', 'purchase-returns', 'freight-paid'])

/** Whether an account is a cost that is no part of trading. */
export const isRunningCost = ({ code, kind }: Pick<AccountMove, 'code' | 'kind'>): boolean =>
  kind === 'expense' && !BOUGHT.has(code)

const sum = (all: readonly AccountMove[]): number => all.reduce((total, { amount }) => total + amount, 0)

/**
 * Trading, gross, other income, costs and net of what a period did to the accounts. Goods brought in and taken by the owner are
 * capital: they are in the cost of goods only so that the difference of the stock is not taken for profit.
 */
export function profitOf(moves: readonly AccountMove[], stock: StockWorth): Profit {
  const turned = (all: readonly AccountMove[]) => all.map((move) => ({ ...move, amount: 0 - move.amount }))
  const revenue = turned(moves.filter(({ code }) => REVENUE.has(code)))
  const bought = moves.filter(({ code }) => BOUGHT.has(code))
  const otherIncome = turned(moves.filter(({ code, kind }) => kind === 'income' && !REVENUE.has(code)))
  const expenses = moves.filter(isRunningCost)
  const netSales = sum(revenue)
  const costOfGoods = stock.opening + sum(bought) + stock.brought + stock.ownUse - stock.closing
  const gross = netSales - costOfGoods
  const [otherIncomeSum, expenseSum] = [sum(otherIncome), sum(expenses)]
  return {
    ...{ revenue, netSales, bought, stock, costOfGoods, gross, otherIncome, otherIncomeSum, expenses, expenseSum },
    net: gross + otherIncomeSum - expenseSum
  }
}
