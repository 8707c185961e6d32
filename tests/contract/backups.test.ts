import { execFileSync } from 'node:child_process'
import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Decrypter } from 'age-encryption'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { noDialogs } from '#main/ports/dialogs.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'

const HOUR = 3_600_000
let stick: string
let folder: string
let shop: TestApp
let chosen: string | null
let toImport = ''

beforeEach(async () => {
  stick = mkdtempSync(path.join(tmpdir(), 'counterbook-stick-'))
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-backups-'))
  chosen = null
  shop = openShop(folder)
  await shop.call('shop.create', firstRun())
})
afterEach(async () => {
  await shop.close()
  for (const place of [stick, folder]) rmSync(place, { recursive: true, force: true })
})

const openShop = (at: string) =>
  openTestApp({
    folder: at,
    keep: true,
    clock: testClock(20_261_122, '10:00'),
    drivesPrinters: true,
    facing: {
      dialogs: {
        ...noDialogs,
        chooseFolder: async () => stick,
        chooseBackupFile: async () => chosen,
        chooseImportFile: async () => toImport
      }
    }
  })

const sell = async (times = 1) => {
  for (let done = 0; done < times; done++)
    await shop.call('entry.record', ask.sale(null, 250_00, { cashMinor: 250_00 }))
}
/** What the app does by itself, until it has nothing left to do. */
async function beatUntilQuiet(): Promise<void> {
  shop.beat()
  await expect.poll(async () => (await shop.call('backup.status', {})).doing, { timeout: 20_000 }).toBeNull()
}
const inStick = () => fs.readdirSync(stick).toSorted()
const headOf = (file: string) => {
  const db = new Sqlite(file, { readonly: true })
  const row = db.prepare('select newest_op, lower(hex(newest_hash)) as hash from control_total').get()
  db.close()
  return row
}

describe('a backup', () => {
  test('is the whole book, packed, in every place, and any program opens it', async () => {
    await sell(3)
    await shop.call('backup.addFolder', {})
    const status = await shop.call('backup.make', {})
    expect(status.places.map((place) => [place.isOwn, place.isThere, place.backups.length])).toEqual([
      [true, true, 1],
      [false, true, 1]
    ])
    expect(status.factsSince).toBe(0)
    const [name = ''] = inStick()
    expect(name).toMatch(/^Sharma Traders 2026-11-22 10-00-00 [0-9a-f]{6}-[0-9A-Z]{2}\.counterbook\.gz$/)
    const opened = path.join(folder, 'opened.counterbook')
    fs.writeFileSync(opened, gunzipSync(fs.readFileSync(path.join(stick, name))))
    expect(verifyLedger(opened)).toMatchObject({ isClean: true, entryCount: 4 })
    expect(headOf(opened)).toEqual(headOf(shop.file()))
  })

  test('that is sealed says nothing without its passphrase, and is opened by the format it names', async () => {
    await shop.call('backup.addFolder', {})
    expect(await shop.failure('backup.setPassphrase', { passphrase: 'short' })).toMatchObject({
      code: 'backup/passphrase-short'
    })
    await shop.call('backup.setPassphrase', { passphrase: 'four words of mine' })
    await shop.call('backup.make', {})
    const [name = ''] = inStick()
    expect(name).toMatch(/\.counterbook\.gz\.age$/)
    const bytes = fs.readFileSync(path.join(stick, name))
    expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    expect(bytes.includes('Sharma')).toBe(false)
    const opener = new Decrypter()
    opener.addPassphrase('four words of mine')
    const packed = await opener.decrypt(bytes)
    expect(gunzipSync(packed).subarray(0, 15).toString()).toBe('SQLite format 3')
    chosen = path.join(stick, name)
    const file = await shop.call('backup.chooseFile', {})
    const source = { token: file?.token ?? '' }
    expect(await shop.call('backup.look', { source, passphrase: 'another passphrase' })).toMatchObject({
      fault: 'wrong-passphrase'
    })
    expect(await shop.call('backup.look', { source, passphrase: null })).toMatchObject({
      fault: null,
      isOpenShop: true
    })
    // The passphrase is in no ledger, no list and no log.
    for (const where of [shop.file(), path.join(folder, 'user-data', 'backups.json')])
      expect(fs.readFileSync(where).includes('four words of mine')).toBe(false)
  }, 60_000)

  test('is made by itself after an hour of work and at each close, not without work', async () => {
    await shop.call('backup.addFolder', {})
    shop.clock.advance(2 * 60_000)
    await beatUntilQuiet()
    expect(inStick()).toHaveLength(1)
    shop.clock.advance(HOUR)
    await beatUntilQuiet()
    expect(inStick(), 'nothing was recorded').toHaveLength(1)
    await sell()
    await beatUntilQuiet()
    expect(inStick()).toHaveLength(2)
    await sell()
    shop.clock.advance(10 * 60_000)
    await beatUntilQuiet()
    expect(inStick(), 'the hour is not over').toHaveLength(2)
    const countId = newId()
    await shop.call('closing.count', { id: countId, count: ask.count({ loose: 2_500_00 }) })
    await shop.call('closing.close', {
      id: newId(),
      countId,
      reason: 'change',
      toOwnerMinor: 0,
      toBankMinor: 0
    })
    await beatUntilQuiet()
    expect(inStick(), 'a close is kept at once').toHaveLength(3)
  })

  test('reaches a stick that was away as soon as it is back', async () => {
    await shop.call('backup.addFolder', {})
    rmSync(stick, { recursive: true })
    const status = await shop.call('backup.make', {})
    expect(status.places[1]).toMatchObject({ isThere: false, lastAt: null })
    expect(status.places[0]?.backups).toHaveLength(1)
    fs.mkdirSync(stick)
    shop.clock.advance(2 * 60_000)
    shop.beat()
    await expect.poll(inStick, { timeout: 20_000 }).toHaveLength(1)
    await beatUntilQuiet()
  })

  test('of a shop that is not open is proved that night too, and its fault is there when it is opened', async () => {
    await sell(2)
    await shop.call('backup.addFolder', {})
    await shop.call('backup.make', {})
    const [first = ''] = inStick()
    const damaged = path.join(stick, first)
    fs.writeFileSync(damaged, fs.readFileSync(damaged).subarray(0, 900))
    const shops = await shop.call('shop.list', {})
    await shop.call('shop.create', firstRun({ shopName: 'Second Shop' }))
    await sell()
    await shop.call('backup.make', {})
    shop.clock.set(20_261_122, '22:01')
    // One beat for the open shop, one for each of the others.
    for (let beat = 0; beat < 3; beat++) await beatUntilQuiet()
    const own = await shop.call('backup.status', {})
    expect(own.places.map((place) => place.check?.fault)).toEqual([null, null])
    const at = shop.clock.now().epochMs
    await shop.call('shop.open', { key: shops[0]?.key ?? '' })
    const status = await shop.call('backup.status', {})
    expect(status.places.map((place) => place.check?.fault)).toEqual([null, 'unreadable'])
    expect(status.places.map((place) => place.check?.at)).toEqual([at, at])
  })

  test('is proved each night against the book; one that was changed is named', async () => {
    await sell(2)
    await shop.call('backup.addFolder', {})
    await shop.call('backup.make', {})
    shop.clock.set(20_261_122, '21:40')
    await beatUntilQuiet()
    const first = await shop.call('backup.status', {})
    expect(
      first.places.map((place) => place.check?.fault),
      'the first one is proved at once'
    ).toEqual([null, null])
    await sell()
    shop.clock.set(20_261_122, '21:59')
    await beatUntilQuiet()
    await beatUntilQuiet()
    expect((await shop.call('backup.status', {})).places[1]?.check?.at).toBe(first.places[1]?.check?.at)
    shop.clock.set(20_261_122, '22:01')
    await beatUntilQuiet()
    const proved = await shop.call('backup.status', {})
    expect(proved.places.map((place) => place.check?.fault)).toEqual([null, null])
    expect(proved.places[1]?.check?.at).toBeGreaterThan(first.places[1]?.check?.at ?? 0)
    const name = inStick().at(-1) ?? ''
    const opened = path.join(folder, 'changed.counterbook')
    fs.writeFileSync(opened, gunzipSync(fs.readFileSync(path.join(stick, name))))
    const db = new Sqlite(opened)
    db.exec('drop trigger entry_stays; update entry set amount_minor = amount_minor where 0')
    db.close()
    fs.writeFileSync(path.join(stick, name), gzipSync(fs.readFileSync(opened)))
    const checked = await shop.call('backup.check', {})
    expect(checked.places.map((place) => place.check?.fault)).toEqual([null, 'not-clean'])
    fs.writeFileSync(path.join(stick, name), fs.readFileSync(path.join(stick, name)).subarray(0, 900))
    expect((await shop.call('backup.check', {})).places[1]?.check?.fault).toBe('unreadable')
  })
})

describe('restoring', () => {
  test('on a new PC opens the very book: same balances, same head of the chain', async () => {
    await sell(5)
    await shop.call('backup.addFolder', {})
    await shop.call('backup.make', {})
    const [before, summary] = [headOf(shop.file()), await shop.call('counter.summary', {})]
    await shop.close()
    const elsewhere = mkdtempSync(path.join(tmpdir(), 'counterbook-new-pc-'))
    rmSync(folder, { recursive: true, force: true })
    shop = openShop(elsewhere)
    chosen = path.join(stick, inStick()[0] ?? '')
    const file = await shop.call('backup.chooseFile', {})
    const asked = { source: { token: file?.token ?? '' }, passphrase: null }
    expect(await shop.call('backup.look', asked)).toMatchObject({
      shopName: 'Sharma Traders',
      entryCount: 6,
      fault: null,
      isOpenShop: false
    })
    const restored = await shop.call('backup.restore', { ...asked, losesEntries: false })
    expect(restored.aside).toBeNull()
    expect(headOf(restored.file)).toEqual(before)
    const after = await shop.call('counter.summary', {})
    expect({ ...after, printWaiting: 0, printTrouble: 0 }).toEqual({ ...summary, printWaiting: 0, printTrouble: 0 })
    const papers = await shop.call('print.queue', { limit: 50 } as never)
    expect(
      new Set(papers.map((paper) => paper.state)),
      'papers that may have come out wait for a person'
    ).not.toContain('queued')
    await sell()
    expect(verifyLedger(shop.file(), true)).toMatchObject({ isClean: true, entryCount: 7 })
    rmSync(elsewhere, { recursive: true, force: true })
  })

  test('never goes over a newer book without a word, and keeps it beside', async () => {
    await sell(2)
    const status = await shop.call('backup.make', {})
    const own = status.places[0]
    const source = { place: own?.key ?? '', name: own?.backups[0]?.name ?? '' }
    await sell(3)
    const asked = { source, passphrase: null }
    expect(await shop.call('backup.look', asked)).toMatchObject({ isOpenShop: true, missingEntries: 3 })
    const before = headOf(shop.file())
    expect(await shop.failure('backup.restore', { ...asked, losesEntries: false })).toMatchObject({
      code: 'backup/would-lose-entries',
      params: { count: 3 }
    })
    expect(headOf(shop.file())).toEqual(before)
    const restored = await shop.call('backup.restore', { ...asked, losesEntries: true })
    expect(restored.aside).toMatch(/ before 2026-11-22 10-00-00\.counterbook$/)
    expect(headOf(restored.aside ?? '')).toEqual(before)
    expect(verifyLedger(restored.aside ?? '')).toMatchObject({ isClean: true, entryCount: 6 })
    expect(verifyLedger(shop.file(), true)).toMatchObject({ isClean: true, entryCount: 3 })
  })

  test('tells what would be missing from the moment at which two histories part, and goes back to the newer one', async () => {
    await sell()
    const first = (await shop.call('backup.make', {})).places[0]
    shop.clock.advance(60_000)
    await sell(3)
    const newer = headOf(shop.file())
    const second = (await shop.call('backup.make', {})).places[0]
    const asked = (name = '') => ({ source: { place: first?.key ?? '', name }, passphrase: null })
    const [old, late] = [asked(first?.backups[0]?.name), asked(second?.backups[0]?.name)]
    await shop.call('backup.restore', { ...old, losesEntries: true })
    expect(await shop.call('backup.look', late)).toMatchObject({ fault: 'ahead', missingEntries: 0 })
    await sell(2)
    expect(await shop.call('backup.look', late)).toMatchObject({ fault: 'other-history', missingEntries: 2 })
    expect(await shop.failure('backup.restore', { ...late, losesEntries: false })).toMatchObject({
      code: 'backup/would-lose-entries',
      params: { count: 2 }
    })
    await shop.call('backup.restore', { ...late, losesEntries: true })
    expect(headOf(shop.file())).toEqual(newer)
  })

  test('refuses what is no backup, in words, and changes nothing', async () => {
    for (const [name, bytes] of [
      ['text.gz', Buffer.from('hello')],
      ['zip.gz', gzipSync('no ledger')],
      ['empty.gz', Buffer.alloc(0)],
      ['age.age', Buffer.from('age-encryption.org/v1\n-> scrypt\n')]
    ] as const) {
      chosen = path.join(stick, name)
      fs.writeFileSync(chosen, bytes)
      const file = await shop.call('backup.chooseFile', {})
      const source = { token: file?.token ?? '' }
      const failure = await shop.failure('backup.restore', { source, passphrase: 'something long', losesEntries: true })
      expect(['backup/unreadable', 'backup/wrong-passphrase'], name).toContain(failure?.code)
    }
    expect(await shop.failure('backup.look', { source: { token: 'guessed' }, passphrase: null })).toMatchObject({
      code: 'backup/not-found'
    })
    expect(verifyLedger(shop.file(), true).isClean).toBe(true)
  })
})

test('a book is kept before another is brought into it', async () => {
  const table = path.join(folder, 'parties.csv')
  fs.writeFileSync(table, 'Name,Phone,Balance\nRamesh,9414012345,100\n')
  toImport = table
  const file = await shop.call('import.choose', {})
  const asked = { fileToken: file?.fileToken ?? '', kind: null, mapping: null, dateOrder: null }
  const { planId } = await shop.call('import.plan', asked)
  expect((await shop.call('backup.status', {})).madeAt).toBeNull()
  await shop.call('import.commit', { id: newId(), planId })
  expect((await shop.call('backup.status', {})).places[0]?.backups).toHaveLength(1)
})

test('what no place takes is tried again after a while, not at every beat', async () => {
  fs.writeFileSync(path.join(path.dirname(shop.file()), 'Backups'), 'in the way')
  shop.clock.advance(2 * 60_000)
  await beatUntilQuiet()
  const doing = async () => {
    shop.beat()
    return (await shop.call('backup.status', {})).doing
  }
  expect((await shop.call('backup.status', {})).places[0]?.failure).toBe('backup/place-refused')
  expect(await doing()).toBeNull()
  shop.clock.advance(10 * 60_000)
  expect(await doing()).toBe('making')
  await beatUntilQuiet()
})

test('a passphrase that this PC lost sends no open copy anywhere', async () => {
  await shop.call('backup.addFolder', {})
  await shop.call('backup.setPassphrase', { passphrase: 'four words of mine' })
  fs.writeFileSync(path.join(folder, 'user-data', 'secrets.json'), 'damaged')
  const status = await shop.call('backup.make', {})
  expect(inStick()).toEqual([])
  expect(status.places.map((place) => place.failure)).toEqual([null, 'backup/passphrase-gone'])
  await shop.call('backup.setPassphrase', { passphrase: 'other words of mine' })
  await shop.call('backup.make', {})
  expect(inStick().join()).toMatch(/\.age$/)
})

test('a full place is said and no other place suffers', async () => {
  await shop.call('backup.addFolder', {})
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16k', 'tmpfs', stick])
  try {
    const status = await shop.call('backup.make', {})
    expect(status.places.map((place) => place.failure)).toEqual([null, 'ledger/disk-full'])
    expect(fs.readdirSync(stick)).toEqual([])
  } finally {
    execFileSync('umount', [stick])
  }
})
