import fs, { existsSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { UpdateInstaller } from '#main/ports/update-parts.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'
import { type ListeningPlace, listenUpdatePlace, makeReleaseKey, PACKAGE_NAME } from '#tests/support/update-place.ts'

const key = makeReleaseKey()
const bytes = Buffer.from('the next version '.repeat(20_000))
let server: ListeningPlace
let shop: TestApp
let installed: { file: string; bytes: Buffer }[]
let folder: string

const installer: UpdateInstaller = {
  kind: 'deb',
  arch: 'x64',
  async install(file) {
    installed.push({ file, bytes: readFileSync(file) })
    return 'told'
  }
}

beforeEach(async () => {
  installed = []
  server = await listenUpdatePlace(key)
  shop = openShop()
  folder = shop.folder
  await shop.call('shop.create', firstRun())
  await shop.call('entry.record', ask.sale(null, 250_00, { cashMinor: 250_00 }))
})
afterEach(async () => {
  await shop.close()
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const openShop = (at?: string): TestApp =>
  openTestApp({
    ...(at === undefined ? {} : { folder: at }),
    clock: testClock(20_261_122, '10:00'),
    drivesPrinters: true,
    keep: true,
    facing: { version: '1.4.2', updateInstaller: installer, updatePlace: server.place }
  })
const turnOn = () => shop.call('update.turn', { isOn: true })
const kept = () => path.join(folder, 'user-data', 'updates', PACKAGE_NAME)
const codeOf = async (name: 'update.look' | 'update.fetch') => (await shop.failure(name, {}))?.code
const install = (isAtWork = false) => shop.call('update.install', { isAtWork })

test('nothing is asked for until the owner turned it on', async () => {
  server.publish({ version: '1.5.0', package: bytes })
  expect(await shop.call('update.status', {})).toMatchObject({ isPossible: true, isOn: false, version: '1.4.2' })
  expect(await codeOf('update.look')).toBe('update/off')
  for (let days = 0; days < 3; days++) {
    shop.clock.advance(86_400_000)
    shop.beat()
  }
  expect(server.asked).toEqual([])
})

test('a newer version is told of, fetched, and handed to the system after a backup', async () => {
  server.publish({ version: '1.5.0', package: bytes })
  await turnOn()
  expect(await shop.call('update.look', {})).toMatchObject({ found: { version: '1.5.0', isFetched: false } })
  expect(await shop.call('update.fetch', {})).toMatchObject({ found: { isFetched: true }, doneBytes: bytes.length })
  expect((await shop.call('backup.status', {})).madeAt).toBeNull()
  const status = await install()
  expect((await shop.call('backup.status', {})).places[0]?.backups).toHaveLength(1)
  expect(installed).toEqual([{ file: kept(), bytes }])
  expect(status).toMatchObject({ command: `sudo apt install '${kept()}'`, failure: null })
  expect(server.asked).toEqual(['/feed.json', `/${PACKAGE_NAME}`])
})

test('it is looked for once a day by itself, and nothing is fetched by itself', async () => {
  server.publish({ version: '1.5.0', package: bytes })
  await turnOn()
  shop.beat()
  expect(server.asked).toEqual([])
  const atRest = () => expect.poll(async () => (await shop.call('update.status', {})).doing).toBeNull()
  for (let minutes = 0; minutes < 30; minutes++) {
    shop.clock.advance(60_000)
    shop.beat()
    await atRest()
  }
  expect(server.asked).toEqual(['/feed.json'])
  expect(await shop.call('update.status', {})).toMatchObject({ found: { version: '1.5.0', isFetched: false } })
  shop.clock.advance(86_400_000)
  shop.beat()
  await atRest()
  expect(server.asked).toEqual(['/feed.json', '/feed.json'])
})

test('a feed that our key did not sign, or that was changed afterwards, is refused', async () => {
  await turnOn()
  server.publish({ version: '1.5.0', package: bytes, by: makeReleaseKey() })
  expect(await codeOf('update.look')).toBe('update/not-genuine')
  server.publish({ version: '1.5.0', package: bytes, forge: (signed) => signed.replace('1.5.0', '9.5.0') })
  expect(await codeOf('update.look')).toBe('update/not-genuine')
  server.publish({ version: '1.5.0', package: bytes, forge: () => '<html>please sign in to the free network</html>' })
  expect(await codeOf('update.look')).toBe('update/not-genuine')
  server.publish({ version: '1.5.0', package: bytes, forge: (signed) => signed + ' '.repeat(70_000) })
  expect(await codeOf('update.look')).toBe('update/not-genuine')
  expect(await shop.call('update.status', {})).toMatchObject({ found: null, failure: 'update/not-genuine' })
})

test('what is older is refused, whoever signed it', async () => {
  await turnOn()
  server.publish({ version: '1.4.1', package: bytes })
  expect((await shop.call('update.look', {})).found).toBeNull()
  server.publish({ version: '1.6.0', package: bytes, change: (feed) => ({ ...feed, publishedAt: 5_000 }) })
  await shop.call('update.look', {})
  // A feed of last month that is sent again, to hold this PC at a version with a hole.
  server.publish({ version: '1.5.0', package: bytes, change: (feed) => ({ ...feed, publishedAt: 4_000 }) })
  expect(await codeOf('update.look')).toBe('update/older')
  expect(await shop.call('update.status', {})).toMatchObject({ found: { version: '1.6.0' } })
})

test('a download that is cut, changed, longer or missing is thrown away, and can be tried again', async () => {
  server.publish({ version: '1.5.0', package: bytes })
  await turnOn()
  await shop.call('update.look', {})
  const wrong = Buffer.from(bytes)
  wrong[1_000] = 0
  for (const [code, served, cutAfter] of [
    ['update/cut-off', bytes, 100_000],
    ['update/cut-off', bytes.subarray(0, -1), undefined],
    ['update/not-genuine', wrong, undefined],
    ['update/not-genuine', Buffer.concat([bytes, bytes]), undefined]
  ] as const) {
    server.serve(Buffer.from(served), cutAfter)
    expect(await codeOf('update.fetch')).toBe(code)
    expect(existsSync(path.dirname(kept()))).toBe(false)
    expect((await shop.failure('update.install', { isAtWork: false }))?.code).toBe('update/nothing-found')
  }
  server.serve(bytes)
  expect(await shop.call('update.fetch', {})).toMatchObject({ found: { isFetched: true }, failure: null })
})

test('a release goes out in parts: to nobody, to some, to all', async () => {
  await turnOn()
  const publish = (percent: number) =>
    server.publish({ version: '1.5.0', package: bytes, change: (feed) => ({ ...feed, percent }) })
  publish(0)
  expect(await shop.call('update.look', {})).toMatchObject({ found: null, isLater: true })
  const memory = path.join(folder, 'user-data', 'updates.json')
  const isOffered = async (installId: string) => {
    fs.writeFileSync(memory, JSON.stringify({ isOn: true, installId, lookedAt: null, publishedAt: 0 }))
    return (await shop.call('update.look', {})).found !== null
  }
  publish(50)
  let offered = 0
  for (let pc = 0; pc < 60; pc++) if (await isOffered(newId())) offered += 1
  expect(offered).toBeGreaterThan(10)
  expect(offered).toBeLessThan(50)
  publish(100)
  expect(await shop.call('update.look', {})).toMatchObject({ isLater: false, found: { version: '1.5.0' } })
})

test('while a bill or a line is open it waits, with the file that was fetched', async () => {
  server.publish({ version: '1.5.0', package: bytes })
  await turnOn()
  await shop.call('update.look', {})
  await shop.call('update.fetch', {})
  expect((await shop.failure('update.install', { isAtWork: true }))?.code).toBe('update/at-work')
  const nothing = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
  const line = { id: newId(), kind: 'sale' as const, partyId: null, amountMinor: 100_00, text: '', lines: [] }
  await shop.call('customer.show', { draft: { ...line, tender: nothing, isSettled: false, asksQr: false } })
  // The page may be wrong about itself: main has seen the line.
  expect((await shop.failure('update.install', { isAtWork: false }))?.code).toBe('update/at-work')
  expect(installed).toEqual([])
  await shop.call('customer.show', { draft: null })
  await install()
  expect(installed).toHaveLength(1)
})

test('without a backup nothing is installed', async () => {
  server.publish({ version: '1.5.0', package: bytes })
  await turnOn()
  await shop.call('update.look', {})
  await shop.call('update.fetch', {})
  // A file where the folder of the backups should be.
  fs.writeFileSync(path.join(path.dirname(shop.file()), 'Backups'), '')
  expect((await shop.failure('update.install', { isAtWork: false }))?.code).toBe('update/no-backup')
  expect(installed).toEqual([])
})

test('what other programs changed on the disk since is not installed', async () => {
  server.publish({ version: '1.5.0', package: bytes })
  await turnOn()
  await shop.call('update.look', {})
  await shop.call('update.fetch', {})
  fs.appendFileSync(kept(), 'x')
  expect((await shop.failure('update.install', { isAtWork: false }))?.code).toBe('update/not-genuine')
  expect(installed).toEqual([])
  expect(existsSync(kept())).toBe(false)
})

test('turned off, what was fetched is gone and nothing more is asked; the choice outlives the app', async () => {
  server.publish({ version: '1.5.0', package: bytes })
  await turnOn()
  await shop.close()
  shop = openShop(folder)
  expect(await shop.call('update.status', {})).toMatchObject({ isOn: true })
  await shop.call('update.look', {})
  await shop.call('update.fetch', {})
  expect(await shop.call('update.turn', { isOn: false })).toMatchObject({ isOn: false, found: null })
  expect(existsSync(kept())).toBe(false)
  expect(await codeOf('update.look')).toBe('update/off')
})

test('a place that does not answer is said, and changes nothing', async () => {
  await turnOn()
  expect(await codeOf('update.look')).toBe('update/unreachable')
  expect(await shop.call('update.status', {})).toMatchObject({ found: null, lookedAt: null })
})
