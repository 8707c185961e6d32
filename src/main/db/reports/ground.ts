import type Sqlite from 'better-sqlite3'
import { numberHead, numberTail } from '#shared/numbering/document-number.ts'
import type { Period } from '#shared/reports/period.ts'
import type { Report, ReportQuery, ReportRow } from '#shared/reports/report.ts'
import type { DayTally } from './day-tally.ts'
import type { Pace } from './pace.ts'

/** What every report is made from: the file at one moment, the days put together, and the pace that it keeps. */
export interface Ground {
  readonly tally: DayTally
  readonly pace: Pace
  /** Rows of a statement, which is prepared once. Values stand in it by their names (`@fromOn`). */
  all<Row>(sql: string, values?: Values): Row[]
  first<Row>(sql: string, values?: Values): Row | undefined
  /** Rows as lists of values: for many. */
  raw(sql: string, values?: Values): unknown[][]
  /** `KMB/26-27/00012`; empty without a number. */
  number(seriesNo: number | null, numberNo: number | null): string
  account(accountNo: number): AccountFacts
  accountNo(code: string): number | null
  accounts(): readonly AccountFacts[]
}

export type Values = Readonly<Record<string, number | string | Uint8Array | null>>

export interface AccountFacts {
  readonly accountNo: number
  readonly code: string
  readonly kind: 'asset' | 'liability' | 'equity' | 'income' | 'expense'
  readonly name: string
}

export interface Page {
  readonly offset: number
  readonly limit: number
}

/** A report whose figures are all known, and whose rows are written only for the page that is asked for: it may have one a party. */
export interface Listed {
  /** Without rows. */
  readonly report: Report
  readonly rowAt: (ground: Ground, at: number) => ReportRow
}

/**
 * How a report is made: as a whole, which is kept so that its pages need no second run, or page by page, where it may have as
 * many rows as the book has entries.
 */
export type ReportMaker =
  | { readonly whole: (ground: Ground, query: ReportQuery) => Report }
  | { readonly listed: (ground: Ground, query: ReportQuery) => Listed }
  | { readonly paged: (ground: Ground, query: ReportQuery, page: Page) => Report }

/** The ground over a connection. Accounts and series are read once: they are never changed. */
export function groundOver(db: Sqlite.Database, tally: DayTally, pace: Pace, prepared: Statements): Ground {
  const heads = new Map<number, string>()
  let accounts: AccountFacts[] | null = null
  const statement = (sql: string) => prepared(db, sql)
  const known = () => {
    accounts ??= statement('select account_no as accountNo, code, kind, name from account order by account_no').all(
      {}
    ) as AccountFacts[]
    return accounts
  }
  const headOf = (seriesNo: number): string => {
    const kept = heads.get(seriesNo)
    if (kept !== undefined) return kept
    const sql = 'select prefix, financial_year as financialYear from series where series_no = @seriesNo'
    const text = numberHead(statement(sql).get({ seriesNo }) as { prefix: string; financialYear: number })
    heads.set(seriesNo, text)
    return text
  }
  return {
    tally,
    pace,
    all: <Row>(sql: string, values: Values = {}) => statement(sql).raw(false).all(values) as Row[],
    first: <Row>(sql: string, values: Values = {}) => statement(sql).raw(false).get(values) as Row | undefined,
    raw: (sql, values = {}) => statement(sql).raw(true).all(values) as unknown[][],
    number: (seriesNo, numberNo) =>
      seriesNo === null || numberNo === null ? '' : headOf(seriesNo) + numberTail(numberNo),
    account: (accountNo) =>
      known().find((account) => account.accountNo === accountNo) ?? {
        ...{ accountNo, code: '', kind: 'asset' as const, name: '' }
      },
    accountNo: (code) => known().find((account) => account.code === code)?.accountNo ?? null,
    accounts: known
  }
}

/** Prepares a statement once for a connection. */
export type Statements = (db: Sqlite.Database, sql: string) => Sqlite.Statement<unknown[]>

export function keptStatements(): Statements {
  const kept = new Map<string, Sqlite.Statement<unknown[]>>()
  let of: Sqlite.Database | null = null
  return (db, sql) => {
    if (of !== db) {
      kept.clear()
      of = db
    }
    const known = kept.get(sql)
    if (known !== undefined) return known
    const statement = db.prepare<unknown[]>(sql)
    kept.set(sql, statement)
    return statement
  }
}

/** Between which entries those of some days lie; empty when there are none. */
export function entriesOf(ground: Ground, { fromOn, toOn }: Period): { first: number; last: number } {
  const row = ground.first<{ first: number | null; last: number | null }>(
    `select min(first_entry_no) as first, max(coalesce(last_entry_no, 9007199254740991)) as last
      from book_day where book_on between @fromOn and @toOn`,
    { fromOn, toOn }
  )
  const newest = ground.tally.lastEntryNo
  return { first: row?.first ?? 1, last: row?.first == null ? 0 : Math.min(newest, row.last ?? newest) }
}

const CHUNK = 25_000

/** Walks numbers in parts small enough to be stopped between two of them. */
export function inChunks(
  ground: Ground,
  range: { readonly first: number; readonly last: number },
  work: (from: number, to: number) => void,
  atOnce = CHUNK
): void {
  for (let from = range.first; from <= range.last; from += atOnce) {
    ground.pace.step(from - range.first, range.last - range.first + 1)
    work(from, Math.min(range.last, from + atOnce - 1))
  }
}
