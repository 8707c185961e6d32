import pg from 'pg'

/** Tables that belong to nobody's books: small, global, found before it is known whose they are. Every other table is a tenant's. */
export const GLOBAL_TABLES = [
  'account_place',
  'account_work',
  'attempt',
  'deleted_account',
  'founded',
  'hook_token',
  'link_token',
  'login',
  'login_account',
  'login_code',
  'login_link',
  'owner_session',
  'pairing',
  'schema_lock',
  'schema_migration',
  'server_key'
] as const

export interface TableFacts {
  readonly name: string
  readonly key: readonly string[]
  readonly isForced: boolean
  readonly policies: number
  readonly owner: string
}

/** Asks as the superuser, whom no row-level security holds. */
export async function askSuper<Row extends pg.QueryResultRow>(
  superUrl: string,
  text: string,
  values: readonly unknown[] = []
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: superUrl })
  await client.connect()
  try {
    return (await client.query<Row>(text, [...values])).rows
  } finally {
    await client.end()
  }
}

/** Every table of the server's own schema. */
export async function tablesOf(superUrl: string): Promise<TableFacts[]> {
  const rows = await askSuper<{ name: string; key: string[]; forced: boolean; policies: number; owner: string }>(
    superUrl,
    `SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
            (SELECT count(*)::int FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
            pg_get_userbyid(c.relowner) AS owner,
            coalesce((SELECT array_agg(a.attname::text ORDER BY place.at)
                      FROM pg_index i, unnest(i.indkey) WITH ORDINALITY AS place (attnum, at), pg_attribute a
                      WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid AND a.attnum = place.attnum),
                     '{}') AS key
     FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') ORDER BY c.relname`
  )
  return rows.map(({ forced, ...row }) => ({ ...row, isForced: forced }))
}

export const isTenantTable = ({ name }: Pick<TableFacts, 'name'>): boolean =>
  !(GLOBAL_TABLES as readonly string[]).includes(name)
