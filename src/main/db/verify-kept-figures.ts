import type Sqlite from 'better-sqlite3'
import type { BuiltEntry } from '#shared/ledger/build-entry.ts'
import { bucketShare } from '#shared/ledger/period-bucket.ts'
import { isWaitedFor } from '#shared/ledger/upi-state.ts'
import { minor } from '#shared/money/money.ts'
import { type Fault, fault } from './fault.ts'
import type { JournalFacts } from './journal-facts.ts'
import { type ReadEntry, readEntryRow } from './row-ops.ts'
import type { EntryRow } from './schema.ts'
import type { ChainEnd, Witness } from './verify-chain.ts'

interface PartyFigures {
  balance: number
  count: number
  lastNo: number
  lastOn: number
}

/** Every figure that is kept beside the entries, worked out again while they are read. */
export interface Recount {
  readonly witness: Witness
  /** The next number of a series, which a paper without an entry takes. */
  takeNumber(series: string): number
  /** The first kept figure that is not what the entries make. Called after the last op. */
  check(end: ChainEnd): Fault | null
}

export function recountKeptFigures(db: Sqlite.Database, facts: JournalFacts): Recount {
  const accounts = new Map<number, number>()
  const parties = new Map<number, PartyFigures>()
  const buckets = new Map<string, number[]>()
  const series = new Map<string, number>()
  const undoneOf = readUndone(db, facts)
  const days = new Map<number, [first: number, last: number]>()
  const waiting = new Map<number, Waiting>()
  let entryCount = 0

  const witness: Witness = (entry) => {
    const { row } = entry
    for (const { accountCode, amountMinor } of entry.postings)
      addTo(accounts, facts.accountNos.get(accountCode) ?? 0, amountMinor)
    if (row.party_no !== null) {
      const known = parties.get(row.party_no) ?? { balance: 0, count: 0, lastNo: 0, lastOn: 0 }
      known.balance += row.credit_minor
      known.count++
      known.lastNo = row.entry_no
      known.lastOn = row.book_on
      parties.set(row.party_no, known)
    }
    addDay(days, row)
    entryCount = row.entry_no
    countPayment(waiting, entry)
    addShare(buckets, entry, row.reverses_no === null ? null : undoneOf(row.reverses_no))
    return countNumber(series, entry)
  }

  return {
    witness,
    takeNumber: (name) => takeNumber(series, name),
    check: (end) =>
      compare(db, ACCOUNT_BALANCES, textsOf(accounts, String)) ??
      compare(db, PARTY_BALANCES, textsOf(parties, partyText)) ??
      compare(db, CONTROL_TOTAL, new Map([['1', controlText(db, parties, end)]])) ??
      compare(
        db,
        PERIOD_TOTALS,
        textsOf(buckets, (figures) => figures.join('/'))
      ) ??
      compare(
        db,
        BOOK_DAYS,
        textsOf(days, ([first, last]) => `${first}/${last === entryCount ? 'none' : last}`)
      ) ??
      compare(
        db,
        SERIES,
        new Map([...series].map(([name, count]) => [name, `${facts.seriesNos.get(name)}/${count + 1}`]))
      ) ??
      compare(db, OPEN_PAYMENTS, openPayments(db, waiting))
  }
}

export interface KeptTable {
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
  sql: `select only_row as key, get_minor || '/' || give_minor || '/' || party_count || '/' || newest_op || '/' ||
    newest_time || '/' || lower(hex(newest_hash)) as said from control_total`
}
const PERIOD_TOTALS: KeptTable = {
  table: 'period_total',
  check: 'totals',
  sql: `select period_no || ' ' || bucket as key, entry_count || '/' || amount_minor || '/' || cash_minor || '/' ||
    dues_cash_minor || '/' || upi_minor || '/' || bank_minor || '/' || credit_minor as said from period_total`
}
const BOOK_DAYS: KeptTable = {
  table: 'book_day',
  check: 'totals',
  sql: `select book_on as key, first_entry_no || '/' || coalesce(last_entry_no, 'none') as said from book_day`
}
const SERIES: KeptTable = {
  table: 'series',
  check: 'sequence',
  sql: `select prefix || ' ' || financial_year as key, series_no || '/' || next_number as said from series`
}

export function compare(db: Sqlite.Database, kept: KeptTable, made: Map<string, string>): Fault | null {
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

function controlText(db: Sqlite.Database, parties: Map<number, PartyFigures>, end: ChainEnd): string {
  let [get, give] = [0, 0]
  for (const { balance } of parties.values()) {
    if (balance > 0) get += balance
    else give -= balance
  }
  const count = Number(db.prepare('select count(*) from party').pluck().get())
  return `${get}/${give}/${count}/${end.n}/${end.time}/${Buffer.from(end.hash).toString('hex')}`
}

function addDay(days: Map<number, [first: number, last: number]>, { book_on, entry_no }: EntryRow): void {
  const known = days.get(book_on)
  if (known === undefined) days.set(book_on, [entry_no, entry_no])
  else known[1] = entry_no
}

function addShare(buckets: Map<string, number[]>, entry: ReadEntry, undone: BuiltEntry | null): void {
  const share = bucketShare(builtOf(entry), undone)
  const key = `${entry.periodNo} ${share.bucket}`
  const { amountMinor, cashMinor, duesCashMinor, upiMinor, bankMinor, creditMinor } = share
  const own = [1, amountMinor, cashMinor, duesCashMinor, upiMinor, bankMinor, creditMinor]
  const before = buckets.get(key)
  buckets.set(key, before === undefined ? own : before.map((figure, at) => figure + (own[at] ?? 0)))
}

/** The entries that others undo, read when they are needed: they were found right before. */
function readUndone(db: Sqlite.Database, facts: JournalFacts): (entryNo: number) => BuiltEntry | null {
  const entry = db.prepare<[number], EntryRow>('select * from entry where entry_no = ?')
  return (entryNo) => {
    const row = entry.get(entryNo)
    return row === undefined ? null : builtOf(readEntryRow(row, facts))
  }
}

const builtOf = ({ row, kind, postings }: ReadEntry): BuiltEntry => ({
  kind,
  partyId: null,
  accountCode: null,
  amountMinor: minor(row.amount_minor),
  cashMinor: minor(row.cash_minor),
  changeMinor: minor(row.change_minor),
  upiMinor: minor(row.upi_minor),
  bankMinor: minor(row.bank_minor),
  creditMinor: minor(row.credit_minor),
  lines: [],
  postings
})

function takeNumber(series: Map<string, number>, name: string): number {
  const count = (series.get(name) ?? 0) + 1
  series.set(name, count)
  return count
}

/** Numbers of our series follow each other without a gap. */
function countNumber(series: Map<string, number>, { row, number }: ReadEntry): Fault | null {
  if (row.number_no === null) return null
  const count = takeNumber(series, number.series)
  if (row.number_no === count) return null
  return fault('sequence', 'entry', row.entry_no, `bears ${number.text}, the next of its series is ${count}`)
}

const OPEN_PAYMENTS: KeptTable = {
  table: 'upi_open',
  check: 'totals',
  sql: `select entry_no as key, period_no || '/' || amount_minor || '/' || is_claimed as said from upi_open`
}

/** Payments that wait to be proved: they wait from their entry on, until a line proves them or the entry is undone. */
interface Waiting {
  readonly periodNo: number
  readonly upiMinor: number
}

function countPayment(waiting: Map<number, Waiting>, { row, kind, periodNo }: ReadEntry): void {
  if (isWaitedFor(kind, row.upi_minor)) waiting.set(row.entry_no, { periodNo, upiMinor: row.upi_minor })
  if (row.reverses_no !== null) waiting.delete(row.reverses_no)
}

function openPayments(db: Sqlite.Database, waiting: Map<number, Waiting>): Map<string, string> {
  const steps = db.prepare<[], [number, string]>('select entry_no, state from upi_step order by step_no').raw()
  const states = new Map(steps.all())
  const proofs = new Set(db.prepare<[], number>('select entry_no from proof').pluck().all())
  const made = new Map<string, string>()
  for (const [entryNo, { periodNo, upiMinor }] of waiting) {
    const state = states.get(entryNo) ?? 'waiting'
    if (state !== 'proved' && !proofs.has(entryNo))
      made.set(String(entryNo), `${periodNo}/${upiMinor}/${state === 'claimed' ? 1 : 0}`)
  }
  return made
}
