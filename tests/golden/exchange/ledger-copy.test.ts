import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeWayOut } from '#main/app/write-way-out.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { attachmentFiles } from '#main/files/attachment-files.ts'
import { exportFolder } from '#main/files/export-folder.ts'
import type { WayOutResult } from '#shared/exchange/ways-out.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { openTestShop, type TestApp } from '#tests/support/open-app.ts'

const PHOTO = new Uint8Array(300_000).fill(7)
const PAPER = new TextEncoder().encode('a bill of the mill')

let shop: TestApp
let folder: string
let hashes: string[]
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-copy-'))
  shop = await openTestShop()
  hashes = [PHOTO, PAPER].map((bytes) => attachmentFiles.keep(shop.file(), bytes))
  // What is unfinished or foreign there is no file of the book.
  writeFileSync(path.join(`${shop.file()}.files`, hashes[0]?.slice(0, 2) ?? '', `${hashes[0]}.part`), 'half')
  writeFileSync(path.join(`${shop.file()}.files`, 'Thumbs.db'), 'foreign')
}, 60_000)
afterAll(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

function copyTo(out: string): Omit<WayOutResult, 'way' | 'folder'> {
  const store = openLedgerStore(shop.file(), { readOnly: true })
  try {
    return writeWayOut(store, exportFolder(out), { way: 'ledger-file', fromOn: null, toOn: null }, () => {})
  } finally {
    store.close()
  }
}

test('the copy of a ledger has the files of its entries beside it, and says how many', () => {
  const out = mkdtempSync(path.join(folder, 'out-'))
  const { files, counts } = copyTo(out)
  const copy = path.join(out, files[0]?.name ?? '')
  expect(hashes.map((hash) => attachmentFiles.read(copy, hash)?.length)).toEqual([PHOTO.length, PAPER.length])
  expect(counts).toContainEqual({ of: 'attachments', count: 2 })
  expect(readdirSync(`${copy}.files`).sort()).toEqual(hashes.map((hash) => hash.slice(0, 2)).sort())
  expect(readdirSync(path.join(`${copy}.files`, hashes[0]?.slice(0, 2) ?? ''))).toEqual([hashes[0]])
})

test('a second copy has a folder of its own name, and a folder that lies there alone is nobody else’s', () => {
  const out = mkdtempSync(path.join(folder, 'out-'))
  const first = copyTo(out).files[0]?.name ?? ''
  rmSync(path.join(out, first))
  const second = copyTo(out).files[0]?.name ?? ''
  expect(second).toBe(`${path.parse(first).name} (2).counterbook`)
  expect(readdirSync(out).sort()).toEqual([`${first}.files`, second, `${second}.files`].sort())
  expect(attachmentFiles.read(path.join(out, second), hashes[1] ?? '')).not.toBeNull()
})

test('what fails later takes the copied files with it', () => {
  const out = mkdtempSync(path.join(folder, 'out-'))
  const files = exportFolder(out)
  files.place('a.counterbook', (to) => writeFileSync(to, 'x'))
  expect(files.placeFolder('.files', `${shop.file()}.files`)).toBe(2)
  const full = Object.assign(new Error('no space'), { code: 'ENOSPC', syscall: 'write' })
  const failing = () =>
    files.write('b.csv', () => {
      throw full
    })
  expect(failing).toThrow(FailureError)
  expect(readdirSync(out)).toEqual([])
})

test('a book without files leaves no folder', async () => {
  const bare = await openTestShop()
  const out = mkdtempSync(path.join(folder, 'out-'))
  mkdirSync(`${bare.file()}.files`)
  const store = openLedgerStore(bare.file(), { readOnly: true })
  const { files } = writeWayOut(store, exportFolder(out), { way: 'ledger-file', fromOn: null, toOn: null }, () => {})
  store.close()
  await bare.close()
  expect(readdirSync(out)).toEqual(files.map(({ name }) => name))
})
