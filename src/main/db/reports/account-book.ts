import { refuse } from '#shared/kernel/result.ts'
import { accountCell } from '#shared/reports/account-cell.ts'
import { chartBucket, type Period } from '#shared/reports/period.ts'
import type { Report, ReportCell, ReportColumn, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { chartOf, column, head, line, negated, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { stepCells, stepColumns, stepsOf, stepWord } from '#shared/reports/steps.ts'
import { type DayFlow, isLegCode, opened, type Subject, subjectOf } from './account-flows.ts'
import { countOf, type EntryLine, type EntryList, entryPage, sumOfFirst } from './entry-lines.ts'
import type { Ground, Page } from './ground.ts'

const LEGS = { 'cash-book': 'cash', 'bank-book': 'bank', 'upi-book': 'upi' } as const

/**
 * Cash, bank and UPI, and any other account by its code: what stood there before, every entry with the balance after it, what
 * stands there now. With a step: a line for each of its days, weeks or months. Fails with `account/not-found`.
 */
export function accountBook(ground: Ground, query: ReportQuery, page: Page): Report {
  const code = query.report in LEGS ? LEGS[query.report as keyof typeof LEGS] : query.accountCode
  const accountNo = ground.accountNo(code)
  // An older book gets a system account when it is first posted to.
  if (accountNo === null && !isLegCode(code)) refuse('account/not-found')
  const subject = subjectOf(ground, code, accountNo ?? 0)
  const name = isLegCode(code) ? null : accountCell(code, ground.account(accountNo ?? 0).name)
  return query.step === 'none' ? byEntry(ground, query, page, { ...subject, name }) : byStep(query, page, subject)
}

const ENTRY_COLUMNS: readonly ReportColumn[] = [
  column('day', 'day'),
  column('number', 'text', 3),
  column('kind', 'text', 2),
  column('who', 'text'),
  column('text', 'text', 5),
  column('in', 'money'),
  column('out', 'money'),
  column('balance', 'money')
]

function byEntry(ground: Ground, query: ReportQuery, page: Page, subject: Subject & { name: ReportCell }): Report {
  const { opening, flows, into, out, closing } = opened(subject.flows, query)
  const list = { ...subject.list, days: flows }
  const count = countOf(flows)
  if (count === 0 && opening === 0) return reportOf(query, { columns: ENTRY_COLUMNS, rows: [] })
  const rows: ReportRow[] = []
  if (page.offset === 0) rows.push(head([null, '', subject.name, rowWord('opening'), '', null, null, opening]))
  const first = Math.max(0, page.offset - 1)
  let balance = opening + sumBefore(ground, list, first)
  for (const entry of entryPage(ground, list, { offset: first, limit: page.limit - rows.length })) {
    balance += entry.onAccount
    rows.push(entryRow(entry, balance))
  }
  const isEnd = page.offset <= count + 1 && page.offset + page.limit >= count + 2
  if (isEnd) rows.push(total([null, '', null, rowWord('closing'), '', into, negated(out), closing]))
  return reportOf(query, {
    columns: ENTRY_COLUMNS,
    rows,
    rowCount: count + 2,
    chart: chartOfBook(query, subject.flows)
  })
}

/** What the first entries of a list did: whole days are known, of the last one its entries are read. */
function sumBefore(ground: Ground, list: EntryList & { readonly days: readonly DayFlow[] }, entries: number): number {
  let [left, sum] = [entries, 0]
  for (const day of list.days) {
    if (left < day.count) return sum + sumOfFirst(ground, list, day.bookOn, left)
    sum += day.into + day.out
    left -= day.count
  }
  return sum
}

function entryRow(entry: EntryLine, balance: number): ReportRow {
  const { bookOn, number, kind, who, text, onAccount } = entry
  const [into, out] = onAccount >= 0 ? [onAccount, null] : [null, -onAccount]
  return line([bookOn, number, kind, who, text, into, out, balance], { entryId: entry.id })
}

function byStep(query: ReportQuery, page: Page, { flows }: Subject): Report {
  const step = query.step === 'none' ? 'day' : query.step
  const period = opened(flows, query)
  let balance = period.opening
  const rows = stepsOf(period.flows, query, step).map(({ fromOn, toOn }) => {
    const { into, out } = opened(period.flows, { fromOn, toOn })
    const before = balance
    balance += into + out
    const narrower = { ...query, fromOn, toOn, step: 'none' as const }
    return line([...stepCells(step, { fromOn, toOn }), before, into, negated(out), balance], { query: narrower })
  })
  if (rows.length > 0)
    rows.push(total([...stepWord(step), period.opening, period.into, negated(period.out), period.closing]))
  const columns = [...stepColumns(step), column('opening', 'money', 2)]
  columns.push(column('in', 'money'), column('out', 'money'), column('balance', 'money'))
  const cut = rows.slice(page.offset, page.offset + page.limit)
  return reportOf(query, { columns, rows: cut, rowCount: rows.length, chart: chartOfBook(query, flows) })
}

/** What came and what went, over the period. */
function chartOfBook(query: ReportQuery, all: readonly DayFlow[]) {
  const bucket = chartBucket(query, query.step)
  const { flows } = opened(all, query)
  const steps: Period[] = stepsOf(flows, query, bucket)
  const each = steps.map((step) => opened(flows, step))
  return chartOf(
    'bars',
    steps.map(({ fromOn }) => fromOn),
    { in: each.map(({ into }) => into), out: each.map(({ out }) => negated(out)) }
  )
}
