import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWayOut } from '#main/app/write-way-out.ts'
import { exportInThread } from '#main/compose/export-in-thread.ts'
import { sourceWorkers } from '#main/compose/worker-scripts.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { exportFolder } from '#main/files/export-folder.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { WayOut, WayOutRequest, WayOutResult } from '#shared/exchange/ways-out.ts'
import { DAYS_OF_WAY, WAYS_OUT } from '#shared/exchange/ways-out.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { makeWholeBook, type WholeBook } from '#tests/support/whole-book.ts'

let whole: WholeBook
let folderCount = 0
beforeAll(async () => {
  whole = await makeWholeBook()
})
afterAll(() => rmSync(whole.folder, { recursive: true, force: true }))

function newFolder(): string {
  const folder = path.join(whole.folder, `out-${++folderCount}`)
  mkdirSync(folder)
  return folder
}

const MONTH = { fromOn: 20261101 as BookDate, toOn: 20261130 as BookDate }
const requestOf = (way: WayOut): WayOutRequest => ({
  way,
  ...(DAYS_OF_WAY[way] === 'month' ? MONTH : { fromOn: null, toOn: null })
})
const write = (way: WayOut, folder: string): Promise<WayOutResult> =>
  exportInThread(sourceWorkers().export, { ledgerFile: whole.file, folder, request: requestOf(way) }, () => {}).result

const codeOf = async (work: Promise<unknown>): Promise<unknown> => {
  try {
    await work
    return null
  } catch (error) {
    return error instanceof FailureError ? error.failure.code : error
  }
}

test.each(WAYS_OUT)('%s is written on a thread, whole, and said with its size', async (way) => {
  const folder = newFolder()
  const result = await write(way, folder)
  expect(result.files.length).toBeGreaterThan(0)
  expect(readdirSync(folder).sort()).toEqual(result.files.map(({ name }) => name).sort())
  for (const { name, byteCount } of result.files) expect(statSync(path.join(folder, name)).size).toBe(byteCount)
})

test('a second writing takes another name and leaves the first as it is', async () => {
  const folder = newFolder()
  const [first] = (await write('hledger', folder)).files
  writeFileSync(path.join(folder, first?.name ?? ''), 'mine')
  const [second] = (await write('hledger', folder)).files
  expect(second?.name).toBe(`${path.parse(first?.name ?? '').name} (2).journal`)
  expect(readFileSync(path.join(folder, first?.name ?? ''), 'utf8')).toBe('mine')
})

test('the copy of the ledger file is a ledger that proves clean', async () => {
  const folder = newFolder()
  const [copy] = (await write('ledger-file', folder)).files
  expect(verifyLedger(path.join(folder, copy?.name ?? ''))).toMatchObject({ isClean: true, firstFault: null })
})

test('a folder that is gone, or is a file, is said', async () => {
  expect(await codeOf(write('hledger', path.join(whole.folder, 'nowhere')))).toBe('export/folder-missing')
  expect(await codeOf(write('ledger-file', whole.file))).toBe('export/folder-missing')
})

/** A folder in which nothing may be made, whoever runs the test. */
test.each(['hledger', 'ledger-file'] as const)('a folder that is read-only is said: %s', async (way) => {
  const folder = process.getuid?.() === 0 ? '/proc/self' : newFolder()
  if (folder !== '/proc/self') chmodSync(folder, 0o500)
  const code = await codeOf(write(way, folder))
  if (folder !== '/proc/self') chmodSync(folder, 0o700)
  expect(['export/read-only', 'export/folder-missing', 'export/not-writable']).toContain(code)
})

test('a disk that is full leaves nothing half and says so', () => {
  const folder = newFolder()
  const store = openLedgerStore(whole.file, { readOnly: true })
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' })
  try {
    const files = exportFolder(folder)
    const failing = {
      ...files,
      write: (name: string, work: Parameters<typeof files.write>[1]) =>
        files.write(name, (file) => {
          work({
            write(text) {
              file.write(text)
              throw full
            }
          })
        })
    }
    expect(() => writeWayOut(store, failing, requestOf('hledger'), () => {})).toThrowError(
      expect.objectContaining({ failure: expect.objectContaining({ code: 'export/disk-full' }) })
    )
    expect(readdirSync(folder)).toEqual([])
  } finally {
    store.close()
  }
})

test('a writing that is stopped leaves nothing behind', async () => {
  const folder = newFolder()
  const job = { ledgerFile: whole.file, folder, request: requestOf('full-json') }
  const running = exportInThread(sourceWorkers().export, job, () => {})
  const ended = codeOf(running.result)
  await running.stop()
  expect(await ended).toBe('export/stopped')
  expect(readdirSync(folder)).toEqual([])
})
