import Sqlite from 'better-sqlite3'

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

interface Pattern {
  readonly book_on: number
  readonly at: number
  readonly party_no: number
  readonly amount_minor: number
}

const SAMPLES = 200
const DEBTORS = 4
const SALES = 8

/** Opens the barest book, durable as the app's: WAL and `synchronous = FULL`. It sells on credit to whom it sold last. */
export function openRawCommit(file: string): RawCommit {
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
  const patterns = db
    .prepare<[number], Pattern>(`select txn.book_on, at, party_no, amount_minor from txn join posting using (txn_no)
      where kind = 1 and party_no is not null order by txn_no desc limit ?`)
    .all(SAMPLES)
  let txnNo = Number(db.prepare('select max(txn_no) from txn').pluck().get())
  let turn = 0
  const next = (): Pattern => patterns[turn++ % patterns.length] as Pattern

  function put({ book_on, at, party_no, amount_minor }: Pattern): void {
    txnNo++
    statements.txn.run(txnNo, 1, book_on, at, 'cotton bales')
    statements.posting.run(txnNo, book_on, DEBTORS, party_no, amount_minor)
    statements.posting.run(txnNo, book_on, SALES, null, -amount_minor)
    statements.party.run(amount_minor, party_no)
    statements.day.run(book_on, DEBTORS, amount_minor)
    statements.day.run(book_on, SALES, -amount_minor)
  }
  const whole = db.transaction(put)
  return {
    db,
    write: () => put(next()),
    commit() {
      const pattern = next()
      whole.immediate(pattern)
      statements.balance.get(pattern.party_no)
    },
    close: () => void db.close()
  }
}
