import type { Report, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import { column, line, reportOf, rowWord, total } from '#shared/reports/report-table.ts'
import { accountBook } from './account-book.ts'
import { countByDay, countOf, type EntryLine, entryPage } from './entry-lines.ts'
import type { Ground, Page } from './ground.ts'

const COLUMNS = [
  column('day', 'day'),
  column('number', 'text', 2),
  column('kind', 'text', 1),
  column('who', 'text'),
  column('text', 'text', 5),
  column('amount', 'money'),
  column('cash', 'money', 2),
  column('upi', 'money', 3),
  column('bank', 'money', 4),
  column('onCredit', 'money', 2)
]

/** Every entry of a period, and what it did to drawer, UPI, bank and dues. With an account: the entries on it, and what stands there. */
export function dayBook(ground: Ground, query: ReportQuery, page: Page): Report {
  if (query.accountCode !== '') return accountBook(ground, query, page)
  const cells = [...ground.tally.entriesIn(query)]
  const days = countByDay(cells)
  const count = countOf(days)
  const rows: ReportRow[] = entryPage(ground, { condition: 'true', amount: '0', days }, page).map(lineOf)
  if (count > 0 && page.offset + page.limit > count && page.offset <= count) {
    const sum = (of: (cell: (typeof cells)[number]) => number) => cells.reduce((made, cell) => made + of(cell), 0)
    const net = (leg: 'cash' | 'upi' | 'bank' | 'credit') => sum((cell) => cell[leg].into + cell[leg].out)
    rows.push(total([rowWord('total'), '', null, '', '', null, net('cash'), net('upi'), net('bank'), net('credit')]))
  }
  return reportOf(query, { columns: COLUMNS, rows, rowCount: count === 0 ? 0 : count + 1 })
}

function lineOf(entry: EntryLine): ReportRow {
  const filled = (amount: number) => (amount === 0 ? null : amount)
  const { bookOn, number, kind, who, text, amount, cash, upi, bank, credit } = entry
  return line([bookOn, number, kind, who, text, amount, filled(cash), filled(upi), filled(bank), filled(credit)], {
    entryId: entry.id
  })
}
