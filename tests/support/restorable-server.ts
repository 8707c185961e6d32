import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { freePort } from '../../scripts/setup/postgres-cluster.mjs'
import { TEST_SETTINGS } from './cloud-account.ts'
import { openTestDatabase } from './cloud-database.ts'
import { type ServerProcess, startServer } from './cloud-run.ts'
import { asSuperuser, SERVER_USER, urlOf } from './cloud-template.ts'

/** The server in a process of its own on a database that is backed up and put back, as by an operator. */
export interface RestorableServer {
  readonly address: string
  readonly superUrl: string
  /** Copies the database as it is now; the server is down meanwhile. */
  backUp(): Promise<void>
  /** Puts the copy back. `isSaid`: the operator also tells it with `bump-epoch`. */
  restore(isSaid: boolean): Promise<void>
  /** A command of the operator; answers how it ended. */
  operate(...args: readonly string[]): Promise<number | null>
  close(): Promise<void>
}

async function operate(databaseUrl: string, args: readonly string[]): Promise<number | null> {
  const child = spawn(process.execPath, [path.resolve('src/cloud/index.ts'), ...args], {
    env: {
      ...{ PATH: process.env.PATH, DATABASE_URL: databaseUrl, CLOUD_SECRET: TEST_SETTINGS.secret },
      CLOUD_PUBLIC_URL: TEST_SETTINGS.publicUrl
    },
    stdio: 'ignore'
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  return code
}

async function bumpEpoch(databaseUrl: string): Promise<void> {
  const code = await operate(databaseUrl, ['bump-epoch'])
  if (code !== 0) throw new Error(`bump-epoch ended with ${code}`)
}

export async function startRestorable(): Promise<RestorableServer> {
  const database = await openTestDatabase()
  const { superUrl, url } = database
  const name = new URL(superUrl).pathname.slice(1)
  const copy = `${name}_copy`
  const cluster = urlOf(superUrl, 'postgres')
  const port = await freePort()
  let server: ServerProcess = await startServer(url, port)
  const copyOf = (from: string, to: string) => `CREATE DATABASE ${to} TEMPLATE ${from} OWNER ${SERVER_USER}`
  const dropped = (one: string) => `DROP DATABASE IF EXISTS ${one} WITH (FORCE)`
  /** A database is copied only while nobody is in it. */
  const emptied = () =>
    asSuperuser(cluster, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
  return {
    address: server.address,
    superUrl,
    async backUp() {
      await server.kill('SIGTERM')
      await emptied()
      await asSuperuser(cluster, dropped(copy), copyOf(name, copy))
      server = await startServer(url, port)
    },
    async restore(isSaid) {
      await server.kill('SIGTERM')
      await asSuperuser(cluster, dropped(name), copyOf(copy, name))
      if (isSaid) await bumpEpoch(url)
      server = await startServer(url, port)
    },
    operate: (...args) => operate(url, args),
    async close() {
      await server.kill('SIGTERM')
      await asSuperuser(cluster, dropped(copy))
      await database.drop()
    }
  }
}
