import Sqlite from 'better-sqlite3'
import type { DrawnSale } from './bench-commit.ts'

/** The barest durable commit: prepared statements in one transaction, and a balance read back. */
export interface RawCommit {
  /** Writes one entry like those of the app's book and reads its party's balance. */
  commit(): void
  /** The same without a transaction of its own. */
  write(): void
  readonly db: Sqlite.Database
  close(): void
}

/**
 * The least that keeps a ledger: an entry, its two postings with covering indexes on party and on day, kept balances and
 * kept totals of days. No ids, no numbers, no journal, no hash, no rules, no foreign keys.
 */
const SCHEMA = `
  create table txn (txn_no integer primary key, kind integer not null, book_on integer not null, at integer not null,
    text text not null) strict;
  create table posting (posting_no integer primary key, txn_no integer not null, book_on integer not null,
    account_no integer not null, party_no integer, amount_minor integer not null) strict;
  create index posting_by_party on posting (party_no, txn_no, amount_minor) where party_no is not null;
  create index posting_by_day on posting (book_on, account_no, amount_minor);
  create table party_balance (party_no integer primary key, balance_minor integer not null) strict;
  create table day_total (book_on integer not null, account_no integer not null, amount_minor integer not null,
    primary key (book_on, account_no)) strict, without rowid;
`
const CONTENT = `
  insert into txn select entry_no, kind_no, book_on, recorded_at, coalesce(text, '') from own.entry;
  insert into posting (txn_no, book_on, account_no, party_no, amount_minor)
    select entry_no, book_on, line.account_no, line.party_no, line.amount_minor
    from own.posting as line join own.entry using (entry_no) order by entry_no, line_no;
  insert into party_balance select party_no, balance_minor from own.party_balance;
  insert into day_total select book_on, account_no, sum(amount_minor) from posting group by book_on, account_no;
`

/** Puts the entries of a book of the app into the barest tables. */
export function makeRawBook(from: string, file: string): void {
  const db = new Sqlite(file)
  db.pragma('synchronous = OFF')
  db.exec(SCHEMA)
  db.prepare('attach ? as own').run(from)
  db.transaction(() => db.exec(CONTENT))()
  db.exec('detach own')
  db.pragma('journal_mode = WAL')
  db.close()
}

const DEBTORS = 4
const SALES = 8

/** Opens the barest book, durable as the app's: WAL and `synchronous = FULL`. It records the sales that it is given. */
export function openRawCommit(file: string, nextSale: () => DrawnSale): RawCommit {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('cache_size = -16000')
  const statements = {
    txn: db.prepare('insert into txn values (?, ?, ?, ?, ?)'),
    posting: db.prepare('insert into posting values (null, ?, ?, ?, ?, ?)'),
    party: db.prepare('update party_balance set balance_minor = balance_minor + ? where party_no = ?'),
    day: db.prepare(`insert into day_total values (?, ?, ?)
      on conflict do update set amount_minor = amount_minor + excluded.amount_minor`),
    balance: db.prepare('select balance_minor from party_balance where party_no = ?').pluck()
  }
  let txnNo = Number(db.prepare('select max(txn_no) from txn').pluck().get())
  const { book_on, at } = db
    .prepare<[], { book_on: number; at: number }>('select book_on, at from txn order by txn_no desc limit 1')
    .get() ?? { book_on: 0, at: 0 }
  const partyNos = db
    .prepare<[], number>('select party_no from party_balance order by party_no')
    .pluck()
    .all() as number[]

  function put({ party, amountMinor }: DrawnSale): number {
    const partyNo = partyNos[party] ?? 0
    txnNo++
    statements.txn.run(txnNo, 1, book_on, at, 'cotton bales')
    statements.posting.run(txnNo, book_on, DEBTORS, partyNo, amountMinor)
    statements.posting.run(txnNo, book_on, SALES, null, -amountMinor)
    statements.party.run(amountMinor, partyNo)
    statements.day.run(book_on, DEBTORS, amountMinor)
    statements.day.run(book_on, SALES, -amountMinor)
    return partyNo
  }
  const whole = db.transaction(put)
  return {
    db,
    write: () => void put(nextSale()),
    commit() {
      statements.balance.get(whole.immediate(nextSale()))
    },
    close: () => void db.close()
  }
}
