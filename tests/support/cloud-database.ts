import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type CloudDatabase, openDatabase } from '#cloud/db/cloud-database.ts'
import { asSuperuser, makeTemplate, SERVER_USER, urlOf } from './cloud-template.ts'

/** An empty, migrated database of the server. */
export interface TestDatabase {
  /** As the server logs in. */
  readonly url: string
  /** As the superuser, whom no row-level security holds: for looking at what is really there. */
  readonly superUrl: string
  readonly database: CloudDatabase
  /** Closes the connections and throws the database away. */
  drop(): Promise<void>
}

const START_MS = 60_000
const runPid = process.ppid
const template = `cloud_template_${runPid}`
const home = path.join(tmpdir(), `counterbook-postgres-${runPid}`)

/** Made by whoever is first; all others of the run wait for it. */
async function sharedOnce(name: string, make: () => void | Promise<void>): Promise<string> {
  mkdirSync(home, { recursive: true, mode: 0o711 })
  const ready = path.join(home, name)
  const failed = path.join(home, 'failed')
  try {
    closeSync(openSync(`${ready}.begun`, 'wx'))
    await make()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  for (const from = performance.now(); performance.now() - from < START_MS; await pause(50)) {
    if (existsSync(ready)) return readFileSync(ready, 'utf8')
    if (existsSync(failed)) throw new Error(`no PostgreSQL for tests: ${readFileSync(failed, 'utf8')}`)
  }
  throw new Error('no PostgreSQL for tests came up in time')
}

/** One cluster for the whole run: `TEST_DATABASE_URL` (a superuser's) where it is set, else one of our own with the system's programs. */
async function clusterUrl(): Promise<string> {
  const given = process.env.TEST_DATABASE_URL
  if (given !== undefined && given !== '')
    return sharedOnce('ready', async () => {
      await makeTemplate(given, template)
      writeFileSync(path.join(home, 'ready'), given)
    })
  return sharedOnce('ready', () => {
    const child = path.join(import.meta.dirname, 'cloud-cluster-child.ts')
    const args = [child, home, String(runPid), template]
    spawn(process.execPath, args, { detached: true, stdio: 'ignore', env: process.env }).unref()
  })
}

/** A database of its own for a test file, copied from the migrated one. */
export async function openTestDatabase(poolSize = 10): Promise<TestDatabase> {
  const cluster = await clusterUrl()
  const name = `cloud_test_${process.pid}_${randomBytes(4).toString('hex')}`
  await asSuperuser(cluster, `CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${SERVER_USER}`)
  const url = urlOf(cluster, name, SERVER_USER)
  const database = openDatabase({ connectionString: url, poolSize })
  return {
    url,
    superUrl: urlOf(cluster, name),
    database,
    async drop() {
      await database.close()
      await asSuperuser(cluster, `DROP DATABASE ${name} WITH (FORCE)`)
    }
  }
}
