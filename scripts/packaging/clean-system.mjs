// The first start of the Debian package on a system that has nothing but what the package itself asks for: a Debian of the
// smallest kind in a folder, the package installed there with its dependencies, the app opened by an ordinary user, a sale
// recorded by keys, the window closed, the book proved from outside, and the package taken away again.
import { spawn } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startPrivateDisplay } from '../setup/display.mjs'
import { inProject, isLinux, isRoot, userCache } from '../setup/machine.mjs'
import { SetupError, say, step } from '../setup/report.mjs'
import { runProgram } from '../setup/run-program.mjs'
import { ensureSystemPackages } from '../setup/system-packages.mjs'
import { recordFirstSale } from './first-sale.mjs'

const USER = 'shopkeeper'
const PORT = 9377

/**
 * @param {{ node: string, env: NodeJS.ProcessEnv }} machine
 * @param {string} deb the package
 * @returns {Promise<number>} 0 when all of it went well
 * @throws {SetupError} with what went wrong
 */
export async function tryOnCleanSystem({ node, env }, deb) {
  if (!isLinux || !isRoot)
    throw new SetupError(
      'A clean system can be made by root on Linux only.',
      'run this as root, in a container for instance.'
    )
  await ensureSystemPackages('what makes a clean system', { display: true, cleanSystem: true })
  const startedAt = performance.now()
  const root = mkdtempSync(path.join(tmpdir(), 'counterbook-clean-'))
  try {
    await step('laying out a clean system', async () =>
      good(await runProgram('tar', ['-xf', await cleanArchive(), '-C', root]))
    )
    await step('installing the package with what it asks for', () => install(root, deb))
    const started = await step('first start, first sale', () => firstStart(root, env))
    say(`  the window was shown after ${started.shownAfterMs} ms; ${started.sale}`)
    const book = await step('proving the book from outside', () => prove(node, root))
    say(`  ${book}`)
    await step('installing it again, then taking it away', () => takeAway(root, deb))
    say(`all of it: ${((performance.now() - startedAt) / 1000).toFixed(0)} s`)
    return 0
  } finally {
    rmSync(root, { recursive: true, force: true, maxRetries: 5 })
  }
}

/** The smallest Debian of this machine's release, made once. */
async function cleanArchive() {
  const release = /^VERSION_CODENAME=(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? 'bookworm'
  const archive = path.join(userCache, `clean-${release}.tar`)
  if (existsSync(archive)) return archive
  mkdirSync(userCache, { recursive: true })
  const unfinished = `${archive}.${process.pid}.tar`
  const words = ['--variant=minbase', '--mode=root', release, unfinished]
  good(await runProgram('mmdebstrap', [...words, 'http://deb.debian.org/debian']))
  renameSync(unfinished, archive)
  return archive
}

async function install(root, deb) {
  copyFileSync('/etc/resolv.conf', path.join(root, 'etc/resolv.conf'))
  copyFileSync(deb, path.join(root, 'counterbook.deb'))
  await inside(root, 'useradd --create-home shopkeeper')
  await inside(root, 'apt-get update -q')
  await inside(root, 'apt-get install -y -q --no-install-recommends /counterbook.deb')
  await inside(root, 'dpkg --verify counterbook')
  const sandbox = statSync(path.join(root, 'opt/Counterbook/chrome-sandbox'))
  if ((sandbox.mode & 0o7777) !== 0o4755 || sandbox.uid !== 0)
    throw new SetupError(
      'The helper of the sandbox is not as it must be.',
      'look at scripts/packaging/after-install.sh.'
    )
}

async function firstStart(root, env) {
  const display = await startPrivateDisplay({ isOpenToAll: true })
  const app = spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child', 'sh', '-c', startScript(root, display)], {
    env: { PATH: env.PATH },
    stdio: ['ignore', 'pipe', 'pipe']
  })
  let words = ''
  for (const stream of [app.stdout, app.stderr])
    stream.setEncoding('utf8').on('data', (text) => (words = (words + text).slice(-4000)))
  const gone = new Promise((resolve) => app.once('exit', (code) => resolve(code)))
  try {
    const sale = await Promise.race([
      recordFirstSale(PORT, inProject('dist')),
      gone.then((code) =>
        code === 0 ? new Promise(() => {}) : Promise.reject(new Error(`the app ended with ${code}`))
      )
    ])
    const code = await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 20_000, 'late'))])
    const log = readFileSync(findBelow(path.join(root, 'home', USER), 'counterbook.log'), 'utf8')
    if (code !== 0 || !/info closed\n$/.test(log)) throw new Error(`the app ended with ${code}:\n${log}`)
    return { sale, shownAfterMs: /window shown.*?(\d+)/.exec(log)?.[1] ?? '?' }
  } catch (error) {
    throw new SetupError(`The first start failed: ${error.message}\n${words}`, 'read what the app said above.')
  } finally {
    if (app.exitCode === null && app.signalCode === null) app.kill('SIGKILL')
  }
}

/** Its own mounts and its own processes: when it ends, nothing of it is left. The ordinary user has no rights at all. */
const startScript = (root, display) => `
set -e
mount -t proc proc '${root}/proc'
mount --bind /sys '${root}/sys'
mount --bind /dev '${root}/dev'
mount -t tmpfs tmpfs '${root}/dev/shm'
exec chroot --userspec=${USER}:${USER} '${root}' /usr/bin/env -i HOME=/home/${USER} USER=${USER} LANG=C.UTF-8 LANGUAGE=en \\
  PATH=/usr/bin:/bin DISPLAY=${display} /bin/sh -c 'cd && exec counterbook --remote-debugging-port=${PORT}'
`

async function prove(node, root) {
  const book = findBelow(path.join(root, 'home', USER), '.counterbook')
  const cli = inProject('src', 'cli', 'index.ts')
  const { code, stdout, stderr } = await runProgram(node, [cli, 'verify', '--ledger', book, '--json'], {
    cwd: inProject()
  })
  if (code !== 0)
    throw new SetupError(`The book does not prove itself:\n${stdout}${stderr}`, 'look at what verify says.')
  return `verify: ${stdout.trim().replace(/\s+/g, ' ')}`
}

/** Installed over itself everything stays, as it does in an update; taken away, all is gone but the books. */
async function takeAway(root, deb) {
  await inside(root, 'dpkg -i /counterbook.deb')
  if (!existsSync(path.join(root, 'opt/Counterbook/counterbook')))
    throw new Error(`${deb}: gone after it was installed again`)
  await inside(root, 'test -x "$(readlink -f /usr/bin/counterbook)"')
  await inside(root, 'apt-get purge -y -q counterbook')
  const left = [
    'opt/Counterbook',
    'usr/bin/counterbook',
    'etc/apparmor.d/counterbook',
    'usr/share/applications/counterbook.desktop'
  ]
  const found = left.filter((name) => existsSync(path.join(root, name)))
  if (found.length > 0)
    throw new SetupError(`Left behind: ${found.join(', ')}`, 'look at scripts/packaging/after-remove.sh.')
  findBelow(path.join(root, 'home', USER), '.counterbook')
}

async function inside(root, command) {
  const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C.UTF-8' }
  return good(await runProgram('chroot', [root, '/bin/sh', '-c', command], { env }))
}

function good({ code, stdout, stderr }) {
  if (code !== 0) throw new SetupError(`${stdout}${stderr}`.trim().slice(-3000), 'read what is said above.')
  return stdout
}

function findBelow(folder, ending) {
  const found = readdirSync(folder, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith(ending))
  if (found.length !== 1) throw new Error(`${found.length} files end in ${ending} below ${folder}`)
  return path.join(folder, found[0])
}
