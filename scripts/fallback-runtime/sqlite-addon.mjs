// better-sqlite3's prebuilt addon asks for Node-API 10; the fallback Electron has 9 and refuses it. The addon needs nothing
// newer, so it is built here from the package's own sources and says "experimental", with the finalizer behaviour of Node-API 9.
import { createHash } from 'node:crypto'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync
} from 'node:fs'
import { availableParallelism } from 'node:os'
import path from 'node:path'
import { withLock } from '../setup/lock.mjs'
import { inProject, userCache } from '../setup/machine.mjs'
import { SetupError, step } from '../setup/report.mjs'
import { runProgram } from '../setup/run-program.mjs'
import { ensureSystemPackages } from '../setup/system-packages.mjs'

/** Raise this when the way the addon is built changes in another place than its flags. */
const recipe = 1
const optimisation = '-O2'
// The number by which Node-API knows a module that says "experimental".
const nodeApiFlags = [
  '-DNAPI_VERSION=2147483647',
  '-include',
  path.join(import.meta.dirname, 'experimental-node-api.h')
]
const addonFlags = [
  '-DNAPI_DISABLE_CPP_EXCEPTIONS',
  '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
  '-DNODE_GYP_MODULE_NAME=better_sqlite3',
  '-std=c++20',
  '-fvisibility=hidden',
  '-fvisibility-inlines-hidden'
]
const commonFlags = [optimisation, '-fPIC', '-DNDEBUG', '-w']

/** The plain engine, and the one of encrypted books: the same binding over another SQLite. */
const PLAIN = 'better-sqlite3'
const CIPHERS = 'better-sqlite3-multiple-ciphers'

const folderOf = (name) => inProject('node_modules', name)
/** Where better-sqlite3 looks before it takes its prebuilt addon, and where the app looks for the other one on an older runtime. */
const placeOf = (name) => path.join(folderOf(name), 'build', 'Release', 'better_sqlite3.node')

/** Builds the addon if this machine has none yet, and puts a link to it where it is looked for. */
export const ensureSqliteAddon = () => ensureAddon(PLAIN)

/** The same for encrypted books. It takes as long again, so only the tests ask for it: a plain shop never loads it. */
export const ensureCipherAddon = () => ensureAddon(CIPHERS)

async function ensureAddon(name) {
  const [addon, place] = [cachedAddon(name), placeOf(name)]
  if (existsSync(addon) && existsSync(place) && realpathSync(place) === realpathSync(addon)) return
  await withLock('fallback-sqlite', async () => {
    if (!existsSync(addon)) await build(name, addon)
    mkdirSync(path.dirname(place), { recursive: true })
    rmSync(place, { force: true })
    symlinkSync(addon, place)
  })
}

/** Takes the links away again: with an official Electron the prebuilt addons are right. An addon somebody built by hand stays. */
export function removeSqliteAddon() {
  for (const place of [PLAIN, CIPHERS].map(placeOf))
    if (lstatSync(place, { throwIfNoEntry: false })?.isSymbolicLink()) rmSync(place)
}

function cachedAddon(name) {
  const { version } = JSON.parse(readFileSync(path.join(folderOf(name), 'package.json'), 'utf8'))
  const flags = createHash('sha256')
    .update(JSON.stringify([recipe, addonFlags, commonFlags]))
    .digest('hex')
    .slice(0, 8)
  return path.join(
    userCache,
    `${name}-${version}-${process.platform}-${process.arch}-r${recipe}-${flags}`,
    'better_sqlite3.node'
  )
}

async function build(name, addon) {
  await ensureSystemPackages('the SQLite addon of the fallback Electron needs a C++ compiler', { compiler: true })
  mkdirSync(userCache, { recursive: true })
  for (const leftover of readdirSync(userCache).filter((name) => name.startsWith('.sqlite-')))
    rmSync(path.join(userCache, leftover), { recursive: true, force: true })
  const work = mkdtempSync(path.join(userCache, '.sqlite-'))
  try {
    await step(`building ${name} for the fallback Electron (about a minute, once per machine)`, () =>
      compile(name, work)
    )
    mkdirSync(path.dirname(addon), { recursive: true })
    renameSync(path.join(work, 'better_sqlite3.node'), addon)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function compile(name, work) {
  const packageFolder = folderOf(name)
  const sqlite = path.join(packageFolder, 'deps', 'sqlite3')
  const includes = [
    sqlite,
    inProject('node_modules', 'node-addon-api'),
    inProject('node_modules', 'node-api-headers', 'include')
  ]
  const database = [
    '-x',
    'c',
    '-std=gnu99',
    ...commonFlags,
    ...sqliteDefines(packageFolder),
    '-c',
    path.join(sqlite, 'sqlite3.c'),
    '-o',
    path.join(work, 'sqlite3.o')
  ]
  const binding = [
    ...commonFlags,
    ...nodeApiFlags,
    ...addonFlags,
    ...includes.map((folder) => `-I${folder}`),
    '-c',
    path.join(packageFolder, 'src', 'better_sqlite3.cpp'),
    '-o',
    path.join(work, 'binding.o')
  ]
  if (availableParallelism() > 1) await Promise.all([compiler(database), compiler(binding)])
  else for (const args of [database, binding]) await compiler(args)
  await compiler([
    '-shared',
    '-Wl,-Bsymbolic',
    '-s',
    path.join(work, 'binding.o'),
    path.join(work, 'sqlite3.o'),
    '-o',
    path.join(work, 'better_sqlite3.node'),
    '-ldl',
    '-lpthread',
    '-lm'
  ])
}

async function compiler(args) {
  const { code, stderr } = await runProgram('g++', args)
  if (code !== 0)
    throw new SetupError(
      `SQLite could not be built:\n${stderr.trim().slice(-2000)}`,
      'check that g++ 10 or newer is installed (`g++ --version`), then run this again.'
    )
}

/** The very switches the package's authors build SQLite with. */
function sqliteDefines(packageFolder) {
  const text = readFileSync(path.join(packageFolder, 'deps', 'defines.gypi'), 'utf8')
  const defines = [...text.matchAll(/^\s+'([A-Z][A-Z0-9_]*(?:=[^']*)?)',$/gm)].map((match) => `-D${match[1]}`)
  if (defines.length < 20) throw new Error('the list of SQLite switches was not understood')
  return defines
}
