// `npm run cloud`: the server of the cloud account on this machine, with a PostgreSQL of its own unless DATABASE_URL names one.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { inProject, isRoot, isWindows } from '../setup/machine.mjs'
import { findPostgres, freePort, initCluster, startCluster, stopCluster } from '../setup/postgres-cluster.mjs'
import { say, step } from '../setup/report.mjs'
import { preparePlain } from './prepare.mjs'
import { runInTerminal } from './tools.mjs'

/**
 * Beside what the user keeps, not in the project: a clone that is thrown away does not take the accounts with it. Root's home is closed
 * to everybody else, and PostgreSQL never runs as root.
 */
function dataHome() {
  if (process.env.COUNTERBOOK_CLOUD_HOME) return path.resolve(process.env.COUNTERBOOK_CLOUD_HOME)
  if (isRoot) return '/var/lib/counterbook-cloud'
  if (isWindows) return path.join(process.env.LOCALAPPDATA ?? homedir(), 'counterbook-cloud')
  return path.join(process.env.XDG_DATA_HOME || path.join(homedir(), '.local', 'share'), 'counterbook-cloud')
}

/** The same each time: with another, the server's key in the database could not be opened. */
function keptSecret(home) {
  const file = path.join(home, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

/** The server logs in as a user of its own, as with any operator, and not as the superuser. */
async function ensureUser(url) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query("SELECT 1 FROM pg_roles WHERE rolname = 'counterbook'")
    if (rows.length === 0) await client.query('CREATE ROLE counterbook LOGIN CREATEROLE')
    const made = await client.query("SELECT 1 FROM pg_database WHERE datname = 'counterbook'")
    if (made.rows.length === 0) await client.query('CREATE DATABASE counterbook OWNER counterbook')
  } finally {
    await client.end()
  }
}

async function ownDatabase(home) {
  const programs = findPostgres({ isPackageFirst: true })
  const dataFolder = path.join(home, `postgres-${programs.version}`)
  const port = await freePort()
  const postmaster = await step('starting the database of the cloud account', async () => {
    initCluster(programs, dataFolder)
    return startCluster(programs, { dataFolder, port })
  })
  await ensureUser(`postgres://postgres@127.0.0.1:${port}/postgres`)
  return { postmaster, url: `postgres://counterbook@127.0.0.1:${port}/counterbook` }
}

/** Answers the exit code of the server. Its arguments go to the server: `npm run cloud -- bump-epoch`. */
export async function run(args) {
  const { node, env } = await preparePlain()
  const home = dataHome()
  mkdirSync(home, { recursive: true, mode: 0o711 })
  const own = process.env.DATABASE_URL ? null : await ownDatabase(home)
  const port = process.env.CLOUD_PORT || '8320'
  const address = process.env.CLOUD_PUBLIC_URL || `http://127.0.0.1:${port}`
  const set = {
    ...env,
    DATABASE_URL: own?.url ?? process.env.DATABASE_URL,
    CLOUD_SECRET: process.env.CLOUD_SECRET || keptSecret(home),
    CLOUD_PUBLIC_URL: address,
    CLOUD_PORT: port
  }
  if (args.length === 0) say(`the cloud account: ${address} (data in ${home}; Ctrl+C ends it)`)
  try {
    return await runInTerminal(node, [inProject('src', 'cloud', 'index.ts'), ...args], set)
  } finally {
    if (own !== null) await stopCluster(own.postmaster)
  }
}
