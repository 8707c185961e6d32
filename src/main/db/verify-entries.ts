import type Sqlite from 'better-sqlite3'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import type { Op } from '#shared/journal/op.ts'
import { entryFact } from '#shared/ledger/entry-fact.ts'
import { type Fault, fault } from './fault.ts'
import type { EntryRow } from './schema.ts'
import { type JournalFacts, readOp } from './verify-chain.ts'

export interface EntryWithOp extends EntryRow {
  readonly bytes: string | null
  readonly party_id: string | null
  readonly account_code: string | null
  readonly undone_id: string | null
}

export interface PostingWithCode {
  readonly entry_no: number
  readonly line_no: number
  readonly account_no: number
  readonly code: string | null
  readonly party_no: number | null
  readonly party_id: string | null
  readonly amount_minor: number
}

/** Sees each entry that was found right, in the order of recording. */
export type Witness = (entry: EntryWithOp, postings: readonly PostingWithCode[]) => void

/** Each entry and its postings against the op that recorded them, in the order of recording. */
export function verifyEntries(db: Sqlite.Database, journal: JournalFacts, witness: Witness): Fault | null {
  const periodOf = periodsByEntry(db)
  const entries = db
    .prepare<[], EntryWithOp>(`select entry.*, bytes, party.id as party_id, account.code as account_code,
      undone.id as undone_id from entry left join journal_op on n = entry.op_n
      left join party on party.party_no = entry.party_no left join account on account.account_no = entry.account_no
      left join entry as undone on undone.entry_no = entry.reverses_no order by entry.entry_no`)
    .iterate()
  const postings = postingsByEntry(db)
  try {
    const found = checkEach(entries, { journal, witness, postingsOf: postings.of, periodOf })
    if (found) return found
  } finally {
    postings.close()
  }
  const stray = db
    .prepare(`select entry_no || ' ' || line_no from posting where entry_no not in (select entry_no from entry)`)
    .pluck()
    .get()
  return stray === undefined ? null : fault('zero-sum', 'posting', String(stray), 'belongs to no entry')
}

interface Beside {
  readonly journal: JournalFacts
  readonly witness: Witness
  readonly postingsOf: (entryNo: number) => PostingWithCode[]
  readonly periodOf: (entryNo: number) => number
}

function checkEach(entries: Iterable<EntryWithOp>, beside: Beside): Fault | null {
  const { entryOps } = beside.journal
  const balances = new Map<number, number>()
  let expected = 1
  for (const row of entries) {
    if (row.op_n !== entryOps[row.entry_no - 1])
      return fault('sequence', 'entry', row.entry_no, 'is not at the place that its op has among the entries')
    if (row.entry_no > expected) return missing(expected)
    const postings = beside.postingsOf(row.entry_no)
    const found = checkEntry(row, postings) ?? checkPeriod(row, beside.periodOf) ?? checkBalance(row, balances)
    if (found) return found
    beside.witness(row, postings)
    expected++
  }
  return expected <= entryOps.length ? missing(expected) : null
}

const missing = (entryNo: number) => fault('sequence', 'entry', entryNo, 'is missing')

function checkEntry(row: EntryWithOp, postings: readonly PostingWithCode[]): Fault | null {
  const op = row.bytes === null ? null : readOp(row.bytes)
  if (op === null || op.k !== 'entry.post' || op.u !== row.person || !saysTheSame(row, op))
    return fault('facts', 'entry', row.entry_no, 'the entry does not say what its op recorded')
  const found = checkPostings(row.entry_no, postings, op)
  if (found) return found
  const sum = postings.reduce((total, posting) => total + posting.amount_minor, 0)
  if (postings.length >= 2 && sum === 0) return null
  return fault('zero-sum', 'entry', row.entry_no, `its ${postings.length} postings sum to ${sum}`)
}

/** Every column of an entry is in its op; the postings are compared one by one, so that a wrong one is named. */
function saysTheSame(row: EntryWithOp, op: Op): boolean {
  const { post: _, ...meant } = op.d
  try {
    if (row.lines !== JSON.stringify(JSON.parse(row.lines))) return false
    return canonicalJson(entryFact(factOf(row))) === canonicalJson(meant)
  } catch {
    return false
  }
}

function checkPostings(entryNo: number, postings: readonly PostingWithCode[], op: Op): Fault | null {
  const meant = (op.d.post ?? []) as readonly Json[]
  for (let at = 0; at < Math.max(meant.length, postings.length); at++) {
    const posting = postings[at]
    if (posting === undefined || posting.line_no > at + 1)
      return fault('facts', 'posting', `${entryNo} ${at + 1}`, 'is missing')
    const said = [posting.code, posting.party_id, posting.amount_minor]
    if (posting.line_no < at + 1 || JSON.stringify(said) !== JSON.stringify(meant[at]))
      return fault(
        'facts',
        'posting',
        `${entryNo} ${posting.line_no}`,
        'does not say what the op of its entry recorded'
      )
  }
  return null
}

function factOf(row: EntryWithOp) {
  return {
    id: row.id,
    kind: row.kind,
    number: row.number,
    bookOn: row.book_on,
    occurredOn: row.occurred_on,
    recordedAt: row.recorded_at,
    offsetMinutes: row.offset_minutes,
    periodNo: row.period_no,
    partyId: row.party_no === null ? null : (row.party_id ?? 'unknown'),
    accountCode: row.account_no === null ? null : (row.account_code ?? 'unknown'),
    text: row.text,
    note: row.note,
    lines: (JSON.parse(row.lines) as [string, number][]).map(([text, amountMinor]) => ({ text, amountMinor })),
    amountMinor: row.amount_minor,
    cashMinor: row.cash_minor,
    changeMinor: row.change_minor,
    upiMinor: row.upi_minor,
    bankMinor: row.bank_minor,
    creditMinor: row.credit_minor,
    reversesId: row.reverses_no === null ? null : (row.undone_id ?? 'unknown'),
    reason: row.reason,
    postings: []
  }
}

/** An entry belongs to the first Z that was made after it. */
function checkPeriod(row: EntryWithOp, periodOf: (entryNo: number) => number): Fault | null {
  const period = periodOf(row.entry_no)
  if (row.period_no === period) return null
  return fault('sequence', 'entry', row.entry_no, `says Z ${row.period_no}, its place is in Z ${period}`)
}

function periodsByEntry(db: Sqlite.Database): (entryNo: number) => number {
  const ends = db.prepare('select last_entry_no from closing order by z_no').pluck().all() as number[]
  let closed = 0
  return (entryNo) => {
    while (entryNo > (ends[closed] ?? Number.POSITIVE_INFINITY)) closed++
    return closed + 1
  }
}

/** The balance that stands beside each entry is the running sum of what its party was charged. */
function checkBalance(row: EntryWithOp, balances: Map<number, number>): Fault | null {
  const before = row.party_no === null ? null : (balances.get(row.party_no) ?? 0)
  const balance = before === null ? null : before + row.credit_minor
  if (row.party_no !== null && balance !== null) balances.set(row.party_no, balance)
  if (row.balance_minor === balance) return null
  return fault('balance', 'entry', row.entry_no, `says ${row.balance_minor}, the entries up to it make ${balance}`)
}

/** Postings in the order of entries, read once alongside them. */
function postingsByEntry(db: Sqlite.Database): { of: (entryNo: number) => PostingWithCode[]; close: () => void } {
  const rows = db
    .prepare<[], PostingWithCode>(`select entry_no, line_no, posting.account_no, account.code, posting.party_no,
      party.id as party_id, amount_minor from posting left join account on account.account_no = posting.account_no
      left join party on party.party_no = posting.party_no order by entry_no, line_no`)
    .iterate()
  let next = rows.next()
  return {
    of(entryNo) {
      const found: PostingWithCode[] = []
      while (!next.done && next.value.entry_no < entryNo) next = rows.next()
      while (!next.done && next.value.entry_no === entryNo) {
        found.push(next.value)
        next = rows.next()
      }
      return found
    },
    // A statement that was not read to its end keeps the connection busy.
    close: () => void rows.return?.()
  }
}
