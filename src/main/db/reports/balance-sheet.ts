import { accountCell } from '#shared/reports/account-cell.ts'
import { periodBefore } from '#shared/reports/period.ts'
import type { Report, ReportCell, ReportQuery, ReportRow, ReportTarget } from '#shared/reports/report.ts'
import { blanks, column, head, line, reportOf, rowWord, sumRow, total } from '#shared/reports/report-table.ts'
import { balancesOn } from './account-moves.ts'
import type { Ground } from './ground.ts'
import { goodsOfOwner, profitIn, stockOn } from './profit-figures.ts'
import { accountTarget } from './trial-balance.ts'

interface Standing {
  readonly key: string
  readonly name: ReportCell
  readonly amount: number
  readonly target: ReportTarget | null
}

/** One side of the sheet: what it is called, what stands in it. */
interface Side {
  readonly key: 'asset' | 'liability' | 'equity'
  readonly standing: readonly Standing[]
}

const sumOf = (all: readonly Standing[]): number => all.reduce((sum, { amount }) => sum + amount, 0)

/** What the shop has and what it owes at the end of a period, goods on hand and profit among it. Both sides are equal. */
export function balanceSheet(ground: Ground, query: ReportQuery): Report {
  const now = sidesOf(ground, query, query)
  const before = query.isCompared ? periodBefore(query) : null
  const then = before === null ? null : sidesOf(ground, query, before)
  const compared = (amount: number, was: number) => (then === null ? [] : [was, amount - was])
  const rows: ReportRow[] = []
  let [balance, balanceThen] = [0, 0]
  for (const { key, standing } of now) {
    const earlier = then?.find((side) => side.key === key)?.standing ?? []
    const all = [...standing, ...earlier.filter((one) => standing.every((other) => other.key !== one.key)).map(gone)]
    const shown = all.map((one) => ({ ...one, was: earlier.find((other) => other.key === one.key)?.amount ?? 0 }))
    rows.push(head([rowWord(key), null, ...blanks(then === null ? 0 : 2)]))
    for (const { name, amount, target, was } of shown)
      if (amount !== 0 || was !== 0) rows.push(line([name, amount, ...compared(amount, was)], target, 1))
    const [sum, sumThen] = [sumOf(standing), sumOf(earlier)]
    rows.push(sumRow([rowWord('total'), sum, ...compared(sum, sumThen)]))
    balance += key === 'asset' ? sum : -sum
    balanceThen += key === 'asset' ? sumThen : -sumThen
  }
  rows.push(total([rowWord('difference'), balance, ...compared(balance, balanceThen)]))
  const isEmpty = now.every(({ standing }) => standing.every(({ amount }) => amount === 0))
  const more = then === null ? [] : [column('before', 'money', 1), column('difference', 'money', 1)]
  const notes = stockOn(ground, query.toOn) === 0 ? [] : [{ key: 'stockApart', params: {} }]
  const columns = [column('account', 'text'), column('amount', 'money'), ...more]
  return reportOf(query, { columns, rows: isEmpty ? [] : rows, isCompared: true, notes })
}

const gone = (standing: Standing): Standing => ({ ...standing, amount: 0 })

function sidesOf(ground: Ground, query: ReportQuery, { fromOn, toOn }: { fromOn: number; toOn: number }): Side[] {
  const balances = balancesOn(ground, toOn)
  const accounts = (kind: 'asset' | 'liability' | 'equity', sign: 1 | -1): Standing[] =>
    ground.accounts().flatMap((account) => {
      const balance = balances.get(account.accountNo) ?? 0
      if (account.kind !== kind || balance === 0) return []
      const { code, name } = account
      return [
        { key: code, name: accountCell(code, name), amount: sign * balance, target: accountTarget(query, account) }
      ]
    })
  const word = (key: string, amount: number, target: ReportTarget | null = null): Standing => ({
    ...{ key, name: rowWord(key), amount, target }
  })
  const narrower = { ...query, step: 'none' as const, isCompared: false }
  const stock = word('stock', stockOn(ground, toOn), { query: { ...narrower, report: 'stock-summary' } })
  const earlier = profitIn(ground, { fromOn: 0, toOn: fromOn - 1 }).net
  const within = profitIn(ground, { fromOn, toOn }).net
  return [
    { key: 'asset', standing: [...accounts('asset', 1), stock] },
    { key: 'liability', standing: accounts('liability', -1) },
    {
      key: 'equity',
      standing: [
        ...accounts('equity', -1),
        word('goodsOfOwner', goodsOfOwner(ground, toOn)),
        word('earlierProfit', earlier),
        word('periodProfit', within, { query: { ...narrower, report: 'profit-and-loss' } })
      ]
    }
  ]
}
