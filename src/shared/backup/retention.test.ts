import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBackupName, writeBackupName } from './backup-name.ts'
import { outlived } from './retention.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const NOW = Date.UTC(2026, 10, 22, 10, 42, 7)

describe('backups that have outlived their use', () => {
  test('an hour of work each for two years leaves a ladder of about sixty', () => {
    const all = Array.from({ length: 2 * 365 * 10 }, (_, at) => ({
      localMs: NOW - Math.floor(at / 10) * DAY - (at % 10) * HOUR
    }))
    const gone = new Set(outlived(all, NOW))
    const left = all.filter((one) => !gone.has(one))
    expect(left.length).toBeGreaterThan(40)
    expect(left.length).toBeLessThan(70)
    expect(left.filter((one) => NOW - one.localMs < DAY)).toHaveLength(10)
  })

  test('the newest three stay, however old, and none is kept that a newer one of every span stands for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 900 * 24 }), { maxLength: 80 }), (hours) => {
        const all = [...new Set(hours)].map((back) => ({ localMs: NOW - back * HOUR }))
        const gone = outlived(all, NOW)
        const left = all.filter((one) => !gone.includes(one))
        const newest = all.toSorted((one, other) => other.localMs - one.localMs).slice(0, 3)
        expect(left).toEqual(expect.arrayContaining(newest))
        expect(outlived(left, NOW)).toEqual([])
        // Of each day of the last two weeks that had a backup, one is left.
        const days = (of: readonly { localMs: number }[]) =>
          new Set(of.filter((one) => NOW - one.localMs <= 14 * DAY).map((one) => Math.floor(one.localMs / DAY)))
        expect(days(left)).toEqual(days(all))
      })
    )
  })

  test('work that goes on hour by hour never loses the day before', () => {
    let held: { localMs: number }[] = []
    for (let at = 0; at < 24 * 90; at++) {
      const now = NOW + at * HOUR
      held = [...held, { localMs: now }]
      const gone = new Set(outlived(held, now))
      held = held.filter((one) => !gone.has(one))
    }
    const last = NOW + (24 * 90 - 1) * HOUR
    for (const days of [1, 2, 7, 13])
      expect(held.some((one) => Math.abs(last - days * DAY - one.localMs) <= DAY)).toBe(true)
    expect(held.some((one) => last - one.localMs > 50 * DAY)).toBe(true)
  })
})

test('the name of a backup says shop, time and whether it is sealed, and is read back', () => {
  const said = { shopName: 'शर्मा Traders 2', shopMark: '3f2a9c', localMs: NOW, isSealed: true }
  expect(writeBackupName(said)).toBe('शर्मा Traders 2 2026-11-22 10-42-07 3f2a9c.counterbook.gz.age')
  expect(readBackupName(writeBackupName(said))).toEqual(said)
  expect(readBackupName('notes.txt')).toBeNull()
})
