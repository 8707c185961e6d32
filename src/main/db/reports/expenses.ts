import type { BookDate } from '#shared/calendar/book-date.ts'
import { accountCell } from '#shared/reports/account-cell.ts'
import { bucketStart, bucketWithin, periodBefore } from '#shared/reports/period.ts'
import { type AccountMove, isRunningCost } from '#shared/reports/profit.ts'
import type { Report, ReportCell, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { chartOf, column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { stepCells, stepColumns } from '#shared/reports/steps.ts'
import { movesBy, movesIn } from './account-moves.ts'
import type { Ground } from './ground.ts'
import { accountMoves } from './profit-figures.ts'
import { accountTarget } from './trial-balance.ts'

const sumOf = (all: readonly AccountMove[]): number => all.reduce((sum, { amount }) => sum + amount, 0)

/** What each head cost in a period, the dearest first. Goods are no part of it. With a step: each head in each of its days, weeks or months. */
export function expenses(ground: Ground, query: ReportQuery): Report {
  const moves = accountMoves(ground, movesIn(ground, query)).filter(isRunningCost)
  const heads = moves.toSorted((one, other) => other.amount - one.amount)
  const shown = heads.filter(({ amount }) => amount > 0)
  const chart = chartOf(
    'parts',
    shown.map(({ code, name }) => accountCell(code, name)),
    { amount: shown.map(({ amount }) => amount) }
  )
  return query.step === 'none' ? byHead(ground, query, heads, chart) : byStep(ground, query, heads, chart)
}

function byHead(ground: Ground, query: ReportQuery, heads: readonly AccountMove[], chart: Report['chart']): Report {
  const before = query.isCompared ? periodBefore(query) : null
  const earlier = before === null ? [] : accountMoves(ground, movesIn(ground, before)).filter(isRunningCost)
  const all = [...heads]
  for (const one of earlier) if (heads.every(({ code }) => code !== one.code)) all.push({ ...one, amount: 0 })
  const sum = sumOf(heads)
  const share = (amount: number) => (sum <= 0 ? null : Math.round((amount / sum) * 10_000))
  const cellsOf = (name: ReportCell, amount: number, was: number): ReportCell[] => [
    ...[name, amount, share(amount)],
    ...(before === null ? [] : [was, amount - was])
  ]
  const rows: ReportRow[] = all.map((move) => {
    const was = earlier.find(({ code }) => code === move.code)?.amount ?? 0
    return line(cellsOf(accountCell(move.code, move.name), move.amount, was), accountTarget(query, move))
  })
  if (rows.length > 0) rows.push(total(cellsOf(rowWord('total'), sum, sumOf(earlier))))
  const compared = before === null ? [] : [column('before', 'money', 1), column('difference', 'money', 1)]
  const columns = [column('account', 'text'), column('amount', 'money'), column('share', 'percent', 2), ...compared]
  return reportOf(query, { columns, rows, isCompared: true, chart })
}

function byStep(ground: Ground, query: ReportQuery, heads: readonly AccountMove[], chart: Report['chart']): Report {
  const step = query.step === 'none' ? 'month' : query.step
  const steps = movesBy(ground, query, (bookOn) => bucketStart(bookOn as BookDate, step))
  const rows: ReportRow[] = []
  for (const [start, moves] of [...steps].sort(([one], [other]) => one - other)) {
    const period = bucketWithin(start, step, query)
    const ofStep = accountMoves(ground, moves).filter(isRunningCost)
    for (const move of ofStep.toSorted((one, other) => other.amount - one.amount)) {
      const name = accountCell(move.code, move.name)
      rows.push(line([...stepCells(step, period), name, move.amount], accountTarget({ ...query, ...period }, move)))
    }
  }
  const blank = stepColumns(step).map(() => null)
  if (rows.length > 0) rows.push(total([...blank, rowWord('total'), sumOf(heads)]))
  const columns = [...stepColumns(step), column('account', 'text'), column('amount', 'money')]
  return reportOf(query, { columns, rows, chart })
}
