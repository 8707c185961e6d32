import Sqlite from 'better-sqlite3'
import { type Fault, fault } from './fault.ts'
import { noFacts } from './journal-facts.ts'
import { migrations } from './migrations/index.ts'
import { openLedger } from './open-ledger.ts'
import { replayGoods } from './replay-goods.ts'
import { ledgerFailureOf, sqliteCodeOf } from './sqlite-failure.ts'
import { verifyChain } from './verify-chain.ts'
import { CountersReplay } from './verify-counters.ts'
import { checkEntries } from './verify-entries.ts'
import { FACT_TABLES, verifyFacts } from './verify-facts.ts'
import { recountKeptFigures } from './verify-kept-figures.ts'
import { ProjectionReplay } from './verify-projections.ts'

export interface Verdict {
  readonly isClean: boolean
  readonly entryCount: number
  readonly opCount: number
  readonly firstFault: Fault | null
}

/**
 * Checks a ledger from the file alone, row by row against its journal: pages, shape and guards, the chain and its
 * gapless numbers, every column of every fact against the op that recorded it, zero sums, every kept figure against
 * the entries, foreign keys. Stops at the first fault and names it. The file is opened for reading only.
 *
 * What no check of one file can find: a chain that was written anew from its start, and facts that were taken off its
 * end together with all that followed from them.
 *
 * @param isOpenHere whether another thread of this process has the file open.
 */
export function verifyLedger(file: string, isOpenHere = false): Verdict {
  const db = openLedger(file, { readOnly: true, isOpenHere })
  try {
    // What is played again stands in memory, and nothing beside the file.
    db.pragma('temp_store = MEMORY')
    const whole = db.transaction(() => check(db))
    return whole.deferred()
  } catch (error) {
    if (!isOfTheFile(error)) throw error
    const detail = error instanceof Error ? error.message : String(error)
    return { isClean: false, entryCount: 0, opCount: 0, firstFault: fault('pages', 'file', file, detail) }
  } finally {
    db.close()
  }
}

/** Once the shape was found to be ours, an error of a statement is a bug of ours. Before that it tells of the file. */
class UnknownShape extends Error {}
const isOfTheFile = (error: unknown) => error instanceof UnknownShape || ledgerFailureOf(error) !== null

function checkForm(db: Sqlite.Database): Fault | null {
  try {
    return (
      checkPages(db) ?? checkShape(db) ?? checkGuards(db) ?? checkKinds(db, 'entry_kind') ?? checkKinds(db, 'bill_kind')
    )
  } catch (error) {
    if (sqliteCodeOf(error) !== null) throw new UnknownShape(error instanceof Error ? error.message : '')
    throw error
  }
}

function check(db: Sqlite.Database): Verdict {
  const firstFault = checkForm(db) ?? checkContent(db) ?? checkForeignKeys(db)
  // A file whose form is broken may not have the tables that are counted.
  const hasForm = firstFault === null || (firstFault.check !== 'pages' && firstFault.check !== 'shape')
  const count = (table: string) => (hasForm ? Number(db.prepare(`select count(*) from ${table}`).pluck().get()) : 0)
  return { isClean: firstFault === null, entryCount: count('entry'), opCount: count('journal'), firstFault }
}

function checkContent(db: Sqlite.Database): Fault | null {
  const facts = noFacts()
  const recount = recountKeptFigures(db, facts)
  const own = checkEntries()
  const projected = new ProjectionReplay(db, shapeOfTable)
  const counters = new CountersReplay(db)
  const goods = replayGoods(db, facts, recount.takeNumber)
  try {
    const unproved = counters.begin()
    if (unproved) return unproved
    const { fault: broken, end } = verifyChain(db, facts, {
      entry: (entry) => own(entry) ?? recount.witness(entry) ?? goods.entry(entry),
      op: (op) => goods.op(op) ?? projected.op(op) ?? counters.op(op),
      brought: (n) => counters.brought(n),
      misplaced: (n, base) => counters.misplaced(n, base),
      otherwise: (n, fits) => counters.otherwise(n, fits),
      party: (text) => counters.written(() => text),
      entryText: (write) => counters.written(write)
    })
    return (
      broken ??
      verifyFacts(db, FACT_TABLES, facts) ??
      goods.finish() ??
      projected.finish() ??
      counters.finish() ??
      recount.check(end)
    )
  } finally {
    goods.close()
  }
}

/** The words for kinds of entries and bills are the ones that were put there when the file was made. */
function checkKinds(db: Sqlite.Database, table: 'entry_kind' | 'bill_kind'): Fault | null {
  const found = kindsIn(table)(db)
  const meant = kindsMade(table)
  const gone = meant.find((row) => !found.includes(row)) ?? found.find((row) => !meant.includes(row))
  return gone === undefined ? null : fault('facts', table, gone.split(' ')[0] ?? '', 'is not as it was made')
}

const ownKinds = new Map<string, string[]>()
function kindsMade(table: string): string[] {
  const made = ownKinds.get(table) ?? withOwnShape(kindsIn(table))
  ownKinds.set(table, made)
  return made
}

const kindsIn = (table: string) => (db: Sqlite.Database) =>
  db.prepare<[], string>(`select kind_no || ' ' || kind from ${table} order by kind_no`).pluck().all()

function checkPages(db: Sqlite.Database): Fault | null {
  const found = String(db.pragma('integrity_check(1)', { simple: true }))
  // A value that its column forbids is a matter of its row, which is named further on.
  const isOfARow = /^(CHECK constraint failed|NULL value|[A-Z-]+ value) in/.test(found)
  return found === 'ok' || isOfARow ? null : fault('pages', 'file', '', found)
}

interface SchemaObject {
  readonly type: string
  readonly name: string
  readonly tbl_name: string
  readonly sql: string | null
}

const schemaOf = (db: Sqlite.Database) =>
  db.prepare<[], SchemaObject>('select type, name, tbl_name, sql from sqlite_schema').all()

/** Tables and guards as our own migrations make them. */
let ownShape: readonly SchemaObject[] | null = null
function shapeMade(): readonly SchemaObject[] {
  ownShape ??= withOwnShape(schemaOf)
  return ownShape
}

const shapeOfTable = (table: string): string => shapeMade().find(({ name }) => name === table)?.sql ?? ''

function withOwnShape<Value>(read: (db: Sqlite.Database) => Value): Value {
  const db = new Sqlite(':memory:')
  for (const migration of migrations) db.exec(migration.sql)
  const value = read(db)
  db.close()
  return value
}

function checkShape(db: Sqlite.Database): Fault | null {
  const version = Number(db.pragma('user_version', { simple: true }))
  const newest = migrations.at(-1)?.version ?? 0
  if (version !== newest) return fault('shape', 'file', 'user_version', `is ${version}, and not ${newest}`)
  const found = new Set(schemaOf(db).map((object) => JSON.stringify(object)))
  const changed = shapeMade().find((object) => object.type !== 'trigger' && !found.has(JSON.stringify(object)))
  if (changed === undefined) return null
  return fault('shape', changed.tbl_name, changed.name, `the ${changed.type} is missing or not as it was made`)
}

/** A book whose guards were taken away may have been rewritten as a whole; a trigger of a stranger may rewrite it. */
function checkGuards(db: Sqlite.Database): Fault | null {
  const found = schemaOf(db).filter((object) => object.type === 'trigger')
  const made = shapeMade().filter((object) => object.type === 'trigger')
  const foundTexts = new Set(found.map((object) => JSON.stringify(object)))
  const gone = made.find((object) => !foundTexts.has(JSON.stringify(object)))
  if (gone)
    return fault(
      'guards',
      gone.tbl_name,
      gone.name,
      'the trigger that keeps rows as they are is missing or was changed'
    )
  const ownNames = new Set(made.map((object) => object.name))
  const stranger = found.find((object) => !ownNames.has(object.name))
  return stranger ? fault('guards', stranger.tbl_name, stranger.name, 'this trigger is not ours') : null
}

function checkForeignKeys(db: Sqlite.Database): Fault | null {
  const [broken] = db.pragma('foreign_key_check') as { table: string; rowid: number | null; parent: string }[]
  return broken ? fault('foreign-key', broken.table, broken.rowid ?? '', `points to no row of ${broken.parent}`) : null
}
