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

type Query<Input, Row> = (slot: SlotOf<Input>) => { compile(): CompiledQuery<Row> }

/** A query that stands outside of any store, so that it is compiled once for all files that a process opens. */
export const query = <Input, Row = never>(build: Query<Input, Row>): Query<Input, Row> => build

const compiled = new WeakMap<object, CompiledQuery<unknown>>()

function compiledOf<Input, Row>(one: Query<Input, Row>): CompiledQuery<Row> {
  const known = compiled.get(one) as CompiledQuery<Row> | undefined
  if (known !== undefined) return known
  const made = one(((name: string) => new Slot(name)) as never).compile()
  compiled.set(one, made)
  return made
}

/**
 * Kysely compiles a query anew at every call and its own driver is asynchronous; both would double the cost of an
 * entry and let other work in between. So a query is compiled once, with slots in place of values, and its prepared
 * statement is run synchronously.
 */
export function prepare<Input, Row = never>(
  db: Sqlite.Database,
  query: Query<Input, Row>,
  options: { readonly seesKept?: boolean } = {}
): Prepared<Input, Row> {
  let ready: Ready<Input, Row> | null = null
  // Prepared at its first use: opening a ledger does not pay for queries that a session never runs.
  const get = () => {
    ready ??= makeReady(db, compiledOf(query), options.seesKept ?? true)
    return ready
  }
  return {
    get sql() {
      return get().sql
    },
    all(input) {
      const { statement, bind, settle } = get()
      settle?.()
      return statement.all(...bind(input))
    },
    first(input) {
      const { statement, bind, settle } = get()
      settle?.()
      return statement.get(...bind(input))
    },
    run(input) {
      const { statement, bind } = get()
      return statement.run(...bind(input)).changes
    }
  }
}

interface Ready<Input, Row> {
  readonly sql: string
  readonly statement: Sqlite.Statement<unknown[], Row>
  readonly bind: (input: Input) => unknown[]
  readonly settle: (() => void) | null
}

function makeReady<Input, Row>(
  db: Sqlite.Database,
  compiled: CompiledQuery<Row>,
  seesKept: boolean
): Ready<Input, Row> {
  const sql = withoutPeeking(withLiterals(compiled.sql, compiled.parameters))
  const order = compiled.parameters.filter((parameter) => !isLiteral(parameter))
  const names = order.map((parameter) => (parameter instanceof Slot ? parameter.name : null))
  const bind = (input: Input): unknown[] => {
    const values: unknown[] = []
    for (let at = 0; at < order.length; at++) {
      const name = names[at] as string | null
      const value = name === null ? order[at] : (input as Values)[name]
      if (value === undefined) assert(false, `no value for ${name} in ${compiled.sql}`)
      values.push(value)
    }
    return values
  }
  const settle = seesKept && KEPT_TABLES.test(sql) ? (settling.get(db) ?? null) : null
  return { sql, statement: db.prepare<unknown[], Row>(sql), bind, settle }
}

/** Figures that change with every entry are written at the end of a transaction, or before somebody reads them in it. */
const KEPT_TABLES = /\b(account_balance|party_balance|control_total|period_total|book_day|stock_on_hand)\b/
const settling = new WeakMap<Sqlite.Database, () => void>()

/** Says how what is not written yet is written, before the first query is prepared. */
export function settleBeforeReads(db: Sqlite.Database, settle: () => void): void {
  settling.set(db, settle)
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
