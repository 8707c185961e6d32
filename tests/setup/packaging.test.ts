import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { proveFeed } from '#main/app/prove-feed.ts'
import { controlOf } from '../../scripts/packaging/deb-control.mjs'
import { readFpmWords } from '../../scripts/packaging/fpm-words.mjs'
import { readFuses, wantedFuses, wrongFuses } from '../../scripts/packaging/fuses.mjs'
import { writeIcns, writeIco } from '../../scripts/packaging/icon-containers.mjs'
import { makeReleaseKey, writeReleaseFeed } from '../../scripts/packaging/release-feed.mjs'
import { ownedPaths, specOf, targetOf } from '../../scripts/packaging/rpm-spec.mjs'
import { sizesByKind } from '../../scripts/packaging/size-table.mjs'

const scripts = path.resolve(import.meta.dirname, '../../scripts/packaging')
let folder: string

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'packaging-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const put = (name: string, text = 'x') => {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  return file
}

// What electron-builder says to fpm, as it was seen.
const words = [
  ...['-s', 'dir', '--force', '-t', 'deb', '-d', 'libgtk-3-0 | libgtk-3-0t64', '-d', 'libnss3'],
  ...['--deb-recommends', 'xdg-utils', '--deb-compression', 'gz', '--architecture', 'amd64'],
  ...['--description', 'An account book\n By keyboard alone.\nOffline.', '--version', '0.1.0', '--name', 'counterbook'],
  ...['--maintainer', 'Counterbook <a@b.invalid>', '--url', 'https://counterbook.invalid/', '--license', 'MIT'],
  ...['out/=/opt/Counterbook', 'icon.png=/usr/share/icons/hicolor/16x16/apps/counterbook.png']
]

test('the words of electron-builder become a control file', () => {
  const { options, copies } = readFpmWords(words)
  expect(copies).toEqual([
    { from: 'out/', to: '/opt/Counterbook' },
    { from: 'icon.png', to: '/usr/share/icons/hicolor/16x16/apps/counterbook.png' }
  ])
  expect(controlOf(options, 300)).toBe(`Package: counterbook
Version: 0.1.0
Architecture: amd64
Maintainer: Counterbook <a@b.invalid>
Installed-Size: 300
Depends: libgtk-3-0 | libgtk-3-0t64, libnss3
Recommends: xdg-utils
Section: default
Priority: optional
Description: An account book
 By keyboard alone.
 Offline.
`)
})

test('an RPM owns what is its own, and no folder of the system', () => {
  for (const name of ['opt/Counterbook/a.pak', 'opt/Counterbook/locales/hi.pak', 'usr/share/doc/counterbook/copyright'])
    put(name)
  put('usr/share/icons/hicolor/16x16/apps/counterbook.png')
  put('usr/share/mime/packages/counterbook.xml')
  const owned = ownedPaths(folder)
  expect(owned).toEqual([
    'opt/Counterbook',
    'usr/share/doc/counterbook',
    'usr/share/icons/hicolor/16x16/apps/counterbook.png',
    'usr/share/mime/packages/counterbook.xml'
  ])
  const script = put('after.sh', 'echo 100%\n')
  const spec = specOf(folder, owned, { ...readFpmWords(words).options, 'after-install': script })
  expect(spec).toContain('Name: counterbook\nVersion: 0.1.0\nRelease: 1\nSummary: An account book\n')
  expect(spec).toContain('%post\necho 100%%\n')
  expect(spec).not.toContain('URL:')
  expect([targetOf({ architecture: 'amd64' }), targetOf({ architecture: 'arm64' })]).toEqual([
    'x86_64-linux',
    'aarch64-linux'
  ])
})

test('an update leaves everything in place, and only the end of the last version takes it away', () => {
  const { stderr } = spawnSync('sh', ['-n', path.join(scripts, 'after-install.sh')], { encoding: 'utf8' })
  expect(stderr).toBe('')
  const commands = put('bin/rm', '#!/bin/sh\necho "rm $*"\n')
  spawnSync('chmod', ['+x', commands])
  const after = (...said: string[]) =>
    spawnSync('/bin/sh', [path.join(scripts, 'after-remove.sh'), ...said], {
      env: { PATH: path.dirname(commands) },
      encoding: 'utf8'
    }).stdout
  for (const said of [['upgrade', '0.2.0'], ['1'], ['failed-upgrade'], ['abort-install']])
    expect(after(...said)).toBe('')
  for (const said of ['0', 'remove', 'purge']) expect(after(said)).toContain('rm -f /usr/bin/counterbook')
})

test('fuses are read back from a binary, and one that is wrong is named', () => {
  const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
  const states = Object.values(wantedFuses).map((isOn) => (isOn ? '1' : '0'))
  const binaryWith = (text: string) =>
    put('program', `ELF...${sentinel}\u0001${String.fromCharCode(text.length)}${text}...`)
  expect(wrongFuses(binaryWith(states.join('')))).toEqual([])
  states[0] = '1'
  expect(wrongFuses(binaryWith(states.join('')))).toEqual(['runAsNode'])
  expect(readFuses(binaryWith('01')).onlyLoadAppFromAsar).toBeNull()
  expect(() => readFuses(put('none', 'nothing'))).toThrow('not where they should be')
})

test('icons are there in every size, and their containers say where each picture is', () => {
  for (const size of [16, 24, 32, 48, 64, 128, 256, 512]) {
    const png = readFileSync(path.join(scripts, 'icons', `${size}x${size}.png`))
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size])
  }
  const pictures = [
    { size: 128, png: Buffer.from('small') },
    { size: 256, png: Buffer.from('larger') }
  ]
  const ico = writeIco(pictures)
  expect(ico.readUInt8(6 + 16)).toBe(0)
  expect(ico.subarray(ico.readUInt32LE(6 + 16 + 12)).toString()).toBe('larger')
  const icns = writeIcns(pictures)
  expect(icns.readUInt32BE(4)).toBe(icns.length)
  expect(icns.toString('latin1', 8, 12)).toBe('ic07')
  for (const name of ['icon.ico', 'icon.icns']) expect(existsSync(path.join(scripts, name))).toBe(true)
})

test('an app weighs what its files weigh, each counted once', () => {
  put('counterbook', 'x'.repeat(70))
  put('resources/app.asar', 'x'.repeat(20))
  put('resources/app.asar.unpacked/node_modules/a/a.node', 'x'.repeat(9))
  put('something.new', 'x')
  const sizes = sizesByKind(folder)
  expect(sizes.map(({ kind, bytes }) => [kind, bytes])).toEqual([
    ['Electron itself', 70],
    ['the app (resources/app.asar)', 20],
    ['native modules', 9],
    ['everything else', 1]
  ])
})

test('the app believes the feed that the release key signs, and no other', () => {
  const keyFile = path.join(folder, 'release.pem')
  const key = makeReleaseKey(keyFile)
  expect(() => makeReleaseKey(keyFile)).toThrow('EEXIST')
  const packages = [put('counterbook_0.2.0_amd64.deb', 'deb'), put('Counterbook-Portable-0.2.0.exe', 'no')]
  const text = writeReleaseFeed({ version: '0.2.0', packages, percent: 10, publishedAt: 7, keyFile })
  const feed = proveFeed(text, ['', key])
  expect(feed).toMatchObject({ version: '0.2.0', percent: 10, publishedAt: 7 })
  expect(feed.files).toMatchObject([{ kind: 'deb', arch: 'x64', name: 'counterbook_0.2.0_amd64.deb', bytes: 3 }])
  expect(() => proveFeed(text.replace('0.2.0', '0.3.0'), [key])).toThrow('update/not-genuine')
  expect(() => proveFeed(text, [makeReleaseKey(path.join(folder, 'other.pem'))])).toThrow('update/not-genuine')
})
