import { Kysely, PostgresDialect, type PostgresPool, sql, type Transaction } from 'kysely'
import pg from 'pg'
import type { AccountTables } from './account-schema.ts'
import type { DirectoryTables } from './directory-schema.ts'
import { APP_ROLE, KEEPER_ROLE } from './migrations/tenant-table.ts'
import { untilThrough } from './retry.ts'

/** A transaction within one account: nothing of another can be read or written in it, whatever the query says. */
export type AccountTransaction = Transaction<AccountTables>

/** The one way to the tenants' tables, and the directory beside it. */
export interface CloudDatabase {
  /**
   * Runs `work` in one transaction (READ COMMITTED) as `accountId`, under a role that row-level security holds. It is run again on
   * serialization failures, deadlocks and lost connections, so all that it does must be safe to repeat, and it must have no effect
   * outside. What it throws rolls it back.
   */
  withAccount<Value>(accountId: string, work: (transaction: AccountTransaction) => Promise<Value>): Promise<Value>
  /** The same for the jobs that pack and delete: they may take rows of this one account away. */
  asKeeper<Value>(accountId: string, work: (transaction: AccountTransaction) => Promise<Value>): Promise<Value>
  /** What must be found before it is known whose it is. */
  readonly directory: Kysely<DirectoryTables>
  /** Throws when the database does not answer. */
  ping(): Promise<void>
  /** Figures of the pool since the start. */
  figures(): { readonly connections: number; readonly waiting: number; readonly retries: number }
  close(): Promise<void>
}

export interface DatabaseOptions {
  readonly connectionString: string
  readonly poolSize: number
  /** Told of troubles on connections that nobody uses at the moment. */
  readonly onError?: (error: Error) => void
  /** For tests: what stands between the queries and the pool. */
  readonly wrapPool?: (pool: PostgresPool) => PostgresPool
}

const INT8 = 20
const CONNECT_MS = 5_000
/** No statement of a request takes so long; one that does holds a shop's row. */
const STATEMENT_MS = 30_000

/** Numbers of ops are counted from 1 and stay far below 2^53, so they are numbers here. */
const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === INT8 && format !== 'binary'
      ? Number
      : pg.types.getTypeParser(oid, format as 'text')) as pg.CustomTypesConfig['getTypeParser']
}

export function openDatabase(options: DatabaseOptions): CloudDatabase {
  const onError = options.onError ?? (() => {})
  const pool = new pg.Pool({
    connectionString: options.connectionString,
    max: options.poolSize,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    types
  })
  pool.on('error', onError)
  // A connection that is lost while a query holds it says so by itself; without a listener here that would end the process.
  pool.on('connect', (client) => client.on('error', onError))
  const dialect = new PostgresDialect({ pool: options.wrapPool?.(pool) ?? pool })
  const accounts = new Kysely<AccountTables>({ dialect })
  const directory = new Kysely<DirectoryTables>({ dialect })
  let retries = 0

  const within = <Value>(role: string, accountId: string, work: (within: AccountTransaction) => Promise<Value>) =>
    untilThrough(
      () =>
        accounts.transaction().execute(async (transaction) => {
          // One statement for both: the role and the account end with the transaction, so a pooler may sit between.
          await sql`select set_config('role', ${role}, true), set_config('app.account', ${accountId}, true)`.execute(
            transaction
          )
          return await work(transaction)
        }),
      () => {
        retries++
      }
    )

  return {
    withAccount: (accountId, work) => within(APP_ROLE, accountId, work),
    asKeeper: (accountId, work) => within(KEEPER_ROLE, accountId, work),
    directory,
    async ping() {
      await sql`select 1`.execute(directory)
    },
    figures: () => ({ connections: pool.totalCount, waiting: pool.waitingCount, retries }),
    // Both handles share the pool; the second to close it would say that it is closed.
    close: () => accounts.destroy()
  }
}
