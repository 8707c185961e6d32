import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  ftruncateSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync
} from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { makeWholeBook, type WholeBook } from '#tests/support/whole-book.ts'
import { gate, refusedWith, touchBytes } from './reach.ts'

let whole: WholeBook
let shop: TestApp
let folder: string

beforeAll(async () => {
  whole = await makeWholeBook()
})
afterAll(() => rmSync(whole.folder, { recursive: true, force: true }))

/** An install whose last shop is a copy of a good book, so that it can be spoilt before the app starts on it. */
beforeEach(() => {
  folder = path.join(path.dirname(whole.folder), `counterbook-broken-${newId()}`)
  mkdirSync(path.join(folder, 'user-data'), { recursive: true })
  copyFileSync(whole.file, bookFile())
  writeFileSync(path.join(folder, 'user-data', 'shops.json'), JSON.stringify([{ file: bookFile(), lastOpenedAt: 1 }]))
})
afterEach(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

const bookFile = () => path.join(folder, 'Sharma Traders.counterbook')
const start = () => {
  shop = openTestApp({ folder, keep: true })
  return gate(shop)
}

/** What a shopkeeper meets whose book cannot be opened: the app is up, says why, and another shop can be opened. */
async function expectTrouble(code: string, listed: { code: string } | null = { code }): Promise<void> {
  const before = existsSync(bookFile()) && statSync(bookFile()).isFile() ? readFileSync(bookFile()) : null
  const ask = start()
  expect(await ask('app.state', {})).toMatchObject({ ok: true, value: { ledger: null, trouble: { code } } })
  expect(await ask('shop.list', {})).toMatchObject({ ok: true, value: [{ failure: listed }] })
  const key = ((await ask('shop.list', {})) as { value: [{ key: string }] }).value[0].key
  expect(await ask('shop.open', { key })).toMatchObject(refusedWith(code))
  expect(await ask('counter.summary', {})).toMatchObject(refusedWith('ledger/none-open'))
  // Nothing was done to what could not be read.
  if (before !== null) expect(readFileSync(bookFile()).equals(before)).toBe(true)
  expect(await ask('shop.create', firstRun({ shopName: 'Another' }))).toMatchObject({ ok: true })
  expect(await ask('counter.summary', {})).toMatchObject({ ok: true })
}

const giveToOrdinaryUser = (...places: string[]) => {
  for (const place of places) if (process.getuid?.() === 0) chownSync(place, 65_534, -1)
}

/** File rights do not bind the system's administrator, so the work is done as somebody else. */
async function asOrdinaryUser(work: () => Promise<void>): Promise<void> {
  const isRoot = process.getuid?.() === 0
  if (isRoot) process.seteuid?.(65_534)
  try {
    await work()
  } finally {
    if (isRoot) process.seteuid?.(0)
  }
}

describe('a book that cannot be opened', () => {
  test('is not there', async () => {
    rmSync(bookFile())
    await expectTrouble('ledger/not-found')
  })

  test('lies in a folder that is gone', async () => {
    const gone = path.join(folder, 'stick', 'book.counterbook')
    writeFileSync(path.join(folder, 'user-data', 'shops.json'), JSON.stringify([{ file: gone, lastOpenedAt: 1 }]))
    await expectTrouble('ledger/folder-missing')
  })

  test('is a folder', async () => {
    rmSync(bookFile())
    mkdirSync(bookFile())
    await expectTrouble('ledger/not-a-ledger')
  })

  test('is a text', async () => {
    writeFileSync(bookFile(), 'Dear Sir, '.repeat(1_000))
    await expectTrouble('ledger/not-a-ledger')
  })

  test('is empty', async () => {
    writeFileSync(bookFile(), '')
    await expectTrouble('ledger/not-a-ledger')
  })

  test('is shorter than a header', async () => {
    writeFileSync(bookFile(), readFileSync(whole.file).subarray(0, 60))
    await expectTrouble('ledger/not-a-ledger')
  })

  test('is the database of another program', async () => {
    rmSync(bookFile())
    const db = new Sqlite(bookFile())
    db.exec('create table songs (name text)')
    db.close()
    await expectTrouble('ledger/foreign-file')
  })

  test('is of a newer release', async () => {
    const db = new Sqlite(bookFile())
    db.pragma('user_version = 999')
    db.close()
    await expectTrouble('ledger/newer-version')
  })

  test('was cut off', async () => {
    touchBytes(bookFile(), (handle) => ftruncateSync(handle, 8_192))
    await expectTrouble('ledger/corrupt')
  })

  test('has a page of zeros where its tables are listed', async () => {
    touchBytes(bookFile(), (handle) => writeSync(handle, Buffer.alloc(3_996), 0, 3_996, 100))
    await expectTrouble('ledger/corrupt')
  })

  test('lies in a folder that may not be written to', async () => {
    const stick = path.join(folder, 'stick')
    mkdirSync(stick)
    const onStick = path.join(stick, 'book.counterbook')
    copyFileSync(whole.file, onStick)
    chmodSync(onStick, 0o444)
    chmodSync(stick, 0o555)
    writeFileSync(path.join(folder, 'user-data', 'shops.json'), JSON.stringify([{ file: onStick, lastOpenedAt: 1 }]))
    giveToOrdinaryUser(folder, path.join(folder, 'user-data'))
    await asOrdinaryUser(() => expectTrouble('ledger/read-only'))
    chmodSync(stick, 0o755)
  })

  test('may only be read, though its folder may be written to', async () => {
    chmodSync(bookFile(), 0o444)
    giveToOrdinaryUser(folder, path.join(folder, 'user-data'))
    await asOrdinaryUser(() => expectTrouble('ledger/read-only', null))
  })
})

describe('a book that turns bad while it is open', () => {
  const record = (ask: ReturnType<typeof gate>, id = newId()) => ask('entry.record', sale(id))
  const sale = (id: string) => ask.sale(null, 10_00, { cashMinor: 10_00 }, id)

  test('is locked by another program: the entry is refused, and taken when the lock is gone', async () => {
    const ask = start()
    const other = new Sqlite(bookFile())
    other.exec('BEGIN EXCLUSIVE')
    const id = newId()
    expect(await record(ask, id)).toMatchObject(refusedWith('ledger/locked'))
    expect(await ask('counter.summary', {})).toMatchObject({ ok: true })
    other.exec('ROLLBACK')
    other.close()
    expect(await record(ask, id)).toMatchObject({ ok: true, value: { outcome: 'recorded' } })
    expect(await ask('ledger.verify', {})).toMatchObject({ ok: true, value: { isClean: true } })
  })

  test('is deleted: no entry goes into a file that nobody will find', async () => {
    const ask = start()
    expect(await record(ask)).toMatchObject({ ok: true })
    rmSync(bookFile())
    expect(await record(ask)).toMatchObject(refusedWith('ledger/file-gone'))
    expect(await ask('app.state', {})).toMatchObject({ ok: true })
  })

  test('is moved away and comes back', async () => {
    const ask = start()
    renameSync(bookFile(), `${bookFile()}.elsewhere`)
    expect(await record(ask)).toMatchObject(refusedWith('ledger/file-gone'))
    renameSync(`${bookFile()}.elsewhere`, bookFile())
    expect(await record(ask)).toMatchObject({ ok: true, value: { outcome: 'recorded' } })
  })

  test('is replaced by a copy', async () => {
    const ask = start()
    rmSync(bookFile())
    copyFileSync(whole.file, bookFile())
    expect(await record(ask)).toMatchObject(refusedWith('ledger/file-gone'))
  })

  test('loses its write-ahead log, in which the newest entries are', async () => {
    const ask = start()
    expect(await record(ask)).toMatchObject({ ok: true })
    rmSync(`${bookFile()}-wal`)
    expect(await record(ask)).toMatchObject(refusedWith('ledger/file-gone'))
  })
})

test('a lock that is held while the app starts is said, and not waited for without end', async () => {
  const other = new Sqlite(bookFile())
  other.pragma('locking_mode = EXCLUSIVE')
  other.exec('BEGIN EXCLUSIVE')
  const ask = start()
  expect(await ask('app.state', {})).toMatchObject({ ok: true, value: { trouble: { code: 'ledger/locked' } } })
  other.exec('ROLLBACK')
  other.close()
  const key = ((await ask('shop.list', {})) as { value: [{ key: string }] }).value[0].key
  expect(await ask('shop.open', { key })).toMatchObject({ ok: true })
})
