import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Minor, minor, sum } from './money.ts'
import { shareOut } from './share-out.ts'

const amounts = (most: number) => fc.array(fc.integer({ min: 0, max: most }), { minLength: 1, maxLength: 40 })

describe('an amount that is shared out', () => {
  test('gives what is left over to the largest remainders, the earlier first', () => {
    expect(shareOut(minor(100), [1, 1, 1])).toEqual([34, 33, 33])
    expect(shareOut(minor(100), [1, 2, 3])).toEqual([17, 33, 50])
    expect(shareOut(minor(5), [0, 0])).toEqual([3, 2])
    expect(shareOut(minor(0), [])).toEqual([])
  })

  test('is whole again, and nobody is off by a unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000_000 }), amounts(1_000_000_000_000), (total, weights) => {
        const shares = shareOut(minor(total), weights)
        expect(sum(shares)).toBe(total)
        const all = weights.reduce((whole, weight) => whole + BigInt(weight), 0n)
        if (all === 0n) return
        for (const [index, share] of shares.entries()) {
          const off = BigInt(share) * all - BigInt(total) * BigInt(weights[index] ?? 0)
          expect(off < all && off > -all).toBe(true)
        }
      })
    )
  })

  test('gives nobody more than he may get', () => {
    fc.assert(
      fc.property(
        amounts(50),
        fc.nat(),
        fc.array(fc.nat(1_000), { minLength: 40, maxLength: 40 }),
        (most, pick, weights) => {
          const room = most.reduce((all, one) => all + one, 0)
          const total = minor(room === 0 ? 0 : pick % (room + 1))
          const shares = shareOut(total, weights.slice(0, most.length), most as Minor[])
          expect(sum(shares)).toBe(total)
          expect(shares.filter((share, index) => share > (most[index] ?? 0))).toEqual([])
        }
      )
    )
  })
})
