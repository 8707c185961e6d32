import pg from 'pg'
import { migrations } from './migrations/all.ts'
import { APP_ROLE, KEEPER_ROLE } from './migrations/tenant-table.ts'

/** Somebody else made the same thing at the same moment. */
const MADE_BY_ANOTHER = new Set(['23505', '42P07', '42710'])

const BOOKS = `
  CREATE TABLE IF NOT EXISTS schema_lock (only_row smallint PRIMARY KEY);
  CREATE TABLE IF NOT EXISTS schema_migration (name text PRIMARY KEY, done_at timestamptz NOT NULL);
  INSERT INTO schema_lock VALUES (1) ON CONFLICT DO NOTHING;
`

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)

/** Runs what may be run twice, and by two servers at once. */
async function runShared(client: pg.Client, sql: string): Promise<void> {
  try {
    await client.query(sql)
  } catch (error) {
    if (!MADE_BY_ANOTHER.has(String(codeOf(error)))) throw error
    await client.query(sql)
  }
}

/** The tables were made by a newer server; this one would not know what it writes. */
export class NewerTablesError extends Error {
  override readonly name = 'NewerTablesError'
  constructor(names: readonly string[]) {
    super(
      `This database is newer than this server (${names.join(', ')}). Start the newer one, or restore the backup from before.`
    )
  }
}

/** The roles are of the whole cluster; an operator whose user may not make them makes them once by hand. */
async function ensureRole(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role])
  if (rows.length === 0) {
    await client.query(`CREATE ROLE ${role} NOLOGIN NOBYPASSRLS NOSUPERUSER`).catch((error: unknown) => {
      if (!MADE_BY_ANOTHER.has(String(codeOf(error)))) throw error
    })
  }
  const mine = await client.query("SELECT pg_has_role(current_user, $1, 'MEMBER') AS is_member", [role])
  if (mine.rows[0]?.is_member !== true) await client.query(`GRANT ${role} TO CURRENT_USER`)
}

/**
 * Brings a database to the newest tables. Servers that start at the same time wait for each other on a row's lock, which goes with its
 * connection: nothing is left locked by one that died. Each migration is whole or not there. Answers the names of those it ran.
 */
export async function migrate(connectionString: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString })
  const client = new pg.Client({ connectionString })
  try {
    await lock.connect()
    await client.connect()
    await runShared(lock, BOOKS)
    await lock.query('BEGIN')
    await lock.query('SELECT only_row FROM schema_lock WHERE only_row = 1 FOR UPDATE')
    for (const role of [APP_ROLE, KEEPER_ROLE]) await ensureRole(client, role)
    const done = await client.query<{ name: string }>('SELECT name FROM schema_migration')
    const known = new Set(done.rows.map((row) => row.name))
    const foreign = [...known].filter((name) => migrations.every((migration) => migration.name !== name))
    if (foreign.length > 0) throw new NewerTablesError(foreign)
    const missing = migrations.filter(({ name }) => !known.has(name))
    for (const { name, sql } of missing) await runOne(client, name, sql)
    await lock.query('COMMIT')
    return missing.map(({ name }) => name)
  } finally {
    await Promise.allSettled([lock.end(), client.end()])
  }
}

async function runOne(client: pg.Client, name: string, sql: string): Promise<void> {
  try {
    await client.query('BEGIN')
    await client.query(sql)
    await client.query('INSERT INTO schema_migration VALUES ($1, now())', [name])
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`migration ${name} failed`, { cause: error })
  }
}
