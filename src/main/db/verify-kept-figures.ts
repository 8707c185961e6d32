import type Sqlite from 'better-sqlite3'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { financialYearOf } from '#shared/calendar/financial-year.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import type { BuiltEntry } from '#shared/ledger/build-entry.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import { bucketShare } from '#shared/ledger/period-bucket.ts'
import { minor } from '#shared/money/money.ts'
import { type Fault, fault } from './fault.ts'
import type { EntryWithOp, PostingWithCode, Witness } from './verify-entries.ts'

interface PartyFigures {
  balance: number
  count: number
  lastNo: number
  lastOn: number
}

/** Every figure that is kept beside the entries, worked out again while they are read. */
export interface Recount {
  readonly witness: Witness
  /** The first kept figure that is not what the entries make. Called after the last entry. */
  check(): Fault | null
}

export function recountKeptFigures(db: Sqlite.Database): Recount {
  const accounts = new Map<number, number>()
  const parties = new Map<number, PartyFigures>()
  const buckets = new Map<string, number[]>()
  const series = new Map<string, number>()
  const undoneOf = readUndone(db)
  let wrongNumber: Fault | null = null

  const witness: Witness = (entry, postings) => {
    for (const posting of postings) addTo(accounts, posting.account_no, posting.amount_minor)
    if (entry.party_no !== null) {
      const known = parties.get(entry.party_no) ?? { balance: 0, count: 0, lastNo: 0, lastOn: 0 }
      known.balance += entry.credit_minor
      known.count++
      known.lastNo = entry.entry_no
      known.lastOn = entry.book_on
      parties.set(entry.party_no, known)
    }
    addShare(buckets, entry, postings, entry.reverses_no === null ? null : undoneOf(entry.reverses_no))
    wrongNumber ??= countNumber(series, entry)
  }

  return {
    witness,
    check: () =>
      wrongNumber ??
      compare(db, ACCOUNT_BALANCES, textsOf(accounts, String)) ??
      compare(db, PARTY_BALANCES, textsOf(parties, partyText)) ??
      compare(db, CONTROL_TOTAL, new Map([['1', controlText(db, parties)]])) ??
      compare(
        db,
        PERIOD_TOTALS,
        textsOf(buckets, (figures) => figures.join('/'))
      ) ??
      compare(
        db,
        SERIES,
        textsOf(series, (count) => String(count + 1))
      ) ??
      compare(db, OPEN_PAYMENTS, openPayments(db))
  }
}

interface KeptTable {
  readonly table: string
  readonly check: string
  /** Rows as `key` and what they say as `said`. */
  readonly sql: string
  /** Keys that must have a row even when no entry touched them, and what it then says. */
  readonly all?: { readonly sql: string; readonly said: string }
}

const ACCOUNT_BALANCES: KeptTable = {
  table: 'account_balance',
  check: 'balance',
  sql: 'select account_no as key, balance_minor as said from account_balance',
  all: { sql: 'select account_no from account', said: '0' }
}
const PARTY_BALANCES: KeptTable = {
  table: 'party_balance',
  check: 'balance',
  sql: `select party_no as key, balance_minor || '/' || entry_count || '/' || coalesce(last_entry_no, 'none') || '/'
    || coalesce(last_entry_on, 'none') as said from party_balance`,
  all: { sql: 'select party_no from party', said: '0/0/none/none' }
}
const CONTROL_TOTAL: KeptTable = {
  table: 'control_total',
  check: 'totals',
  sql: `select only_row as key, get_minor || '/' || give_minor || '/' || party_count as said from control_total`
}
const PERIOD_TOTALS: KeptTable = {
  table: 'period_total',
  check: 'totals',
  sql: `select period_no || ' ' || bucket as key, entry_count || '/' || amount_minor || '/' || cash_minor || '/' ||
    dues_cash_minor || '/' || upi_minor || '/' || bank_minor || '/' || credit_minor as said from period_total`
}
const SERIES: KeptTable = {
  table: 'series',
  check: 'sequence',
  sql: `select prefix || ' ' || financial_year as key, next_number as said from series`
}

function compare(db: Sqlite.Database, kept: KeptTable, made: Map<string, string>): Fault | null {
  const wanted = new Map(made)
  if (kept.all) {
    for (const key of db.prepare(kept.all.sql).pluck().iterate())
      if (!wanted.has(String(key))) wanted.set(String(key), kept.all.said)
  }
  for (const row of db.prepare<[], { key: string | number; said: string | number }>(kept.sql).iterate()) {
    const key = String(row.key)
    const meant = wanted.get(key)
    if (String(row.said) !== meant)
      return fault(kept.check, kept.table, key, `says ${row.said}, the entries make ${meant ?? 'nothing'}`)
    wanted.delete(key)
  }
  const [gone] = wanted
  return gone === undefined ? null : fault(kept.check, kept.table, gone[0], `is missing, the entries make ${gone[1]}`)
}

const textsOf = <Key, Value>(map: Map<Key, Value>, write: (value: Value) => string): Map<string, string> =>
  new Map([...map].map(([key, value]) => [String(key), write(value)]))

const partyText = (party: PartyFigures) => `${party.balance}/${party.count}/${party.lastNo}/${party.lastOn}`

const addTo = <Key>(map: Map<Key, number>, key: Key, by: number) => map.set(key, (map.get(key) ?? 0) + by)

function controlText(db: Sqlite.Database, parties: Map<number, PartyFigures>): string {
  let [get, give] = [0, 0]
  for (const { balance } of parties.values()) {
    if (balance > 0) get += balance
    else give -= balance
  }
  return `${get}/${give}/${Number(db.prepare('select count(*) from party').pluck().get())}`
}

function addShare(
  buckets: Map<string, number[]>,
  entry: EntryWithOp,
  postings: readonly PostingWithCode[],
  undone: BuiltEntry | null
): void {
  const share = bucketShare(builtOf(entry, postings), undone)
  const key = `${entry.period_no} ${share.bucket}`
  const before = buckets.get(key) ?? [0, 0, 0, 0, 0, 0, 0]
  const { amountMinor, cashMinor, duesCashMinor, upiMinor, bankMinor, creditMinor } = share
  const own = [1, amountMinor, cashMinor, duesCashMinor, upiMinor, bankMinor, creditMinor]
  buckets.set(
    key,
    before.map((figure, at) => figure + (own[at] ?? 0))
  )
}

/** The entries that others undo, read when they are needed. */
function readUndone(db: Sqlite.Database): (entryNo: number) => BuiltEntry | null {
  const entry = db.prepare<[number], EntryWithOp>('select * from entry where entry_no = ?')
  const lines = db.prepare<[number], PostingWithCode>(`select posting.*, code from posting
    join account on account.account_no = posting.account_no where entry_no = ? order by line_no`)
  return (entryNo) => {
    const row = entry.get(entryNo)
    return row === undefined ? null : builtOf(row, lines.all(entryNo))
  }
}

const builtOf = (row: EntryWithOp, postings: readonly PostingWithCode[]): BuiltEntry => ({
  kind: row.kind as EntryKind,
  partyId: null,
  accountCode: null,
  amountMinor: minor(row.amount_minor),
  cashMinor: minor(row.cash_minor),
  changeMinor: minor(row.change_minor),
  upiMinor: minor(row.upi_minor),
  bankMinor: minor(row.bank_minor),
  creditMinor: minor(row.credit_minor),
  lines: [],
  postings: postings.map((posting) => ({
    accountCode: (posting.code ?? '') as AccountCode,
    partyId: null,
    amountMinor: minor(posting.amount_minor)
  }))
})

const OWN_NUMBER = /^([A-Z]{2}[BRCP])\/(\d\d)-\d\d\/(\d{5,6})$/

/** Numbers of our series follow each other without a gap. */
function countNumber(series: Map<string, number>, entry: EntryWithOp): Fault | null {
  if (entry.number === '') return null
  const [, prefix = '', year = '', digits = ''] = OWN_NUMBER.exec(entry.number) ?? []
  const startYear = financialYearOf(entry.book_on as BookDate)
  const count = (series.get(`${prefix} ${startYear}`) ?? 0) + 1
  series.set(`${prefix} ${startYear}`, count)
  if (Number(digits) === count && Number(year) === startYear % 100) return null
  return fault('sequence', 'entry', entry.entry_no, `bears ${entry.number}, the next of its series is ${count}`)
}

const OPEN_PAYMENTS: KeptTable = {
  table: 'upi_open',
  check: 'totals',
  sql: `select entry_no as key, period_no || '/' || amount_minor || '/' || state as said from upi_open`
}

/** Payments that wait to be proved: the last step of each that was not undone. */
function openPayments(db: Sqlite.Database): Map<string, string> {
  const rows = db
    .prepare<[], { key: number; said: string; state: string }>(
      `select entry.entry_no as key, upi_step.state, entry.period_no || '/' || entry.upi_minor || '/' || upi_step.state as said
      from upi_step join entry using (entry_no) left join entry as undoing on undoing.reverses_no = entry.entry_no
      where undoing.entry_no is null order by step_no`
    )
    .iterate()
  const made = new Map<string, string>()
  for (const { key, said, state } of rows) {
    if (state === 'proved') made.delete(String(key))
    else made.set(String(key), said)
  }
  return made
}
