import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { placesInThread } from '#main/compose/place-thread.ts'
import { sourceWorkers } from '#main/compose/worker-scripts.ts'
import { createBackupPlaces } from '#main/files/backup-places.ts'
import type { Book } from './book.ts'
import { type RestoreParts, restoreBackup } from './restore-backup.ts'

let folder: string
let file: string
let entries: number
let done: string[]
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-restore-'))
  file = path.join(folder, 'Sharma.counterbook')
  fs.writeFileSync(file, 'book')
  ;[entries, done] = [5, []]
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const point = { shopId: 'shop', shopName: 'Sharma', opCount: 9, headHash: 'aa', entryCount: 5, newestAt: null }
const checked = { point, fault: null, missingEntries: 0 }

/** A shop whose backup is unpacked while `meanwhile` happens. */
function partsWhere(meanwhile: (to: string) => void): RestoreParts {
  const store = { file, entries: { lastNo: () => entries } }
  const book = { store, shop: () => ({ shopId: 'shop', counterCode: 'KM' }) } as unknown as Book
  return {
    book: () => book,
    places: createBackupPlaces(path.join(folder, 'user-data', 'backups.json'), placesInThread(sourceWorkers().place)),
    maker: {
      make: async () => ({ point, byteCount: 0, places: [] }),
      check: async () => checked,
      async restore({ to }) {
        fs.writeFileSync(to, 'restored')
        meanwhile(to)
        return checked
      }
    },
    secrets: { read: () => null, write: () => {} } as unknown as RestoreParts['secrets'],
    clock: { now: () => ({ epochMs: 0, offsetMinutes: 0 }) } as unknown as RestoreParts['clock'],
    chosen: () => 'any',
    placeFor: () => path.join(folder, 'other.counterbook'),
    closeShop: async () => void done.push('closed'),
    openShop: (place) => void done.push(`opened ${fs.readFileSync(place, 'utf8')}`)
  }
}
const asked = { source: { token: 'any' }, passphrase: null, losesEntries: true }

test('what is recorded while a backup is unpacked is not left behind, whatever was agreed to before', async () => {
  const parts = partsWhere(() => {
    entries += 2
  })
  await expect(restoreBackup(parts, asked)).rejects.toMatchObject({
    failure: { code: 'backup/would-lose-entries', params: { count: 2 } }
  })
  expect(done).toEqual([])
  expect(fs.readdirSync(folder)).toEqual(['Sharma.counterbook'])
})

test('a book that cannot be put in place leaves the shop open with the book it had', async () => {
  const parts = partsWhere((to) => rmSync(to))
  await expect(restoreBackup(parts, asked)).rejects.toThrow(/ENOENT/)
  expect(done).toEqual(['closed', 'opened book'])
  expect(fs.readdirSync(folder)).toEqual(['Sharma.counterbook'])
})

test('what a killed run left beside the book stands in no way', async () => {
  const parts = partsWhere(() => {})
  fs.writeFileSync(`${file}.restored-wal`, 'of another time')
  await restoreBackup(parts, asked)
  expect(done).toEqual(['closed', 'opened restored'])
  expect(fs.readdirSync(folder)).toEqual(['Sharma before 1970-01-01 00-00-00.counterbook', 'Sharma.counterbook'])
})
