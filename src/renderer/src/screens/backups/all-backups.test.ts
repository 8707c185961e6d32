import { expect, test } from 'vitest'
import { allBackups, localTimeText, sizeText } from './all-backups.ts'

const held = (name: string, localMs: number) => ({ name, localMs, isSealed: false, byteCount: 5 })
const place = (key: string, backups: ReturnType<typeof held>[]) => ({
  ...{ key, path: key, isOwn: false, isThere: true, lastAt: null, failure: null, check: null },
  backups
})

test('a backup that lies in two places is one row, the newest first', () => {
  const rows = allBackups([place('a', [held('x', 1), held('y', 2)]), place('b', [held('y', 2)])])
  expect(rows.map((row) => [row.name, row.places.map((one) => one.key)])).toEqual([
    ['y', ['a', 'b']],
    ['x', ['a']]
  ])
})

test('time and size are said as people read them', () => {
  expect(localTimeText(Date.UTC(2026, 10, 22, 10, 42, 7))).toBe('22-11-2026 10:42')
  expect([sizeText(4_215), sizeText(82_000), sizeText(4_249_000), sizeText(123_456_000)]).toEqual([
    '4.2 kB',
    '82 kB',
    '4.2 MB',
    '123 MB'
  ])
})
