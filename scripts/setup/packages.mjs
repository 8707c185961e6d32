// The packages of the lock file, installed once for each state of it.
import { createHash } from 'node:crypto'
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { withLock } from './lock.mjs'
import { inProject, projectRoot } from './machine.mjs'
import { SetupError, step } from './report.mjs'
import { runNpm } from './run-program.mjs'

const modules = inProject('node_modules')
const stampFile = inProject('node_modules', '.counterbook-setup')

export async function ensurePackages() {
  // A linked folder belongs to another checkout, which keeps it up to date; installing through the link would empty it.
  if (lstatSync(modules, { throwIfNoEntry: false })?.isSymbolicLink()) return
  const wanted = fingerprint()
  const isDone = () => existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted
  if (isDone()) return
  const place = createHash('sha256').update(projectRoot).digest('hex').slice(0, 16)
  await withLock(`packages-${place}`, async () => {
    if (isDone()) return
    await step('installing packages (about a minute the first time)', install)
    writeFileSync(stampFile, wanted)
  })
}

async function install() {
  // npm's own words go to stderr: stdout belongs to the command that is about to run.
  const { code } = await runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: projectRoot,
    stdio: ['ignore', 2, 2]
  })
  if (code !== 0)
    throw new SetupError(
      'The packages could not be installed.',
      'read what npm says above; mostly the registry is out of reach (`npm ping`). Then run this again.'
    )
}

function fingerprint() {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\n`)
  hash.update(readFileSync(inProject('package-lock.json')))
  return hash.digest('hex')
}
