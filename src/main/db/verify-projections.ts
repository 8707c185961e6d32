import type Sqlite from 'better-sqlite3'
import type { FactBodies, FactKind } from '#shared/journal/fact-bodies.ts'
import type { Op } from '#shared/journal/op.ts'
import { type Fault, fault } from './fault.ts'
import { isProjected, PROJECTED_TABLES, project } from './projections/index.ts'
import { type Run, statementsOn } from './projections/projection.ts'
import { uuidText } from './uuid-bytes.ts'

/**
 * Plays the ops of projected tables again into tables of the same names that only this connection sees, and compares them
 * row by row with those of the file. What an op names (an entry, a party, a bill) is proved by others.
 */
export class ProjectionReplay {
  private readonly db: Sqlite.Database
  private readonly run: Run

  /** @param shapeOf the statement that made a table, as our own migrations have it. */
  constructor(db: Sqlite.Database, shapeOf: (table: string) => string) {
    this.db = db
    // The tables that are read meanwhile are others than those that are written: the file itself is open for reading only.
    db.unsafeMode(true)
    for (const table of PROJECTED_TABLES.keys()) db.exec(asTemporary(shapeOf(table)))
    this.run = statementsOn(db)
  }

  op(op: Op): Fault | null {
    if (!isProjected(op.k)) return null
    try {
      const body = op.d as unknown as FactBodies[FactKind]
      project(this.run, op.k, body, { n: op.n, person: op.u })
      return null
    } catch (error) {
      return fault('facts', 'journal_op', op.n, error instanceof Error ? error.message : String(error))
    }
  }

  /** The first row that no op has made, or that an op made and is not there. Called after the last op. */
  finish(): Fault | null {
    for (const [table, keys] of PROJECTED_TABLES) {
      const found = this.firstOf(table, keys, 'main', 'temp')
      if (found) return found
      // As many rows, each with a key of its own, and none too many: then none is missing either.
      if (this.count('main', table) !== this.count('temp', table)) return this.firstOf(table, keys, 'temp', 'main')
    }
    return null
  }

  private count(schema: string, table: string): number {
    return Number(this.db.prepare(`select count(*) from ${schema}.${table}`).pluck().get())
  }

  /** The first row that stands in one place and not in the other. */
  private firstOf(table: string, keys: readonly string[], here: string, there: string): Fault | null {
    const row = this.db
      .prepare<[], Record<string, string | number | Uint8Array | null>>(
        `select * from (select * from ${here}.${table} except select * from ${there}.${table})
          order by ${keys.join(', ')} limit 1`
      )
      .get()
    if (row === undefined) return null
    const name = keys.map((key) => inWords(row[key])).join(' ')
    return fault('facts', table, name, here === 'main' ? 'does not say what was recorded' : 'is missing')
  }
}

const inWords = (value: string | number | Uint8Array | null | undefined): string =>
  value instanceof Uint8Array ? uuidText(value) : String(value)

/** A table that is gone with the connection. Its references would be looked for among tables of its own kind. */
const asTemporary = (sql: string): string =>
  sql.replace(/^CREATE TABLE /, 'CREATE TEMP TABLE ').replaceAll(/ REFERENCES \w+ \(\w+\)/g, '')
