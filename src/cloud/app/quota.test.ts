import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GRACE_MS, mayStore, quotaState, type Usage, usageAfter } from './quota.ts'

const now = 1_790_000_000_000
const fresh: Usage = { bytesUsed: 0, quotaBytes: 1_000, overSince: null }

describe('the quota', () => {
  test('a shop over it has thirty days, then pictures and snapshots stop; its bills never do', () => {
    const over = usageAfter(fresh, 1_001, now)
    expect(over.overSince).toBe(now)
    expect(quotaState(over, now)).toEqual({ state: 'grace', endsAt: now + GRACE_MS })
    const last = now + GRACE_MS - 1
    expect([mayStore('snapshot', over, last), mayStore('attachment', over, last)]).toEqual([true, true])
    expect(quotaState(over, now + GRACE_MS)).toEqual({ state: 'over' })
    const after = now + GRACE_MS
    expect([mayStore('snapshot', over, after), mayStore('attachment', over, after)]).toEqual([false, false])
    expect(mayStore('entries', over, now + 100 * GRACE_MS)).toBe(true)
  })

  test('more of the same does not give another thirty days; making room does', () => {
    const over = usageAfter(fresh, 2_000, now)
    const more = usageAfter(over, 5_000, now + 1_000)
    expect(more.overSince).toBe(now)
    const less = usageAfter(more, -6_000, now + 2_000)
    expect(less).toEqual({ bytesUsed: 1_000, quotaBytes: 1_000, overSince: null })
    expect(usageAfter(less, 1, now + 3_000).overSince).toBe(now + 3_000)
  })

  test('is counted without loss whatever comes and goes, and entries are always taken', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 5_000 })), (sizes) => {
        let usage = fresh
        let at = now
        for (const size of sizes) {
          at += GRACE_MS
          expect(mayStore('entries', usage, at)).toBe(true)
          usage = usageAfter(usage, size, at)
        }
        const sum = sizes.reduce((total, size) => total + size, 0)
        expect(usage.bytesUsed).toBe(sum)
        expect(usage.overSince === null).toBe(sum <= usage.quotaBytes)
      })
    )
  })
})
