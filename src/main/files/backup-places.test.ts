import fs, { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { shopMarkOf, writeBackupName } from '#shared/backup/backup-name.ts'
import { lookAtPlace } from './look-at-place.ts'
import { swapLedger } from './swap-ledger.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-places-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a swap that fails halfway leaves the ledger and its log where they lay', () => {
  const file = path.join(folder, 'Sharma.counterbook')
  fs.writeFileSync(file, 'book')
  fs.writeFileSync(`${file}-wal`, 'log')
  expect(() => swapLedger(file, path.join(folder, 'nobody'), Date.UTC(2026, 10, 22))).toThrow()
  expect(fs.readdirSync(folder).toSorted()).toEqual(['Sharma.counterbook', 'Sharma.counterbook-wal'])
  expect([fs.readFileSync(file, 'utf8'), fs.readFileSync(`${file}-wal`, 'utf8')]).toEqual(['book', 'log'])
})

test('two counters of one shop keep their backups apart in one folder', () => {
  const [here, there] = [shopMarkOf('0192-3f09ab', 'KM'), shopMarkOf('0192-3f09ab', 'P2')]
  for (const shopMark of [here, there])
    fs.writeFileSync(
      path.join(folder, writeBackupName({ shopName: 'Shop', shopMark, localMs: 0, isSealed: false })),
      ''
    )
  expect(lookAtPlace(folder, here).held.map(({ name }) => name)).toEqual([
    'Shop 1970-01-01 00-00-00 3f09ab-KM.counterbook.gz'
  ])
  expect(lookAtPlace(folder, there).held).toHaveLength(1)
})
