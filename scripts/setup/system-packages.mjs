// Debian and Ubuntu packages. As root they are installed; everybody else gets one line to run. Elsewhere the need is named.
import { closeSync, existsSync, mkdtempSync, openSync, readdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'
import { hasProgram, isLinux, isRoot } from './machine.mjs'
import { SetupError, say, step } from './report.mjs'
import { runProgram } from './run-program.mjs'

// Each inner list is one thing under the names it has in different releases.
const electronLibraries = [['libgtk-3-0', 'libgtk-3-0t64'], ['libnss3'], ['libasound2', 'libasound2t64'], ['libgbm1']]

/**
 * @typedef {object} Needs
 * @property {string} [electron] path of an Electron binary whose shared libraries must be there
 * @property {boolean} [display] a virtual display
 * @property {boolean} [testTools] the readers of QR codes, of PDFs, of journals (hledger, beancount) and of workbooks, a serial line, a recorder of system calls, a browser, a printing system, PostgreSQL, an X server with two monitors, and fonts for the scripts of India; tests and the demo want them
 * @property {boolean} [compiler] a C++ compiler
 * @property {boolean} [cleanSystem] what lays out a small Debian in a folder
 */

/**
 * Makes sure of what the system must bring. Answers at once when everything is there, and on other systems than Linux.
 * @param {string} why for the person who reads it
 * @param {Needs} needs
 */
export async function ensureSystemPackages(why, needs) {
  if (!isLinux) return
  const wanted = await missing(needs)
  if (wanted.length === 0) return
  if (hasProgram('apt-get') && isRoot) return install(why, wanted)
  const list = wanted.map((names) => names[0]).join(' ')
  const next = hasProgram('apt-get')
    ? `sudo apt-get install -y --no-install-recommends ${await namesHere(wanted)}`
    : `install what Debian calls ${list} with the package manager of this system, then run this again.`
  throw new SetupError(`Missing on this system: ${why} (${list}).`, next)
}

async function missing({ electron, display, testTools, compiler, cleanSystem }) {
  const wanted = []
  if (electron && (await hasMissingLibraries(electron))) wanted.push(...electronLibraries)
  if (display && !hasProgram('Xvfb')) wanted.push(['xvfb'])
  if (testTools && !hasProgram('zbarimg')) wanted.push(['zbar-tools'])
  if (testTools && !hasProgram('pdftotext')) wanted.push(['poppler-utils'])
  if (testTools && !hasProgram('socat')) wanted.push(['socat'])
  if (testTools && !hasProgram('strace')) wanted.push(['strace'])
  if (testTools && !hasProgram('hledger')) wanted.push(['hledger'])
  if (testTools && !hasProgram('bean-check')) wanted.push(['beancount'])
  if (testTools && !hasProgram('soffice')) wanted.push(['libreoffice-calc-nogui', 'libreoffice-calc'])
  if (testTools && !hasProgram('chromium')) wanted.push(['chromium', 'chromium-browser'])
  if (testTools && !hasPostgres()) wanted.push(['postgresql'])
  if (testTools && !hasCups()) wanted.push(['cups'], ['cups-client'])
  if (testTools && !hasIndianFonts()) wanted.push(['fonts-noto-core'])
  if (testTools && !hasDummyMonitors()) wanted.push(['xserver-xorg-core'], ['xserver-xorg-video-dummy'])
  if (testTools && !hasProgram('xrandr')) wanted.push(['x11-xserver-utils'])
  if (compiler && !(hasProgram('g++') && existsSync('/usr/include/stdlib.h'))) wanted.push(['g++'], ['libc6-dev'])
  if (cleanSystem && !hasProgram('mmdebstrap')) wanted.push(['mmdebstrap'])
  return wanted
}

async function hasMissingLibraries(binary) {
  const { stdout } = await runProgram('ldd', [binary])
  return stdout.includes('not found')
}

/** Debian keeps the programs of a PostgreSQL out of PATH, under its version. */
function hasPostgres() {
  const home = '/usr/lib/postgresql'
  const versions = existsSync(home) ? readdirSync(home) : []
  return hasProgram('initdb') || versions.some((version) => existsSync(path.join(home, version, 'bin', 'initdb')))
}

/** The programs of a printing system and its way to a network printer; tests start one of their own. */
function hasCups() {
  return hasProgram('lp') && hasProgram('lpstat') && existsSync('/usr/lib/cups/backend/socket')
}

/** The X server whose monitors are only memory: a virtual frame buffer has one monitor, and it cannot be pulled out. */
function hasDummyMonitors() {
  const hasServer = ['/usr/lib/xorg/Xorg', '/usr/libexec/Xorg', '/usr/bin/Xorg'].some((file) => existsSync(file))
  const folders = ['/usr/lib/xorg/modules/drivers', '/usr/lib64/xorg/modules/drivers']
  return hasServer && folders.some((folder) => existsSync(path.join(folder, 'dummy_drv.so')))
}

function hasIndianFonts() {
  if (existsSync('/usr/share/fonts/truetype/noto/NotoSansTelugu-Regular.ttf')) return true
  const folders = ['/usr/share/fonts', '/usr/local/share/fonts', path.join(homedir(), '.local/share/fonts')].filter(
    (folder) => existsSync(folder)
  )
  return folders.some((folder) =>
    readdirSync(folder, { recursive: true }).some((name) => /(Noto(Sans|Serif)|Lohit-)Telugu/i.test(String(name)))
  )
}

async function install(why, wanted) {
  const logFile = path.join(mkdtempSync(path.join(tmpdir(), 'counterbook-setup-')), 'apt.log')
  const log = openSync(logFile, 'a')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  // Another apt on the machine is waited for, not fought with.
  const apt = (...args) =>
    runProgram('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=300', ...args], { stdio: ['ignore', log, log], env })
  try {
    await step(`installing system packages: ${why}`, async () => {
      await apt('update')
      const names = (await namesHere(wanted)).split(' ')
      say(`  apt-get install ${names.join(' ')}`)
      const { code } = await apt('install', '-y', '--no-install-recommends', ...names)
      if (code !== 0)
        throw new SetupError(
          `apt-get could not install ${names.join(' ')} (its words are in ${logFile}).`,
          'check the package sources of this machine, then run this again.'
        )
    })
  } finally {
    closeSync(log)
  }
}

/** Picks, for each thing, the name this release knows. */
async function namesHere(wanted) {
  const names = await Promise.all(
    wanted.map(async (alternatives) => {
      for (const name of alternatives) {
        const { stdout } = await runProgram('apt-cache', ['policy', name], { env: { ...process.env, LC_ALL: 'C' } })
        if (/Candidate: (?!\(none\))/.test(stdout)) return name
      }
      return alternatives[0]
    })
  )
  return names.join(' ')
}
