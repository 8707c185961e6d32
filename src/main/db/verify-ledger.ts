import type Sqlite from 'better-sqlite3'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { chainHash, genesisHash, type Op } from '#shared/journal/op.ts'
import { type Fault, fault } from './fault.ts'
import { openLedger } from './open-ledger.ts'
import { ledgerFailureOf } from './sqlite-failure.ts'
import { sha256 } from './stores/journal-store.ts'
import { verifyEntries } from './verify-entries.ts'
import { verifyKeptFigures } from './verify-kept-figures.ts'

export interface Verdict {
  readonly isClean: boolean
  readonly entryCount: number
  readonly opCount: number
  readonly firstFault: Fault | null
}

/**
 * Checks a ledger from the file alone, row by row against its journal: pages, foreign keys, the chain and its gapless
 * numbers, every column of every fact against the op that recorded it, zero sums, and every kept figure against the
 * entries. Stops at the first fault and names it. The file is opened for reading only.
 */
export function verifyLedger(file: string): Verdict {
  const db = openLedger(file, { readOnly: true })
  try {
    const whole = db.transaction(() => check(db))
    return whole.deferred()
  } catch (error) {
    if (ledgerFailureOf(error) === null) throw error
    const detail = error instanceof Error ? error.message : String(error)
    return { isClean: false, entryCount: 0, opCount: 0, firstFault: fault('pages', 'file', file, detail) }
  } finally {
    db.close()
  }
}

function check(db: Sqlite.Database): Verdict {
  const count = (table: string) => Number(db.prepare(`select count(*) from ${table}`).pluck().get())
  const firstFault =
    checkPages(db) ??
    checkForeignKeys(db) ??
    checkTriggers(db) ??
    checkChain(db) ??
    verifyEntries(db) ??
    verifyFacts(db) ??
    verifyKeptFigures(db)
  return { isClean: firstFault === null, entryCount: count('entry'), opCount: count('journal_op'), firstFault }
}

function checkPages(db: Sqlite.Database): Fault | null {
  const found = String(db.pragma('integrity_check(1)', { simple: true }))
  return found === 'ok' ? null : fault('pages', 'file', '', found)
}

function checkForeignKeys(db: Sqlite.Database): Fault | null {
  const [broken] = db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[]
  return broken ? fault('foreign-key', broken.table, broken.rowid ?? '', `points to no row of ${broken.parent}`) : null
}

const GUARDED = ['shop', 'device', 'journal_op', 'entry', 'posting', 'upi_step', 'cash_count', 'closing', 'audit_event']

/** A book whose guards were taken away may have been rewritten as a whole. */
function checkTriggers(db: Sqlite.Database): Fault | null {
  const names = new Set(db.prepare(`select name from sqlite_schema where type = 'trigger'`).pluck().all())
  for (const table of GUARDED) {
    for (const guard of [`${table}_keeps`, `${table}_stays`]) {
      if (!names.has(guard)) return fault('guards', table, guard, 'the trigger that keeps rows as they are is missing')
    }
  }
  return null
}

function checkChain(db: Sqlite.Database): Fault | null {
  const shop = db.prepare('select id from shop').get() as { id: string } | undefined
  const device = db.prepare('select id, genesis_hash from device order by device_no desc limit 1').get() as
    | { id: string; genesis_hash: Uint8Array }
    | undefined
  if (!shop || !device) return fault('chain', 'shop', '', 'there is no shop in this file')
  let previous = genesisHash(sha256, shop.id, device.id)
  if (!same(previous, device.genesis_hash))
    return fault('chain', 'device', device.id, 'the first hash does not fit shop and device')
  let expected = 1
  for (const row of db.prepare('select n, bytes, hash from journal_op order by n').iterate()) {
    const { n, bytes, hash } = row as { n: number; bytes: string; hash: Uint8Array }
    if (n !== expected) return fault('sequence', 'journal_op', n, `number ${expected} is missing`)
    const op = parseOp(bytes)
    if (op === null || op.n !== n)
      return fault('chain', 'journal_op', n, 'the op is not readable or bears another number')
    const proper = chainHash(sha256, previous, bytes)
    if (!same(proper, hash))
      return fault('chain', 'journal_op', n, 'the hash does not fit the op and the one before it')
    previous = proper
    expected++
  }
  return null
}

function parseOp(bytes: string): Op | null {
  try {
    return JSON.parse(bytes) as Op
  } catch {
    return null
  }
}

const same = (left: Uint8Array, right: Uint8Array) => Buffer.compare(left, right) === 0

interface FactTable {
  readonly table: string
  readonly key: string
  readonly sql: string
  /** What the row says, in the words of its op's body. */
  readonly fact: (row: Record<string, unknown>) => Json
  readonly op: (op: Op) => Json
}

const pick = (body: Op['d'], names: readonly string[]): Json =>
  Object.fromEntries(names.map((name) => [name, body[name] ?? null]))

/** Facts beside the entries: each row again as its op has it. */
const FACTS: readonly FactTable[] = [
  {
    table: 'party',
    key: 'id',
    sql: 'select party.*, bytes from party join journal_op on n = op_n',
    fact: (row) => ({
      id: row.id as string,
      name: row.name as string,
      kind: row.kind as string,
      phone: row.phone as string,
      place: row.place as string,
      alias: row.alias as string,
      isArchived: row.is_archived === 1
    }),
    op: (op) => pick(op.d, ['id', 'name', 'kind', 'phone', 'place', 'alias', 'isArchived'])
  },
  {
    table: 'account',
    key: 'code',
    sql: 'select account.*, bytes from account join journal_op on n = op_n',
    fact: (row) => ({ code: row.code as string, kind: row.kind as string, name: row.name as string }),
    op: (op) => pick(op.d, ['code', 'kind', 'name'])
  },
  {
    table: 'setting',
    key: 'name',
    sql: 'select setting.*, bytes from setting join journal_op on n = op_n',
    fact: (row) => ({ [row.name as string]: JSON.parse(row.value as string) as Json }),
    op: (op) => op.d
  },
  {
    table: 'upi_step',
    key: 'step_no',
    sql: `select upi_step.*, entry.id as entry_id, bytes from upi_step join journal_op on n = upi_step.op_n
      join entry on entry.entry_no = upi_step.entry_no`,
    fact: (row) => ({
      entry: row.entry_id as string,
      id: row.id as string,
      state: row.state as string,
      u: row.person as string
    }),
    op: (op) => ({ ...op.d, u: op.u })
  },
  {
    table: 'cash_count',
    key: 'count_no',
    sql: 'select cash_count.*, bytes from cash_count join journal_op on n = op_n',
    fact: (row) => ({
      id: row.id as string,
      z: row.period_no as number,
      after: row.last_entry_no as number,
      at: row.counted_at as number,
      count: JSON.parse(row.count as string) as Json,
      counted: row.counted_minor as number,
      expected: row.expected_minor as number,
      u: row.person as string
    }),
    op: (op) => ({ ...op.d, u: op.u })
  },
  {
    table: 'closing',
    key: 'z_no',
    sql: 'select closing.*, bytes from closing join journal_op on n = op_n',
    fact: (row) => ({
      after: row.last_entry_no as number,
      view: JSON.parse(row.summary as string) as Json,
      own: closingColumns(row)
    }),
    op: (op) => ({ ...op.d, own: closingColumnsOf(op) })
  },
  {
    table: 'audit_event',
    key: 'event_no',
    sql: 'select audit_event.*, bytes from audit_event join journal_op on n = op_n',
    fact: (row) => ({
      at: row.at as number,
      details: JSON.parse(row.details as string) as Json,
      entry: row.entry_no as number | null,
      kind: row.kind as string,
      u: row.person as string
    }),
    op: (op) => ({ ...op.d, u: op.u })
  }
]

/** The columns of a closing that repeat what its frozen view says. */
const closingColumns = (row: Record<string, unknown>): Json => [
  row.z_no as number,
  row.id as string,
  row.book_on as number,
  row.closed_at as number,
  row.person as string,
  row.next_float_minor as number
]

function closingColumnsOf(op: Op): Json {
  const view = op.d.view as { readonly [key: string]: Json }
  return [
    view.zNo ?? null,
    view.id ?? null,
    view.bookOn ?? null,
    view.closedAt ?? null,
    op.u,
    view.nextFloatMinor ?? null
  ]
}

function verifyFacts(db: Sqlite.Database): Fault | null {
  for (const { table, key, sql, fact, op } of FACTS) {
    for (const found of db.prepare(sql).iterate()) {
      const row = found as Record<string, unknown>
      const written = op(JSON.parse(row.bytes as string) as Op)
      const said = fact(row)
      const meant = table === 'setting' ? pick(written as Op['d'], [row.name as string]) : written
      if (canonicalJson(said) !== canonicalJson(meant)) {
        return fault('facts', table, String(row[key]), 'the row does not say what its op recorded')
      }
    }
  }
  return checkCounts(db)
}

/** Rows that were taken away leave their op behind. */
function checkCounts(db: Sqlite.Database): Fault | null {
  const ops = new Map(
    (
      db.prepare(`select json_extract(bytes, '$.k') as kind, count(*) as ops from journal_op group by 1`).all() as {
        kind: string
        ops: number
      }[]
    ).map((row) => [row.kind, row.ops])
  )
  const tables = {
    party: 'party.add',
    account: 'account.add',
    entry: 'entry.post',
    upi_step: 'upi.mark',
    cash_count: 'cash.count',
    closing: 'day.close',
    audit_event: 'audit.note'
  }
  for (const [table, kind] of Object.entries(tables)) {
    const rows = Number(db.prepare(`select count(*) from ${table}`).pluck().get())
    const meant = ops.get(kind) ?? 0
    if (rows !== meant) return fault('facts', table, '', `${rows} rows, but the journal recorded ${meant}`)
  }
  const gap = db
    .prepare('select z_no from closing where z_no > 1 and z_no - 1 not in (select z_no from closing) limit 1')
    .pluck()
    .get()
  return gap === undefined ? null : fault('sequence', 'closing', String(gap), 'the Z before it is missing')
}
