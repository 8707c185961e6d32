import { accountCell } from '#shared/reports/account-cell.ts'
import type { Report, ReportCell, ReportQuery, ReportRow, ReportTarget } from '#shared/reports/report.ts'
import { blanks, column, head, line, negated, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { balancesBefore, movesIn } from './account-moves.ts'
import type { AccountFacts, Ground } from './ground.ts'

const KINDS = ['asset', 'liability', 'equity', 'income', 'expense'] as const

/** What stands on each account at the end of a period, in debit or credit, and what the period did to it. Both sides are equal. */
export function trialBalance(ground: Ground, query: ReportQuery): Report {
  const opening = balancesBefore(ground, query.fromOn)
  const moves = movesIn(ground, query)
  const lines = ground.accounts().flatMap((account) => {
    const before = opening.get(account.accountNo) ?? 0
    const { debit = 0, credit = 0 } = moves.get(account.accountNo) ?? {}
    return before === 0 && debit === 0 && credit === 0 ? [] : [{ account, before, debit, credit }]
  })
  const isCompared = query.isCompared
  const cellsOf = (name: ReportCell, all: readonly (typeof lines)[number][], isSum: boolean): ReportCell[] => {
    const sum = (of: (one: (typeof lines)[number]) => number) => all.reduce((made, one) => made + of(one), 0)
    const closing = (one: (typeof lines)[number]) => one.before + one.debit + one.credit
    const debits = sum((one) => Math.max(0, closing(one)))
    const credits = sum((one) => Math.max(0, -closing(one)))
    const empty = (amount: number) => (amount === 0 && !isSum ? null : amount)
    const opened = sum((one) => one.before)
    const compared = isCompared ? [opened, sum(closing) - opened] : []
    return [
      ...[name, opened, sum((one) => one.debit), negated(sum((one) => one.credit))],
      ...[empty(debits), empty(credits), ...compared]
    ]
  }
  const rows: ReportRow[] = []
  for (const kind of KINDS) {
    const ofKind = lines.filter(({ account }) => account.kind === kind)
    if (ofKind.length === 0) continue
    rows.push(head([rowWord(kind), ...blanks(isCompared ? 7 : 5)]))
    for (const one of ofKind) {
      const name = accountCell(one.account.code, one.account.name)
      rows.push(line(cellsOf(name, [one], false), accountTarget(query, one.account), 1))
    }
  }
  if (rows.length > 0) rows.push(total(cellsOf(rowWord('total'), lines, true)))
  return reportOf(query, { columns: columnsOf(isCompared), rows, isCompared: true })
}

const columnsOf = (isCompared: boolean) => [
  column('account', 'text'),
  column('opening', 'money', 3),
  column('debits', 'money', 2),
  column('credits', 'money', 2),
  column('debitBalance', 'money'),
  column('creditBalance', 'money'),
  ...(isCompared ? [column('before', 'money', 1), column('difference', 'money', 1)] : [])
]

const BOOKS = { cash: 'cash-book', bank: 'bank-book', upi: 'upi-book' } as const

/** Where an account leads: to its book, to the parties on it, to the tax it holds, or to its entries. */
export function accountTarget(query: ReportQuery, { code }: Pick<AccountFacts, 'code'>): ReportTarget {
  const narrower = { ...query, step: 'none' as const, isCompared: false, accountCode: '' }
  if (code in BOOKS) return { query: { ...narrower, report: BOOKS[code as keyof typeof BOOKS] } }
  if (code === 'debtors' || code === 'creditors') return { query: { ...narrower, report: 'party-balances' } }
  return { query: { ...narrower, report: 'day-book', accountCode: code } }
}
