import type Sqlite from 'better-sqlite3'
import { type CompiledQuery, DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely'
import { assert } from '#shared/kernel/assert.ts'
import type { Schema } from './schema.ts'

/** Builds and types queries; it has no connection and runs nothing. */
export const build = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler()
  }
})

/** Stands in a query for a value that each run brings. */
class Slot {
  readonly name: string
  constructor(name: string) {
    this.name = name
  }
}

type SqlValue = string | number | Uint8Array | null
type Values = Readonly<Record<string, SqlValue>>
type SlotOf<Input> = <Name extends keyof Input & string>(name: Name) => Input[Name]

/** A query that was built by Kysely once and prepared by SQLite once, and is then only run. */
export interface Prepared<Input, Row> {
  readonly sql: string
  all(input: Input): Row[]
  first(input: Input): Row | undefined
  /** How many rows were changed. */
  run(input: Input): number
}

/**
 * Kysely compiles a query anew at every call and its own driver is asynchronous; both would double the cost of an
 * entry and let other work in between. So a query is compiled once, with slots in place of values, and its prepared
 * statement is run synchronously.
 */
export function prepare<Input, Row = never>(
  db: Sqlite.Database,
  query: (slot: SlotOf<Input>) => { compile(): CompiledQuery<Row> }
): Prepared<Input, Row> {
  let ready: { sql: string; statement: Sqlite.Statement<unknown[], Row>; bind: (input: Input) => unknown[] } | null =
    null
  // Prepared at its first use: opening a ledger does not pay for queries that a session never runs.
  const get = () => {
    if (ready !== null) return ready
    const compiled = query((name) => new Slot(name) as never).compile()
    const order = compiled.parameters.filter((parameter) => !isLiteral(parameter))
    const bind = (input: Input): unknown[] =>
      order.map((parameter) => {
        if (!(parameter instanceof Slot)) return parameter
        const value = (input as Values)[parameter.name]
        if (value === undefined) assert(false, `no value for ${parameter.name} in ${compiled.sql}`)
        return value
      })
    const sql = withoutPeeking(withLiterals(compiled.sql, compiled.parameters))
    ready = { sql, statement: db.prepare<unknown[], Row>(sql), bind }
    return ready
  }
  return {
    get sql() {
      return get().sql
    },
    all: (input) => get().statement.all(...get().bind(input)),
    first: (input) => get().statement.get(...get().bind(input)),
    run: (input) => get().statement.run(...get().bind(input)).changes
  }
}

const isLiteral = (parameter: unknown): parameter is number => Number.isSafeInteger(parameter)

/** A whole number that never changes, such as a limit of one row, stands in the statement itself. */
function withLiterals(sql: string, parameters: readonly unknown[]): string {
  let at = 0
  return sql.replaceAll('?', () => {
    const parameter = parameters[at++]
    return isLiteral(parameter) ? String(parameter) : '?'
  })
}

/**
 * better-sqlite3 is built with STAT4: the planner looks at the values bound to a read, and SQLite prepares the statement
 * anew whenever they change, which costs ten times the read itself. Values behind a scalar subquery are not looked at.
 */
const withoutPeeking = (sql: string): string => (/^select\b/i.test(sql) ? sql.replaceAll('?', '(select ?)') : sql)
