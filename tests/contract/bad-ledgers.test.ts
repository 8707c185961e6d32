import fs from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { ask, firstRun, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let folder = ''
let other: TestApp
const locks: Sqlite.Database[] = []

beforeEach(async () => {
  other = await openTestShop({ drivesPrinters: true })
  folder = path.join(other.folder, 'bad')
  fs.mkdirSync(folder)
})
afterEach(async () => {
  for (const lock of locks.splice(0)) lock.close()
  await other.close()
})

/** A whole ledger with some pages, closed. */
async function goodLedger(name = 'Gupta Stores'): Promise<string> {
  const app = openTestApp({ folder: fs.mkdtempSync(path.join(folder, 'made-')), keep: true })
  await app.call('shop.create', firstRun({ shopName: name }))
  for (let count = 0; count < 40; count++) await app.call('party.add', ask.party(`Party number ${count}`))
  const file = app.file()
  await app.close()
  return file
}

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name)
  fs.writeFileSync(file, content)
  return file
}

function held(file: string, journalMode: 'wal' | 'delete'): string {
  const lock = new Sqlite(file)
  locks.push(lock)
  lock.pragma(`journal_mode = ${journalMode}`)
  lock.exec('BEGIN EXCLUSIVE')
  return file
}

const pageBytes = 4096
const BAD: readonly (readonly [name: string, code: ErrorCode, make: () => Promise<string> | string])[] = [
  ['a text', 'ledger/not-a-ledger', () => written('letter.counterbook', 'a letter to the bank')],
  ['an empty file', 'ledger/not-a-ledger', () => written('empty.counterbook', '')],
  [
    "another program's database",
    'ledger/foreign-file',
    () => {
      const file = path.join(folder, 'foreign.counterbook')
      const db = new Sqlite(file)
      db.exec('CREATE TABLE photo (id INTEGER)')
      db.close()
      return file
    }
  ],
  ['a folder', 'ledger/not-a-ledger', () => folder],
  ['a file that is gone', 'ledger/not-found', () => path.join(folder, 'gone.counterbook')],
  ['a folder that is gone', 'ledger/folder-missing', () => path.join(folder, 'stick', 'gone.counterbook')],
  [
    'half a ledger',
    'ledger/corrupt',
    async () => {
      const file = await goodLedger()
      fs.truncateSync(file, Math.floor(fs.statSync(file).size / 2))
      return file
    }
  ],
  [
    'a ledger with empty pages',
    'ledger/corrupt',
    async () => {
      const file = await goodLedger()
      const bytes = fs.readFileSync(file)
      return written('zeros.counterbook', bytes.fill(0, pageBytes, pageBytes * 6))
    }
  ],
  [
    'a ledger whose second half is noise',
    'ledger/corrupt',
    async () => {
      const bytes = fs.readFileSync(await goodLedger())
      for (let at = Math.floor(bytes.length / 4); at < bytes.length; at += 3) bytes[at] = (at * 31) & 255
      return written('noise.counterbook', bytes)
    }
  ],
  [
    'a ledger of a newer version',
    'ledger/newer-version',
    async () => {
      const file = await goodLedger()
      const db = new Sqlite(file)
      db.pragma('user_version = 99')
      db.close()
      return file
    }
  ],
  ['a ledger that another program holds', 'ledger/locked', async () => held(await goodLedger(), 'delete')],
  ['a ledger that another program writes into', 'ledger/locked', async () => held(await goodLedger(), 'wal')]
]

function refusalOf(work: () => unknown): string {
  try {
    work()
    return 'nothing'
  } catch (error) {
    return error instanceof FailureError ? error.failure.code : `a bug: ${error}`
  }
}

const bytesOf = (file: string) =>
  fs.existsSync(file) && fs.statSync(file).isFile() ? fs.readFileSync(file).toString('base64') : null

describe.each(BAD)('%s', (_name, code, make) => {
  test('is refused beside an open shop, which goes on; it is not changed', async () => {
    const file = await make()
    const before = bytesOf(file)
    expect(refusalOf(() => other.app.terminal.open(file))).toBe(code)
    expect((await other.call('app.state', {})).ledger?.file).toContain('Sharma Traders')
    const request = ask.sale(null, 100_00, { cashMinor: 100_00 })
    expect(await other.call('entry.record', request)).toMatchObject({ outcome: 'recorded' })
    expect(bytesOf(file)).toBe(before)
  })

  test('as the last shop is said at the start and in the list, and another one opens', async () => {
    const file = await make()
    const before = bytesOf(file)
    const good = await goodLedger('The other shop')
    const userData = path.join(folder, 'start', 'user-data')
    fs.mkdirSync(userData, { recursive: true })
    const shops = [
      { file, lastOpenedAt: 2 },
      { file: good, lastOpenedAt: 1 }
    ]
    fs.writeFileSync(path.join(userData, 'shops.json'), JSON.stringify(shops))
    const app = openTestApp({ folder: path.join(folder, 'start'), drivesPrinters: true })
    try {
      expect(await app.call('app.state', {})).toMatchObject({ ledger: null, trouble: { code }, shopCount: 2 })
      const [bad, fine] = await app.call('shop.list', {})
      // A file that is being written can be looked into, so the list knows its name.
      if (bad?.failure) expect(bad.failure.code).toBe(code)
      else expect(code === 'ledger/locked' || code === 'ledger/corrupt').toBe(true)
      expect(fine).toMatchObject({ name: 'The other shop', failure: null })
      await app.call('shop.open', { key: fine?.key ?? '' })
      expect(await app.call('app.state', {})).toMatchObject({ trouble: null, ledger: { file: good } })
      expect(bytesOf(file)).toBe(before)
    } finally {
      await app.close()
    }
  })
})

test('a shop opens although the list of shops cannot be written', async () => {
  const good = await goodLedger()
  const list = path.join(other.folder, 'user-data', 'shops.json')
  fs.rmSync(list)
  fs.mkdirSync(list)
  other.app.terminal.open(good)
  expect((await other.call('app.state', {})).ledger?.file).toBe(good)
  expect(await other.call('entry.record', ask.sale(null, 1_00, { cashMinor: 1_00 }))).toMatchObject({
    outcome: 'recorded'
  })
})

describe('a ledger that is taken away', () => {
  const record = () => other.failure('entry.record', ask.sale(null, 100_00, { cashMinor: 100_00 }))

  test('takes no entry, is said until it is back, and then goes on', async () => {
    const file = other.file()
    const aside = path.join(folder, 'aside.counterbook')
    fs.renameSync(file, aside)
    expect(await record()).toMatchObject({ code: 'ledger/file-gone' })
    other.beat()
    expect((await other.call('app.state', {})).trouble).toMatchObject({ code: 'ledger/file-gone', params: { file } })
    fs.renameSync(aside, file)
    other.beat()
    expect((await other.call('app.state', {})).trouble).toBeNull()
    expect(await record()).toBeNull()
  })

  test('holds every entry by itself, without the log beside its old place', async () => {
    expect(await record()).toBeNull()
    const file = other.file()
    const aside = path.join(folder, 'aside.counterbook')
    fs.renameSync(file, aside)
    other.beat()
    const db = new Sqlite(aside, { readonly: true })
    expect(db.prepare('SELECT count(*) AS count FROM entry WHERE amount_minor = 10000').get()).toEqual({ count: 1 })
    db.close()
    expect(fs.statSync(`${file}-wal`).size).toBe(0)
  })

  test('and replaced by a copy opens again when it is chosen again', async () => {
    expect(await record()).toBeNull()
    const file = other.file()
    other.app.terminal.entries().next()
    const copy = path.join(folder, 'copy.counterbook')
    const db = new Sqlite(file)
    db.prepare('VACUUM INTO ?').run(copy)
    db.close()
    fs.rmSync(file)
    other.beat()
    fs.renameSync(copy, file)
    other.beat()
    expect(await record()).toMatchObject({ code: 'ledger/file-gone' })
    other.app.terminal.open(file)
    expect((await other.call('app.state', {})).trouble).toBeNull()
    expect(await record()).toBeNull()
    expect(await other.call('ledger.verify', {})).toMatchObject({ isClean: true })
  })

  test('and not there when it is chosen again says so, and the open one is kept', async () => {
    const file = other.file()
    fs.renameSync(file, path.join(folder, 'aside.counterbook'))
    expect(() => other.app.terminal.open(file)).toThrow('ledger/not-found')
    expect((await other.call('app.state', {})).ledger?.file).toBe(file)
  })
})
