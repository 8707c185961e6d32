import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { TokenBuckets } from './token-bucket.ts'

describe('a token bucket', () => {
  test('gives its burst at once, then one at a time, and says when', () => {
    const buckets = new TokenBuckets({ burst: 3, perSecond: 0.5 })
    expect([0, 0, 0, 0].map((at) => buckets.take('a', at))).toEqual([0, 0, 0, 2])
    expect(buckets.take('a', 1_000)).toBe(1)
    expect(buckets.take('a', 2_000)).toBe(0)
    expect(buckets.take('b', 2_000)).toBe(0)
  })

  test('never gives more than burst and time allow, however it is asked and whatever the clock does', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 60 }), (steps) => {
        const buckets = new TokenBuckets({ burst: 5, perSecond: 1 })
        let now = 100_000
        let forward = 0
        let given = 0
        for (const step of steps) {
          now += step
          forward += Math.max(0, step)
          if (buckets.take('a', now) === 0) given++
        }
        expect(given).toBeLessThanOrEqual(5 + forward / 1000)
      })
    )
  })

  test('after the told wait there is one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 40 }), (burst, tenths) => {
        const buckets = new TokenBuckets({ burst, perSecond: tenths / 10 })
        for (let asked = 0; asked < burst; asked++) expect(buckets.take('a', 0)).toBe(0)
        const wait = buckets.take('a', 0)
        expect(wait).toBeGreaterThan(0)
        expect(buckets.take('a', wait * 1000)).toBe(0)
      })
    )
  })

  test('keeps so many and forgets the one that was quiet longest', () => {
    const buckets = new TokenBuckets({ burst: 1, perSecond: 0.001 }, 2)
    expect(['a', 'b', 'a', 'c'].map((key) => buckets.take(key, 0))).toEqual([0, 0, 1000, 0])
    expect(buckets.take('a', 0)).toBe(1000)
    expect(buckets.take('b', 0)).toBe(0)
  })
})
