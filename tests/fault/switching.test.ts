import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import process from 'node:process'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { giveLedgerKey, keyIdIn, lookForLedgerKeys } from '#main/db/ledger-keys.ts'
import { readLedgerPoint } from '#main/db/ledger-point.ts'
import { openLedger } from '#main/db/open-ledger.ts'
import { removeHalfSwitched, SWITCH_STEPS, switchCipher } from '#main/db/switch-cipher.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { ask, openTestShop, type TestApp } from '#tests/support/open-app.ts'

// Whole books are copied and proved, and a key is worked out: on a PC that does much else that takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })

const CHILD = path.join(import.meta.dirname, 'switching-child.ts')
/** All six in the nightly run. */
const CUTS = process.env.POWER_CUTS === undefined ? (['copied', 'proved', 'swapped'] as const) : SWITCH_STEPS
const NAME = 'Ramesh Kirana Store'
const key = randomBytes(32)
let id = ''
let shop: TestApp
let folder = ''
let plain = ''
let encrypted = ''
let endPoint: unknown = null
let endLooking = () => {}

beforeAll(async () => {
  endLooking = lookForLedgerKeys(() => null)
  id = giveLedgerKey(key)
  shop = await openTestShop()
  const party = ask.party(NAME)
  await shop.call('party.add', party)
  for (const amount of [120_00, 75_50]) await shop.call('entry.record', ask.sale(party.id, amount))
  const from = shop.file()
  await shop.app.close()
  folder = fs.mkdtempSync(path.join(path.dirname(from), 'switching-'))
  plain = path.join(folder, 'plain.counterbook')
  encrypted = path.join(folder, 'encrypted.counterbook')
  fs.copyFileSync(from, plain)
  fs.copyFileSync(from, encrypted)
  endPoint = readLedgerPoint(plain)
  switchCipher(encrypted, id)
})

afterAll(async () => {
  endLooking()
  await shop.close()
})

const headOf = (file: string): Buffer => fs.readFileSync(file).subarray(0, 100)

function bookIn(file: string) {
  expect(verifyLedger(file)).toMatchObject({ isClean: true, firstFault: null })
  expect(readLedgerPoint(file)).toEqual(endPoint)
}

test('an encrypted book says nothing in the open, in no file beside it either, and is the same book', () => {
  const db = openLedger(encrypted)
  db.exec(`update print_job set state = state`)
  const onDisk = ['', '-wal', '-shm']
    .filter((ending) => fs.existsSync(encrypted + ending))
    .map((ending) => fs.readFileSync(encrypted + ending))
  for (const word of [NAME, 'Sharma Traders', 'SQLite format 3', 'CREATE TABLE', 'journal'])
    expect(onDisk.some((bytes) => bytes.includes(word))).toBe(false)
  expect(fs.readFileSync(plain).includes(NAME)).toBe(true)
  // As durable as a plain one.
  expect(db.pragma('journal_mode', { simple: true })).toBe('wal')
  expect(db.pragma('synchronous', { simple: true })).toBe(2)
  expect(db.pragma('temp_store', { simple: true })).toBe(2)
  db.close()
  expect(keyIdIn(headOf(encrypted))).toBe(id)
  bookIn(encrypted)
})

test.each(['encrypted', 'plain'] as const)(
  'the power goes between any two steps on the way to a book that is %s: one of the two lies there whole',
  (to) => {
    const found: string[] = []
    for (const step of CUTS) {
      const file = path.join(folder, `to-${to}-${step}.counterbook`)
      fs.copyFileSync(to === 'encrypted' ? plain : encrypted, file)
      const run = spawnSync(process.execPath, [CHILD, file, key.toString('hex'), to, step], { encoding: 'utf8' })
      expect(run, run.stderr).toMatchObject({ signal: 'SIGKILL' })
      bookIn(file)
      found.push(keyIdIn(headOf(file)) === null ? 'plain' : 'encrypted')
      removeHalfSwitched(file)
      expect(fs.readdirSync(folder).filter((name) => name.includes('.switching'))).toEqual([])
    }
    // And it can be done again.
    const again = path.join(folder, `to-${to}-copied.counterbook`)
    switchCipher(again, to === 'encrypted' ? id : null)
    expect(keyIdIn(headOf(again))).toBe(to === 'encrypted' ? id : null)
    bookIn(again)
    const before = to === 'encrypted' ? 'plain' : 'encrypted'
    const swappedAt = SWITCH_STEPS.indexOf('swapped')
    expect(found).toEqual(CUTS.map((step) => (SWITCH_STEPS.indexOf(step) < swappedAt ? before : to)))
  }
)

test('a book that somebody else has open is not switched', () => {
  const file = path.join(folder, 'in-use.counterbook')
  fs.copyFileSync(plain, file)
  const other = openLedger(file, { busyTimeoutMs: 1 })
  other.prepare('select count(*) from entry').get()
  expect(failureOf(() => switchCipher(file, id))).toBe('ledger/locked')
  other.close()
  bookIn(file)
  expect(keyIdIn(headOf(file))).toBeNull()
})

test('a damaged page is told from a wrong key, and neither opens anything', () => {
  const file = path.join(folder, 'damaged.counterbook')
  const bytes = fs.readFileSync(encrypted)
  bytes[3_000] = (bytes[3_000] ?? 0) ^ 1
  fs.writeFileSync(file, bytes)
  expect(failureOf(() => openLedger(file))).toBe('ledger/corrupt')
  // The head of a book of another key.
  const foreign = path.join(folder, 'foreign.counterbook')
  const head = fs.readFileSync(encrypted)
  randomBytes(8).copy(head, 8)
  fs.writeFileSync(foreign, head)
  expect(failureOf(() => openLedger(foreign))).toBe('ledger/key-missing')
  expect(fs.readFileSync(foreign).equals(head)).toBe(true)
})

function failureOf(work: () => unknown): string | null {
  try {
    work()
    return null
  } catch (error) {
    if (error instanceof FailureError) return error.failure.code
    throw error
  }
}
