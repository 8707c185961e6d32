import pg from 'pg'
import { migrate } from '#cloud/db/migrate.ts'

/** Whom the server logs in as in tests: no superuser, and the owner of its database as with an operator. */
export const SERVER_USER = 'counterbook'

/** The address of another database of the cluster, as its superuser or as the server's user. */
export function urlOf(clusterUrl: string, database: string, user?: string): string {
  const url = new URL(clusterUrl)
  url.pathname = `/${database}`
  if (user !== undefined) {
    url.username = user
    url.password = user
  }
  return url.href
}

/** Runs statements as the superuser of the cluster, one after the other. */
export async function asSuperuser(clusterUrl: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: clusterUrl })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

/** Makes the migrated database that those of the test files are copied from. */
export async function makeTemplate(clusterUrl: string, template: string): Promise<void> {
  await asSuperuser(
    clusterUrl,
    `DO $$ BEGIN CREATE ROLE ${SERVER_USER} LOGIN CREATEROLE PASSWORD '${SERVER_USER}'; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`,
    `CREATE DATABASE ${template} OWNER ${SERVER_USER}`
  )
  await migrate(urlOf(clusterUrl, template, SERVER_USER))
}
