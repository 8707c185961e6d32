import { randomBytes } from 'node:crypto'
import Sqlite from 'better-sqlite3'
import type { DrawnSale } from './bench-commit.ts'
import type { RawCommit } from './raw-commit.ts'

type EntryColumns = Record<string, number | string | Uint8Array | null>

/** Each statement of a sale, in the words that come nearest to SQLite. */
const prepareAll = (db: Sqlite.Database) => ({
  entry: db.prepare(`insert into entry (entry_no, id, op_n, kind_no, series_no, number_no, book_on, recorded_at,
    offset_minutes, person, party_no, text, amount_minor, cash_minor, upi_minor, bank_minor, credit_minor, other_no,
    balance_minor, hash, change_minor)
    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)`),
  account: db.prepare('update account_balance set balance_minor = balance_minor + ? where account_no = ?'),
  party: db.prepare(`update party_balance set balance_minor = ?, entry_count = entry_count + 1, last_entry_no = ?,
    last_entry_on = ? where party_no = ?`),
  bucket: db.prepare(`update period_total set entry_count = entry_count + 1, amount_minor = amount_minor + ?,
    credit_minor = credit_minor + ? where period_no = ? and bucket = ?`),
  control: db.prepare(`update control_total set get_minor = get_minor + ?, newest_op = ?, newest_time = ?,
    newest_hash = ?`),
  balance: db.prepare('select balance_minor from party_balance where party_no = ?').pluck()
})

/**
 * The durable commit of the very rows that the app writes for a sale, on a copy of its own book with the guards of the
 * file, by bare prepared statements: ids, numbers and hashes are given, no rule is asked, nothing is checked or written
 * as text. What the app adds to it is its own work.
 *
 * @param isNumbered false for entries of another book, which take no number of this one.
 */
export function openSameRows(file: string, nextSale: () => DrawnSale, isNumbered = true): RawCommit {
  const db = new Sqlite(file)
  for (const pragma of [
    'journal_mode = WAL',
    'synchronous = FULL',
    'foreign_keys = ON',
    'cache_size = -16000',
    'wal_autocheckpoint = 8000'
  ])
    db.pragma(pragma)
  const statements = prepareAll(db)
  const like = db
    .prepare<[], EntryColumns>(
      'select * from entry where kind_no = 1 and credit_minor > 0 order by entry_no desc limit 1'
    )
    .get() as EntryColumns
  const numberOf = (query: string): number => Number(db.prepare(query).pluck().get())
  const partyNos = db.prepare('select party_no from party_balance order by party_no').pluck().all() as number[]
  const debtors = numberOf("select account_no from account where code = 'debtors'")
  const period = db
    .prepare<[], { period_no: number; bucket: string }>('select * from period_total order by period_no desc limit 1')
    .get() ?? { period_no: 0, bucket: '' }
  let entryNo = numberOf('select max(entry_no) from entry')
  let opNo = numberOf('select newest_op from control_total')
  let numberNo = Number(db.prepare('select next_number from series where series_no = ?').pluck().get(like.series_no))
  const newestTime = String(db.prepare('select newest_time from control_total').pluck().get())
  // Ids grow as the app's do, so that they are put at the end of their index.
  const id = randomBytes(16)
  const hash = randomBytes(32)

  function put({ party, amountMinor }: DrawnSale): number {
    const partyNo = partyNos[party] ?? 0
    const balance = Number(statements.balance.get(partyNo)) + amountMinor
    id.writeBigUInt64BE((0xf000_0000_0000_0000n + BigInt(++entryNo)) & 0xffff_ffff_ffff_ffffn)
    hash.writeUInt32BE(++opNo)
    statements.entry.run(
      entryNo,
      Buffer.from(id),
      opNo,
      1,
      isNumbered ? like.series_no : null,
      isNumbered ? numberNo++ : null,
      like.book_on,
      like.recorded_at,
      like.offset_minutes,
      like.person,
      partyNo,
      'cotton bales',
      amountMinor,
      0,
      0,
      0,
      amountMinor,
      like.other_no,
      balance,
      Buffer.from(hash)
    )
    statements.account.run(amountMinor, debtors)
    statements.account.run(-amountMinor, like.other_no)
    statements.party.run(balance, entryNo, like.book_on, partyNo)
    statements.bucket.run(amountMinor, amountMinor, period.period_no, period.bucket)
    statements.control.run(amountMinor, opNo, newestTime, Buffer.from(hash))
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
