import { accountCell } from '#shared/reports/account-cell.ts'
import { bucketWithin, chartBucket, periodBefore } from '#shared/reports/period.ts'
import type { AccountMove, Profit } from '#shared/reports/profit.ts'
import type { Report, ReportCell, ReportQuery, ReportRow, ReportTarget } from '#shared/reports/report.ts'
import { blanks, chartOf, column, head, line, reportOf, rowWord, sumRow, total } from '#shared/reports/report-table.ts'
import { stepCells, stepColumns, stepWord } from '#shared/reports/steps.ts'
import type { Ground } from './ground.ts'
import { profitBy, profitIn } from './profit-figures.ts'
import { accountTarget } from './trial-balance.ts'

/** A figure of profit and loss, found again in the period before by its key. */
interface Figure {
  readonly key: string
  readonly kind: 'head' | 'line' | 'sum' | 'total'
  readonly name: ReportCell
  readonly amount: number
  readonly target: ReportTarget | null
}

/** What was earned and what it cost: trading with the goods on hand, gross, other income, costs, net. With a step: a line for each. */
export function profitAndLoss(ground: Ground, query: ReportQuery): Report {
  return query.step === 'none' ? asStatement(ground, query) : bySteps(ground, query)
}

function asStatement(ground: Ground, query: ReportQuery): Report {
  const now = profitIn(ground, query)
  const before = query.isCompared ? periodBefore(query) : null
  const earlier = before === null ? null : profitIn(ground, before)
  const then = new Map((earlier === null ? [] : figuresOf(query, earlier)).map(({ key, amount }) => [key, amount]))
  const figures = withMissing(figuresOf(query, now), earlier === null ? [] : figuresOf(query, earlier))
  const rows = figures.map((figure): ReportRow => {
    const was = then.get(figure.key) ?? 0
    const compared = earlier === null ? [] : [was, figure.amount - was]
    if (figure.kind === 'head') return head([figure.name, null, null, ...blanks(compared.length)])
    const cells = [figure.name, figure.amount, shareOf(figure.amount, now.netSales), ...compared]
    if (figure.kind === 'line') return line(cells, figure.target, 1)
    return figure.kind === 'sum' ? sumRow(cells) : total(cells)
  })
  const compared = earlier === null ? [] : [column('before', 'money', 1), column('difference', 'money', 1)]
  const columns = [column('account', 'text'), column('amount', 'money'), column('share', 'percent', 3), ...compared]
  const isEmpty = figures.every(({ amount }) => amount === 0)
  return reportOf(query, {
    columns,
    rows: isEmpty ? [] : rows,
    isCompared: true,
    chart: chartOfSteps(ground, query),
    notes: hasStock(now) ? [{ key: 'stockApart', params: {} }] : []
  })
}

const hasStock = ({ stock }: Profit): boolean => stock.opening !== 0 || stock.closing !== 0

/** In hundredths of a percent of what was sold; nothing where nothing was sold. */
function shareOf(amount: number, netSales: number): number | null {
  return netSales <= 0 ? null : Math.round((amount / netSales) * 10_000)
}

function figuresOf(query: ReportQuery, profit: Profit): Figure[] {
  const { stock } = profit
  const word = (key: string, amount: number, kind: Figure['kind'] = 'line', name = key): Figure => ({
    ...{ key, kind, name: rowWord(name), amount, target: null }
  })
  const account = (move: AccountMove): Figure => ({
    ...{ key: move.code, kind: 'line', name: accountCell(move.code, move.name), amount: move.amount },
    target: accountTarget(query, move)
  })
  const some = (key: string, amount: number) => (amount === 0 ? [] : [word(key, amount)])
  return [
    word('trading', 0, 'head'),
    ...profit.revenue.map(account),
    word('revenue', profit.netSales, 'sum'),
    ...some('openingStock', stock.opening),
    ...profit.bought.map(account),
    ...some('stockBrought', stock.brought),
    ...some('ownUse', stock.ownUse),
    ...some('closingStock', 0 - stock.closing),
    word('costOfGoods', profit.costOfGoods, 'sum'),
    word('gross', profit.gross, 'sum', profit.gross < 0 ? 'grossLoss' : 'grossProfit'),
    ...(profit.otherIncome.length === 0 ? [] : [word('otherIncome', 0, 'head'), ...profit.otherIncome.map(account)]),
    ...(profit.expenses.length === 0 ? [] : [word('expenses', profit.expenseSum, 'head')]),
    ...profit.expenses.map(account),
    word('net', profit.net, 'total', profit.net < 0 ? 'netLoss' : 'netProfit')
  ]
}

/** What only the period before had stands where it stood then, with nothing now. */
function withMissing(now: readonly Figure[], then: readonly Figure[]): Figure[] {
  const figures = [...now]
  then.forEach((figure, at) => {
    if (figures.some(({ key }) => key === figure.key)) return
    const after = then.slice(0, at).findLast(({ key }) => figures.some((one) => one.key === key))
    const place = figures.findIndex(({ key }) => key === after?.key)
    figures.splice(place + 1, 0, { ...figure, amount: 0 })
  })
  return figures
}

function bySteps(ground: Ground, query: ReportQuery): Report {
  const step = query.step === 'none' ? 'month' : query.step
  const cellsOf = ({ netSales, costOfGoods, gross, otherIncomeSum, expenseSum, net }: Profit): ReportCell[] => [
    ...[netSales, costOfGoods, gross, otherIncomeSum, expenseSum, net]
  ]
  const rows = profitBy(ground, query, step).map(({ start, profit }) => {
    const period = bucketWithin(start, step, query)
    const narrower = { ...query, ...period, step: 'none' as const }
    return line([...stepCells(step, period), ...cellsOf(profit)], { query: narrower })
  })
  if (rows.length > 0) rows.push(total([...stepWord(step), ...cellsOf(profitIn(ground, query))]))
  const columns = [
    ...stepColumns(step),
    column('sales', 'money', 1),
    column('costOfGoods', 'money', 3),
    column('gross', 'money', 1),
    column('otherIncome', 'money', 4),
    column('expenses', 'money', 2),
    column('net', 'money')
  ]
  return reportOf(query, { columns, rows, chart: chartOfSteps(ground, query) })
}

function chartOfSteps(ground: Ground, query: ReportQuery) {
  const steps = profitBy(ground, query, chartBucket(query, query.step))
  return chartOf(
    'bars',
    steps.map(({ start }) => (start < query.fromOn ? query.fromOn : start)),
    { sales: steps.map(({ profit }) => profit.netSales), net: steps.map(({ profit }) => profit.net) }
  )
}
