import type Sqlite from 'better-sqlite3'
import type { FactBodies, FactKind } from '#shared/journal/fact-bodies.ts'

export type SqlValue = string | number | Uint8Array | null

/** Runs a statement with named values (`:name`) and answers how many rows it changed. */
export type Run = (sql: string, values: Readonly<Record<string, SqlValue>>) => number

/** Where a fact stands in the journal, and who recorded it. */
export interface FactPlace {
  readonly n: number
  readonly person: string
}

type Writer<Kind extends FactKind> = (run: Run, body: FactBodies[Kind], place: FactPlace) => void

/**
 * How ops become rows. The same code writes the rows when a fact is recorded and when `verify` plays the journal again, so
 * it may read nothing but the op, its own tables, and what is never changed once it is recorded: the numbers of entries, parties
 * and bills. Tables are named without their schema, for the replay has tables of the same names that stand before them.
 */
export interface Projection {
  /** Its tables with the columns of their keys. */
  readonly tables: Readonly<Record<string, readonly string[]>>
  readonly writers: { readonly [Kind in FactKind]?: Writer<Kind> }
}

/** Statements prepared once by their text. */
export function statementsOn(db: Sqlite.Database): Run {
  const known = new Map<string, Sqlite.Statement>()
  return (sql, values) => {
    const statement = known.get(sql) ?? db.prepare(sql)
    known.set(sql, statement)
    return statement.run(values).changes
  }
}

export const ENTRY = '(select entry_no from entry where id = :entry)'
export const PARTY = '(select party_no from party where id = :party)'
