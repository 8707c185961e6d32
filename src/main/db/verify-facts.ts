import type Sqlite from 'better-sqlite3'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import type { Op, OpKind } from '#shared/journal/op.ts'
import { type Fault, fault } from './fault.ts'
import type { JournalFacts } from './journal-facts.ts'
import { readOp } from './journal-facts.ts'
import { uuidText } from './uuid-bytes.ts'

type Value = string | number | null
type Row = Readonly<Record<string, Value>> & { readonly op_n: number; readonly bytes: string | null }

interface FactTable {
  readonly table: string
  readonly kinds: readonly OpKind[]
  /** How a row is named. */
  readonly key: string
  /** The column that counts the rows from 1 in the order of their ops; null where the key is a name. */
  readonly number: string | null
  readonly sql?: string
  /** What the row says, in the words of its op's body. */
  readonly fact: (row: Row) => Json
  /** The part of the op that the row repeats. */
  readonly op: (op: Op, row: Row) => Json
}

const pick = (body: Op['d'], names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, body[name] ?? null]))
const withPerson = (op: Op): Json => ({ ...op.d, u: op.u })

/** The tables whose ops are written down word for word. */
export const FACT_TABLES: readonly FactTable[] = [
  {
    table: 'account',
    kinds: ['account.add'],
    key: 'code',
    number: 'account_no',
    fact: (row) => ({ code: row.code ?? '', kind: row.kind ?? '', name: row.name ?? '' }),
    op: (op) => pick(op.d, ['code', 'kind', 'name'])
  },
  {
    table: 'setting',
    kinds: ['settings.change'],
    key: 'name',
    number: null,
    fact: (row) => jsonIn(row.value),
    op: (op, row) => op.d[String(row.name)] ?? null
  },
  {
    table: 'closing',
    kinds: ['day.close'],
    key: 'z_no',
    number: 'z_no',
    fact: (row) => [
      [row.last_entry_no ?? null, jsonIn(row.summary), row.z_no ?? null, row.id ?? '', row.book_on ?? null],
      [row.closed_at ?? null, row.person ?? '', row.next_float_minor ?? null]
    ],
    op: (op) => closingFact(op)
  },
  {
    table: 'upi_step',
    kinds: ['upi.mark'],
    key: 'step_no',
    number: 'step_no',
    sql: `select upi_step.*, entry.id as entry_id, bytes from upi_step left join journal_op on n = upi_step.op_n
      left join entry on entry.entry_no = upi_step.entry_no`,
    fact: (row) => ({
      at: row.at ?? null,
      entry: row.entry_id === null ? null : uuidText(row.entry_id as unknown as Uint8Array),
      id: row.id ?? '',
      state: row.state ?? '',
      u: row.person ?? ''
    }),
    op: (op) => withPerson(op)
  },
  {
    table: 'cash_count',
    kinds: ['cash.count'],
    key: 'count_no',
    number: 'count_no',
    fact: (row) => ({
      id: row.id ?? '',
      z: row.period_no ?? null,
      after: row.last_entry_no ?? null,
      at: row.counted_at ?? null,
      count: jsonIn(row.count),
      counted: row.counted_minor ?? null,
      expected: row.expected_minor ?? null,
      u: row.person ?? ''
    }),
    op: (op) => withPerson(op)
  },
  {
    table: 'audit_event',
    kinds: ['audit.note'],
    key: 'event_no',
    number: 'event_no',
    fact: (row) => ({
      at: row.at ?? null,
      details: jsonIn(row.details),
      entry: row.entry_no ?? null,
      kind: row.kind ?? '',
      u: row.person ?? ''
    }),
    op: (op) => withPerson(op)
  }
]

function closingFact(op: Op): Json {
  const view = op.d.view as { readonly [key: string]: Json }
  return [
    [op.d.after ?? null, view, view.zNo ?? null, view.id ?? '', view.bookOn ?? null],
    [view.closedAt ?? null, op.u, view.nextFloatMinor ?? null]
  ]
}

/** The JSON that a column holds; text that is none, or is not written our way, stays text, which no op says. */
function jsonIn(value: Value | undefined): Json {
  try {
    const json = JSON.parse(String(value)) as Json
    if (canonicalJson(json) === value) return json
  } catch {
    // Not JSON at all: it stays text.
  }
  return `not our JSON: ${String(value)}`
}

/** Every row of the tables says what its op recorded, and every op has its row. */
export function verifyFacts(db: Sqlite.Database, tables: readonly FactTable[], journal: JournalFacts): Fault | null {
  for (const table of tables) {
    const found = checkRows(db, table, journal) ?? checkNoneMissing(db, table, journal)
    if (found) return found
  }
  return null
}

function checkRows(db: Sqlite.Database, facts: FactTable, journal: JournalFacts): Fault | null {
  const { table, key } = facts
  const seen = new Set<number>()
  const sql = facts.sql ?? `select ${table}.*, bytes from ${table} left join journal_op on n = ${table}.op_n`
  for (const row of db.prepare<[], Row>(sql).iterate()) {
    const name = String(row[key])
    const op = row.bytes === null ? null : readOp(row.bytes)
    if (op === null || !facts.kinds.includes(op.k)) return fault('facts', table, name, 'there is no such op')
    if (!isSame(facts.fact(row), facts.op(op, row)))
      return fault('facts', table, name, 'the row does not say what its op recorded')
    const place = checkPlace(facts, row, journal, seen)
    if (place !== null) return fault('sequence', table, name, place)
  }
  return null
}

/** A fraction or a number beyond the safe ones was never written by us. */
function isSame(said: Json, meant: Json): boolean {
  try {
    return canonicalJson(said) === canonicalJson(meant)
  } catch {
    return false
  }
}

function checkPlace(facts: FactTable, row: Row, journal: JournalFacts, seen: Set<number>): string | null {
  const name = `${facts.table} ${String(row[facts.key])}`
  const newest = journal.newestOf.get(name)
  if (newest !== undefined && newest !== row.op_n) return 'a newer op says something else'
  if (facts.number === null) return null
  const place = journal.placeOf.get(row.op_n)
  if (row[facts.number] !== place) return `is not at its place, which is ${place ?? 'none'}`
  if (seen.has(row.op_n)) return 'another row is of the same op'
  seen.add(row.op_n)
  return null
}

function checkNoneMissing(db: Sqlite.Database, { table, kinds }: FactTable, journal: JournalFacts): Fault | null {
  if (table === 'setting') {
    const names = new Set(db.prepare('select name from setting').pluck().all())
    const wanted = [...journal.newestOf.keys()].filter((name) => name.startsWith('setting '))
    const gone = wanted.map((name) => name.slice('setting '.length)).find((name) => !names.has(name))
    return gone === undefined ? null : fault('facts', 'setting', gone, 'the row is missing')
  }
  const rows = Number(db.prepare(`select count(*) from ${table}`).pluck().get())
  const meant = journal.opsOf.get(kinds[0] as OpKind) ?? 0
  if (rows === meant) return null
  return fault('facts', table, '', `${rows} rows, but the journal recorded ${meant}`)
}
