import Sqlite from 'better-sqlite3'

/** The rows of one entry that the app wrote, to be written again by the barest means. */
interface EntryRows {
  readonly entry: unknown[]
  readonly postings: unknown[][]
  readonly op: { readonly bytes: string; readonly hash: Uint8Array }
  readonly partyNo: number | null
  readonly credit: number
  readonly period: number
}

/** The barest durable commit: prepared statements in one transaction, and a balance read back. */
export interface RawCommit {
  /** Writes the same rows as the app wrote for an entry of its own, under the next numbers. */
  commit(): void
  /** The same without a transaction of its own. */
  write(): void
  readonly db: Sqlite.Database
  close(): void
}

const SAMPLES = 200

/**
 * Takes the newest entries of a book (of which this is a copy) as patterns and writes rows like them: journal op, entry,
 * postings, the same kept figures. WAL and `synchronous = FULL`, as the app has it; no rules, no objects, no hash.
 */
export function openRawCommit(file: string): RawCommit {
  const db = new Sqlite(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('cache_size = -16000')
  const patterns = readPatterns(db)
  const columns = patterns[0]?.entry.length ?? 0
  const marks = (count: number) => Array.from({ length: count }, () => '?').join(', ')
  const statements = {
    op: db.prepare('insert into journal_op values (?, ?, ?)'),
    entry: db.prepare(`insert into entry values (${marks(columns)})`),
    posting: db.prepare('insert into posting values (?, ?, ?, ?, ?)'),
    account: db.prepare('update account_balance set balance_minor = balance_minor + ? where account_no = ?'),
    party: db.prepare(`update party_balance set balance_minor = balance_minor + ?, entry_count = entry_count + 1,
      last_entry_no = ? where party_no = ? returning balance_minor`),
    control: db.prepare('update control_total set get_minor = get_minor + ?'),
    period: db.prepare(`update period_total set entry_count = entry_count + 1, amount_minor = amount_minor + ?
      where period_no = ? and bucket = 'sale'`),
    balance: db.prepare('select balance_minor from party_balance where party_no = ?')
  }
  let entryNo = Number(db.prepare('select max(entry_no) from entry').pluck().get())
  let opN = Number(db.prepare('select max(n) from journal_op').pluck().get())
  let turn = 0

  function write(): void {
    const pattern = patterns[turn++ % patterns.length] as EntryRows
    entryNo++
    opN++
    statements.op.run(opN, pattern.op.bytes, pattern.op.hash)
    const row = [...pattern.entry]
    row[0] = entryNo
    row[1] = `raw ${entryNo}`
    row[2] = opN
    row[4] = `R/${entryNo}`
    statements.entry.run(row)
    for (const posting of pattern.postings) {
      statements.posting.run(entryNo, posting[1], posting[2], posting[3], posting[4])
      statements.account.run(posting[4], posting[2])
    }
    statements.period.run(pattern.credit, pattern.period)
    if (pattern.partyNo === null) return
    statements.party.get(pattern.credit, entryNo, pattern.partyNo)
    statements.control.run(pattern.credit)
  }
  const whole = db.transaction(write)
  return {
    db,
    write,
    commit() {
      whole.immediate()
      statements.balance.get(patterns[(turn - 1) % patterns.length]?.partyNo)
    },
    close: () => void db.close()
  }
}

function readPatterns(db: Sqlite.Database): EntryRows[] {
  const entries = db
    .prepare("select * from entry where kind = 'sale' and credit_minor > 0 order by entry_no desc limit ?")
    .raw()
    .all(SAMPLES) as unknown[][]
  const names = db
    .prepare('select * from entry limit 0')
    .columns()
    .map((column) => column.name)
  const at = (row: unknown[], name: string) => row[names.indexOf(name)]
  const postings = db.prepare('select * from posting where entry_no = ?').raw()
  const op = db.prepare<[unknown], { bytes: string; hash: Uint8Array }>(
    'select bytes, hash from journal_op where n = ?'
  )
  return entries.map((entry) => ({
    entry,
    postings: postings.all(entry[0]) as unknown[][],
    op: op.get(at(entry, 'op_n')) ?? { bytes: '{}', hash: new Uint8Array(32) },
    partyNo: at(entry, 'party_no') as number | null,
    credit: at(entry, 'credit_minor') as number,
    period: at(entry, 'period_no') as number
  }))
}
