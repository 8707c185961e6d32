import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { uuidBytes } from '#main/db/uuid-bytes.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { openTestShop } from '#tests/support/open-app.ts'
import { bundled } from './bundle.ts'

const SALES = 40
const SALES_COPIED = 4

let poster: string
let opener: string
beforeAll(async () => {
  poster = await bundled('stubborn-poster.ts')
  opener = await bundled('stubborn-opener.ts')
})
afterAll(() => rmSync(path.dirname(poster), { recursive: true, force: true }))

interface Told {
  readonly taken: string[]
  readonly tries: number
  readonly codes: Record<string, number>
}

interface Run {
  readonly file: string
  readonly told: Told
  /** How many calls were answered with the error. */
  readonly failed: number
  done(): void
}

/** Runs a program on a book of its own. The calls that `when` names, of those on the book or its log, end with an error of the disk. */
async function runOn(program: readonly string[], call: string, error: string, when: string): Promise<Run> {
  const shop = await openTestShop()
  const file = shop.file()
  await shop.app.close()
  const log = path.join(shop.folder, 'strace.log')
  const inject = `inject=${call}:error=${error}:when=${when}`
  const watch = ['-f', '-qq', '-o', log, '-P', file, '-P', `${file}-wal`, '-e', `trace=${call}`, '-e', inject]
  const [script = '', ...args] = program
  const run = spawnSync('strace', [...watch, process.execPath, script, shop.folder, ...args], { encoding: 'utf8' })
  expect(run.status, `${run.error ?? ''}${run.stderr}`).toBe(0)
  return {
    file,
    told: JSON.parse(run.stdout),
    failed: readFileSync(log, 'utf8').split('(INJECTED)').length - 1,
    done: () => rmSync(shop.folder, { recursive: true, force: true })
  }
}

/** What was taken is there, once each, and nothing else. */
function expectWhole({ file, told, done }: Run): void {
  const db = new Sqlite(file, { readonly: true })
  const count = db.prepare('select count(*) from entry where id = ?').pluck()
  expect(told.taken.filter((id) => count.get(uuidBytes(id)) !== 1)).toEqual([])
  db.close()
  expect(verifyLedger(file)).toMatchObject({ isClean: true, entryCount: told.taken.length + 1 })
  done()
}

/** Every so many calls fail. The step has no part in common with the calls of a commit, so that over a run each of them is the one. */
test.each([
  ['a write into a full disk', 'pwrite64', 'ENOSPC', 31, 'ledger/disk-full'],
  ['a write that the disk cannot do', 'pwrite64', 'EIO', 31, 'ledger/io'],
  ['a write to a disk that became read-only', 'pwrite64', 'EROFS', 31, 'ledger/io'],
  ['a sync that the disk cannot do', 'fdatasync,fsync', 'EIO', 3, 'ledger/io']
])(
  '%s: each refusal says so, each entry that was taken is there once, and the book is whole',
  async (_, call, error, step, code) => {
    const run = await runOn([poster, String(SALES)], call, error, `${step}+${step}`)
    expect(Object.keys(run.told.codes)).toEqual([code])
    expect(run.told.taken).toHaveLength(SALES)
    expectWhole(run)
  },
  120_000
)

test('reads that the disk cannot do while the book is copied: no backup is made of them, each says so, and every sale is taken', async () => {
  // The thread of backups is found beside its own source.
  const source = path.join(import.meta.dirname, 'stubborn-poster.ts')
  const run = await runOn([source, String(SALES_COPIED), 'copies'], 'pread64', 'EIO', '61+61')
  expect(run.failed).toBeGreaterThanOrEqual(SALES_COPIED)
  expect(run.told.codes).toEqual({ 'ledger/io': SALES_COPIED })
  expect(run.told.taken).toHaveLength(SALES_COPIED)
  const backups = path.join(path.dirname(run.file), 'Backups')
  expect(existsSync(backups) ? readdirSync(backups) : []).toEqual([])
  expectWhole(run)
}, 120_000)

test('a disk that is read-only for a while: every sale until then is refused, and taken when it may be written again', async () => {
  const run = await runOn([poster, String(SALES)], 'pwrite64,ftruncate,fdatasync,fsync', 'EROFS', '60..110')
  expect(run.failed).toBeGreaterThan(5)
  expect(Object.keys(run.told.codes)).toEqual(['ledger/io'])
  expect(run.told.taken).toHaveLength(SALES)
  expectWhole(run)
}, 120_000)

test.each([
  ['a book that another program holds when the app starts', 'openat', 'EBUSY', 'ledger/locked'],
  ['a disk that cannot open the book when the app starts', 'openat', 'EIO', 'ledger/io'],
  ['a disk that cannot read the book when the app starts', 'pread64', 'EIO', 'ledger/io']
])(
  '%s: it says why, opens it when it can, and has lost nothing',
  async (_, call, error, code) => {
    const run = await runOn([opener], call, error, '1..4')
    expect(run.failed).toBe(4)
    expect(Object.keys(run.told.codes)).toEqual([code])
    expectWhole(run)
  },
  120_000
)
