import type Sqlite from 'better-sqlite3'
import { type JournalFacts, noFacts, readOp } from '#main/db/journal-facts.ts'
import { entryOp, partyOp, readEntryRow } from '#main/db/row-ops.ts'
import { uuidText, uuidTextOrNull } from '#main/db/uuid-bytes.ts'
import type { OwnPlace } from '#main/ports/sync-store.ts'
import { type HybridTime, tick } from '#shared/journal/hybrid-clock.ts'
import type { Op } from '#shared/journal/op.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import { type AtNumber, JournalCursor } from './journal-cursor.ts'

/** An own op with its place in the journal. */
export interface OwnOp {
  readonly op: Op
  readonly place: Omit<OwnPlace, 'devN'>
}

/**
 * Own ops after a place, in their order: written again from the rows that bear them, as `verify` does. Ops of other counters are passed
 * over. What entries name by number is looked up as they are met, so that the cost is that of what is read and of no more.
 */
export function* ownOps(db: Sqlite.Database, after: OwnPlace, counterCode: string): Generator<OwnOp> {
  const cursor = new JournalCursor(db, after)
  const facts = factsReader(db)(after.n, counterCode)
  const received = db.prepare<[number], { at: number }>('select at from received where op_n = ?')
  const end = Number(db.prepare('select newest_op from control_total').pluck().get())
  let { time, entryNo } = after
  for (let n = after.n + 1; n <= end; n++) {
    facts.n = n
    const at = cursor.at(n)
    if (at === null) return
    if (at.of === 'entry') entryNo = at.row.entry_no
    const before = time === '' ? null : (time as HybridTime)
    const other = received.get(n)
    if (other !== undefined) {
      time = tick(before, other.at)
      continue
    }
    const op = opAt(at, n, before, facts)
    time = op.t
    if (op.k === 'day.close') facts.closed++
    yield { op, place: { n, time, entryNo } }
  }
}

function opAt(at: AtNumber, n: number, before: HybridTime | null, facts: LazyFacts): Op {
  const text = () => {
    if (at.of === 'op') return at.bytes
    if (at.of === 'party') {
      const time = tick(before, at.row.changed_at)
      return partyOp(at.row, at.isFirst ? 'party.add' : 'party.change', { n, time })
    }
    const { row, parts } = at
    const place = { n, time: tick(before, row.recorded_at) }
    return entryOp(readEntryRow(row, facts, parts), uuidTextOrNull(row.undone_id), facts, place)
  }
  const op = readOp(text())
  assert(op, 'an op of our own journal can be read')
  return op
}

export interface LazyFacts extends JournalFacts {
  /** Where the walk is: a party is what it was then. */
  n: number
  /** How many periods were closed before. */
  closed: number
}

/**
 * What rows refer to, looked up when they do. Its statements are prepared once: a thread that works through a whole log without a pause
 * lets go of none that it prepares on the way.
 */
export function factsReader(db: Sqlite.Database): (n: number, counterCode: string) => LazyFacts {
  const codes = db.prepare<[number], string>('select code from account where account_no = ?').pluck()
  const party = db.prepare<[number], { id: Uint8Array; kind: string; op_n: number }>(
    'select id, kind, op_n from party where party_no = ?'
  )
  const past = db
    .prepare<[number, number], string>(
      'select kind from party_past where party_no = ? and op_n <= ? order by op_n desc limit 1'
    )
    .pluck()
  const closedBy = db.prepare<[number], number>('select count(*) from closing where op_n <= ?').pluck()
  return (start, counterCode) => {
    let closed: number | null = null
    const facts: LazyFacts = {
      ...noFacts(),
      ...{ n: start, counterCode },
      get closed() {
        closed ??= closedBy.get(start) ?? 0
        return closed
      },
      set closed(count) {
        closed = count
      },
      accountCodes: new Looked((accountNo: number) => codes.get(accountNo) as AccountCode | undefined, true),
      parties: new Looked((partyNo: number) => {
        const row = party.get(partyNo)
        if (row === undefined) return undefined
        const then = row.op_n <= facts.n ? row.kind : (past.get(partyNo, facts.n) ?? row.kind)
        return { id: uuidText(row.id), kind: then as 'customer', isCurrent: true }
      }, false),
      // Of kinds only closings are asked for.
      opsOf: new Looked(() => facts.closed, false)
    }
    return facts
  }
}

/** A map whose values are looked up; what never changes is remembered. */
class Looked<Key, Value> extends Map<Key, Value> {
  private readonly find: (key: Key) => Value | undefined
  private readonly isKept: boolean

  constructor(find: (key: Key) => Value | undefined, isKept: boolean) {
    super()
    this.find = find
    this.isKept = isKept
  }

  override get(key: Key): Value | undefined {
    const known = super.get(key)
    if (known !== undefined) return known
    const found = this.find(key)
    if (found !== undefined && this.isKept) this.set(key, found)
    return found
  }
}
