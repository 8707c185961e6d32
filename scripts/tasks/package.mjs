import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { tryOnCleanSystem } from '../packaging/clean-system.mjs'
import { wantedFuses, wrongFuses } from '../packaging/fuses.mjs'
import { makeReleaseKey, writeReleaseFeed } from '../packaging/release-feed.mjs'
import { megabytes, sizeTable } from '../packaging/size-table.mjs'
import { hasProgram, inProject, isLinux } from '../setup/machine.mjs'
import { SetupError, say } from '../setup/report.mjs'
import { ensureBuilt } from './build.mjs'
import { prepareApp } from './prepare.mjs'
import { runInTerminal, tools } from './tools.mjs'

const isMac = process.platform === 'darwin'
const unpackedFolders = { linux: 'linux-unpacked', win32: 'win-unpacked', darwin: 'mac' }
const programs = {
  linux: 'counterbook',
  win32: 'Counterbook.exe',
  darwin: 'Counterbook.app/Contents/Frameworks/Electron Framework.framework/Electron Framework'
}

/**
 * Packs the built app with its fuses set, reads them back, and says what it weighs. Without arguments the packages of this
 * system; else targets of electron-builder, such as `dir`, `deb` or `portable`. `test` installs the Debian package on a
 * system that has nothing else, and records a sale there. `key FILE` makes the key that signs releases; `feed FILE PERCENT`
 * signs the feed of the packages that were made.
 * @param {string[]} args
 * @returns {Promise<number>} 0 when everything was made as it should be
 */
export async function run(args) {
  if (args[0] === 'key') return makeKey(args[1])
  if (args[0] === 'feed') return publish(args[1], args[2])
  const isTest = args[0] === 'test'
  const machine = await prepareApp({ display: 'never', testTools: isTest })
  if (isTest && newestPackage('.deb') !== null) {
    say(`the package that is there already: ${newestPackage('.deb')}`)
    return tryOnCleanSystem(machine, newestPackage('.deb'))
  }
  await ensureBuilt(machine)
  const targets = isTest ? ['deb'] : args.length > 0 ? args : targetsHere(machine.env)
  const code = await pack(machine, targets)
  if (code !== 0) return code
  checkFuses()
  checkNatives()
  report()
  return isTest ? tryOnCleanSystem(machine, newestPackage('.deb')) : 0
}

function makeKey(file) {
  if (!file) throw new SetupError('A key needs a file.', 'npm run package -- key /a/safe/place/release.pem')
  console.log(`keep ${file} where nobody else can read it, and add this to "keys" in resources/updates/source.json:`)
  console.log(makeReleaseKey(file))
  return 0
}

function publish(keyFile, percent = '100') {
  const made = packages()
  if (!keyFile || made.length === 0)
    throw new SetupError(
      'A feed needs a key and packages.',
      'make packages, then: npm run package -- feed release.pem 10'
    )
  const release = { version: version(), packages: made, percent: Number(percent), publishedAt: Date.now(), keyFile }
  writeFileSync(inProject('dist', 'feed.json'), writeReleaseFeed(release))
  console.log(`dist/feed.json: ${version()} for ${percent} of a hundred installs`)
  return 0
}

/** Of a Linux system the packages whose tools are there; elsewhere what the configuration names. */
function targetsHere(env) {
  if (!isLinux) return []
  const targets = []
  if (hasProgram('dpkg-deb')) targets.push('deb')
  else say('no Debian package: there is no dpkg-deb here')
  if (hasProgram('rpmbuild')) targets.push('rpm')
  else say('no RPM: there is no rpmbuild here (on Debian it comes with the package "rpm")')
  if (env.APPIMAGE_TOOLS_PATH) targets.push('AppImage')
  else say('no AppImage: name the folder of its tools in APPIMAGE_TOOLS_PATH, or ask for it by `package AppImage`')
  if (targets.length === 0)
    throw new SetupError(
      'This system can make no package.',
      'install dpkg-dev or rpm-build, or make a plain folder: package dir'
    )
  return targets
}

function pack(machine, targets) {
  const platform = { linux: '--linux', win32: '--win', darwin: '--mac' }[process.platform]
  // electron-builder would download fpm; the system's own tools do the same.
  const fpm = inProject('scripts', 'packaging', 'build-linux-package.mjs')
  const env = isLinux && !machine.env.CUSTOM_FPM_PATH ? { ...machine.env, CUSTOM_FPM_PATH: fpm } : machine.env
  const words = [tools.electronBuilder, platform, ...targets, '--config', 'electron-builder.config.mjs']
  return runInTerminal(machine.node, words, env)
}

const unpacked = () => inProject('dist', unpackedFolders[process.platform] ?? '')

function checkFuses() {
  const wrong = wrongFuses(path.join(unpacked(), programs[process.platform] ?? ''))
  if (wrong.length > 0)
    throw new SetupError(
      `The packed program does not have the fuses that it should: ${wrong.join(', ')}.`,
      'do not hand it out; look at electronFuses in electron-builder.config.mjs.'
    )
  say(`the ${Object.keys(wantedFuses).length} fuses were read back from the packed program, and are as wanted`)
}

/** Packages whose native part the app cannot do without. One that is left out is noticed only when a shop plugs its printer in. */
const natives = ['better-sqlite3', '@serialport/bindings-cpp', '@napi-rs', '@koromix']

function checkNatives() {
  const resources = isMac ? 'Counterbook.app/Contents/Resources' : 'resources'
  const folder = path.join(unpacked(), resources, 'app.asar.unpacked', 'node_modules')
  const hasNative = (name) =>
    existsSync(path.join(folder, name)) &&
    readdirSync(path.join(folder, name), { recursive: true }).some((file) => String(file).endsWith('.node'))
  const missing = natives.filter((name) => !hasNative(name))
  if (missing.length > 0)
    throw new SetupError(
      `The packed app lacks the native part of ${missing.join(', ')}.`,
      'pack from a folder whose node_modules is its own and not a link, after `npm ci`.'
    )
}

function report() {
  console.log(`\n${sizeTable(unpacked())}\n`)
  for (const file of packages()) console.log(`${path.basename(file)}: ${megabytes(statSync(file).size)} MB`)
}

const version = () => JSON.parse(readFileSync(inProject('package.json'), 'utf8')).version

function packages() {
  const folder = inProject('dist')
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.includes(version()) && /\.(deb|rpm|AppImage|exe|dmg)$/.test(name))
    .map((name) => path.join(folder, name))
}

const newestPackage = (ending) => packages().find((file) => file.endsWith(ending)) ?? null
