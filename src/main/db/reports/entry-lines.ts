import { kindOf } from '#main/db/entry-kinds.ts'
import { uuidText } from '#main/db/uuid-bytes.ts'
import { accountCell } from '#shared/reports/account-cell.ts'
import type { ReportCell } from '#shared/reports/report.ts'
import type { Ground, Page, Values } from './ground.ts'

/** An entry as lists of entries show it. */
export interface EntryLine {
  readonly entryNo: number
  readonly id: string
  readonly bookOn: number
  readonly number: string
  readonly kind: ReportCell
  /** Who it was with, or what it was for. */
  readonly who: ReportCell
  readonly text: string
  readonly amount: number
  readonly cash: number
  readonly upi: number
  readonly bank: number
  readonly credit: number
  /** What it did to the account that the list is about. */
  readonly onAccount: number
  readonly gstin: string
}

interface Row {
  entry_no: number
  id: Uint8Array
  book_on: number
  kind_no: number
  series_no: number | null
  number_no: number | null
  name: string | null
  code: string | null
  account: string | null
  text: string | null
  note: string | null
  reason: string | null
  amount_minor: number
  cash_minor: number
  upi_minor: number
  bank_minor: number
  credit_minor: number
  on_account: number
  gstin: string | null
}

const COLUMNS = `select entry.entry_no, entry.id, entry.book_on, entry.kind_no, entry.series_no, entry.number_no,
    party.name, party.gstin, account.code, account.name as account, entry.text, entry.note, entry.reason, entry.amount_minor,
    entry.cash_minor, entry.upi_minor, entry.bank_minor, entry.credit_minor`
const FROM = `from entry left join party on party.party_no = entry.party_no
    left join account on account.account_no = coalesce(entry.account_no, entry.other_no)`

function lineOf(ground: Ground, row: Row): EntryLine {
  return {
    entryNo: row.entry_no,
    id: uuidText(row.id),
    bookOn: row.book_on,
    number: ground.number(row.series_no, row.number_no),
    kind: { key: `ledger:kind.${kindOf(row.kind_no)}` },
    who: row.name ?? (row.code === null ? '' : accountCell(row.code, row.account ?? '')),
    text: [row.text, row.note, row.reason].filter((part) => part !== null && part !== '').join(', '),
    amount: row.amount_minor,
    cash: row.cash_minor,
    upi: row.upi_minor,
    bank: row.bank_minor,
    credit: row.credit_minor,
    onAccount: row.on_account,
    gstin: row.gstin ?? ''
  }
}

/** Which entries a list has. Parts of a statement: never made of what somebody typed. */
export interface EntryList {
  readonly condition: string
  /** What an entry did to the account that the list is about. */
  readonly amount: string
  /** How many entries of each day, in the order of days. */
  readonly days: readonly { readonly bookOn: number; readonly count: number }[]
}

const OF_DAY = `entry.entry_no between (select first_entry_no from book_day where book_on = @bookOn)
    and (select coalesce(last_entry_no, 9007199254740991) from book_day where book_on = @bookOn) and entry.book_on = @bookOn`

/**
 * A page of entries in the order of days and then of numbers. How many each day has is known, so the page begins at its day at
 * once, however far down it is.
 */
export function entryPage(ground: Ground, list: EntryList, page: Page): EntryLine[] {
  const lines: EntryLine[] = []
  let skip = page.offset
  for (const { bookOn, count } of list.days) {
    const left = page.limit - lines.length
    if (left <= 0) break
    if (skip >= count) {
      skip -= count
      continue
    }
    ground.pace.step(lines.length, page.limit)
    const sql = `${COLUMNS}, ${list.amount} as on_account ${FROM} where ${OF_DAY} and (${list.condition})
      order by entry.entry_no limit @left offset @skip`
    for (const row of ground.all<Row>(sql, { bookOn, left, skip })) lines.push(lineOf(ground, row))
    skip = 0
  }
  return lines
}

/** Entries of a statement of another list's own: `where` and `order` are parts of it, values stand in it by their names. */
export function entriesWhere(ground: Ground, where: string, values: Values): EntryLine[] {
  const sql = `${COLUMNS}, entry.credit_minor as on_account ${FROM} where ${where}`
  return ground.all<Row>(sql, values).map((row) => lineOf(ground, row))
}

/** What the first entries of one day did to the account of a list. */
export function sumOfFirst(ground: Ground, list: EntryList, bookOn: number, count: number): number {
  if (count === 0) return 0
  const sql = `select sum(amount) as sum from (select ${list.amount} as amount from entry
    where ${OF_DAY} and (${list.condition}) order by entry.entry_no limit @count)`
  return ground.first<{ sum: number | null }>(sql, { bookOn, count })?.sum ?? 0
}

/** How many entries of each day a list has, in the order of days; days without one are left out. */
export function countByDay(cells: Iterable<{ readonly bookOn: number; readonly count: number }>) {
  const days = new Map<number, number>()
  for (const { bookOn, count } of cells) if (count > 0) days.set(bookOn, (days.get(bookOn) ?? 0) + count)
  return [...days].map(([bookOn, count]) => ({ bookOn, count })).sort((one, other) => one.bookOn - other.bookOn)
}

export const countOf = (days: readonly { readonly count: number }[]): number =>
  days.reduce((sum, { count }) => sum + count, 0)
