// The build, skipped while nothing it is made of has changed.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { inProject } from '../setup/machine.mjs'
import { SetupError, step } from '../setup/report.mjs'
import { runProgram } from '../setup/run-program.mjs'
import { tools } from './tools.mjs'

const stampFile = inProject('out', '.built-from')
const sourceFolders = ['src', 'locales', 'resources']
const sourceFiles = ['electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json']

/**
 * @param {{ node: string, env: NodeJS.ProcessEnv }} machine
 * @returns {Promise<void>}
 * @throws {SetupError} with the words of the build when it fails
 */
export async function ensureBuilt({ node, env }) {
  const wanted = fingerprint()
  if (
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === wanted &&
    existsSync(inProject('out', 'main', 'index.js'))
  )
    return
  rmSync(stampFile, { force: true })
  const { code, stdout, stderr } = await step('building the app', () =>
    runProgram(node, [tools.electronVite, 'build', '--logLevel', 'warn'], { env, cwd: inProject() })
  )
  if (code !== 0)
    throw new SetupError(
      `The app could not be built:\n${`${stdout}\n${stderr}`.trim()}`,
      'correct what is named above and run this again.'
    )
  writeFileSync(stampFile, wanted)
}

function fingerprint() {
  const hash = createHash('sha256')
  const files = [...sourceFiles, ...sourceFolders.flatMap(filesIn).filter((file) => !/\.test\.tsx?$/.test(file))]
  for (const file of files.filter((name) => existsSync(inProject(name))))
    hash
      .update(`${file}\0`)
      .update(readFileSync(inProject(file)))
      .update('\0')
  return hash.digest('hex')
}

function filesIn(folder) {
  if (!existsSync(inProject(folder))) return []
  const entries = readdirSync(inProject(folder), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(inProject(), path.join(entry.parentPath ?? entry.path, entry.name)))
    .sort()
}
