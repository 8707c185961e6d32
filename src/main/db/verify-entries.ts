import type Sqlite from 'better-sqlite3'
import { canonicalJson } from '#shared/journal/canonical-json.ts'
import type { Op } from '#shared/journal/op.ts'
import { entryFact } from '#shared/ledger/entry-fact.ts'
import { type Fault, fault } from './fault.ts'
import type { EntryRow } from './schema.ts'

type Row = EntryRow & { bytes: string; party_id: string | null; account_code: string | null; undone_id: string | null }
interface PostingRow {
  entry_no: number
  line_no: number
  code: string
  party_id: string | null
  amount_minor: number
}

/** Each entry and its postings against the op that recorded them, in the order of recording. */
export function verifyEntries(db: Sqlite.Database): Fault | null {
  const entries = db
    .prepare(`select entry.*, bytes, party.id as party_id, account.code as account_code, undone.id as undone_id
      from entry join journal_op on n = entry.op_n left join party on party.party_no = entry.party_no
      left join account on account.account_no = entry.account_no
      left join entry as undone on undone.entry_no = entry.reverses_no order by entry.entry_no`)
    .iterate() as IterableIterator<Row>
  const postings = postingsByEntry(db)
  const balances = new Map<number, number>()
  let expected = 1
  let lastOp = 0
  for (const row of entries) {
    if (row.entry_no !== expected) return fault('sequence', 'entry', row.entry_no, `entry ${expected} is missing`)
    if (row.op_n <= lastOp)
      return fault('sequence', 'entry', row.entry_no, 'its op is older than the one of the entry before')
    expected++
    lastOp = row.op_n
    const found = checkEntry(row, postings(row.entry_no)) ?? checkBalance(row, balances)
    if (found) return found
  }
  const stray = db
    .prepare('select entry_no from posting where entry_no not in (select entry_no from entry) limit 1')
    .pluck()
    .get()
  return stray === undefined ? null : fault('zero-sum', 'posting', String(stray), 'belongs to no entry')
}

function checkEntry(row: Row, postings: readonly PostingRow[]): Fault | null {
  const sum = postings.reduce((total, posting) => total + posting.amount_minor, 0)
  if (postings.length < 2 || sum !== 0) return fault('zero-sum', 'entry', row.entry_no, `its postings sum to ${sum}`)
  if (postings.some((posting, index) => posting.line_no !== index + 1)) {
    return fault('sequence', 'posting', row.entry_no, 'a line is missing')
  }
  const op = JSON.parse(row.bytes) as Op
  const written = canonicalJson(entryFact(factOf(row, postings)))
  if (op.k !== 'entry.post' || op.u !== row.person || written !== canonicalJson(op.d)) {
    return fault('facts', 'entry', row.entry_no, 'the entry or a posting does not say what its op recorded')
  }
  return null
}

function factOf(row: Row, postings: readonly PostingRow[]) {
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    bookOn: row.book_on,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    offsetMinutes: row.offset_minutes,
    periodNo: row.period_no,
    partyId: row.party_id,
    accountCode: row.account_code,
    text: row.text,
    note: row.note,
    lines: (JSON.parse(row.lines) as [string, number][]).map(([text, amountMinor]) => ({ text, amountMinor })),
    amountMinor: row.amount_minor,
    cashMinor: row.cash_minor,
    changeMinor: row.change_minor,
    upiMinor: row.upi_minor,
    bankMinor: row.bank_minor,
    creditMinor: row.credit_minor,
    reversesId: row.undone_id,
    reason: row.reason,
    postings: postings.map((posting) => ({
      accountCode: posting.code,
      partyId: posting.party_id,
      amountMinor: posting.amount_minor
    }))
  }
}

/** The balance that stands beside each entry is the running sum of what its party was charged. */
function checkBalance(row: Row, balances: Map<number, number>): Fault | null {
  if (row.party_no === null) return null
  const balance = (balances.get(row.party_no) ?? 0) + row.credit_minor
  balances.set(row.party_no, balance)
  if (row.balance_minor === balance) return null
  return fault('balance', 'entry', row.entry_no, `says ${row.balance_minor}, the entries up to it make ${balance}`)
}

/** Postings in the order of entries, read once alongside them. */
function postingsByEntry(db: Sqlite.Database): (entryNo: number) => PostingRow[] {
  const rows = db
    .prepare(`select entry_no, line_no, account.code, party.id as party_id, amount_minor from posting
      join account on account.account_no = posting.account_no left join party on party.party_no = posting.party_no
      order by entry_no, line_no`)
    .iterate() as IterableIterator<PostingRow>
  let next = rows.next()
  return (entryNo) => {
    const found: PostingRow[] = []
    while (!next.done && next.value.entry_no < entryNo) next = rows.next()
    while (!next.done && next.value.entry_no === entryNo) {
      found.push(next.value)
      next = rows.next()
    }
    return found
  }
}
