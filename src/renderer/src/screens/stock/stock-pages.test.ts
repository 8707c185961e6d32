import { describe, expect, it } from 'vitest'
import { olderThan, type StockPage, withNewest, withOlder } from './stock-pages.ts'

/** Moves `from` down to `to`. */
const page = (from: number, to: number, hasMore = true) =>
  ({
    item: {},
    moves: Array.from({ length: from - to + 1 }, (_, at) => ({ moveNo: from - at })),
    hasMore,
    valueMinor: null
  }) as unknown as StockPage
const numbers = (pages: Pick<StockPage, 'moves'>) => pages.moves.map((move) => move.moveNo)

describe('the ledger of an item in pages', () => {
  it('goes on before its oldest move', () => {
    expect(olderThan(page(9, 7))).toBe(7)
    expect(olderThan(page(3, 1, false))).toBeNull()
    const both = withOlder(page(9, 7), page(6, 4))
    expect(numbers(both)).toEqual([9, 8, 7, 6, 5, 4])
    expect(both.hasMore).toBe(true)
  })

  it('takes a page that came twice once', () => {
    const both = withOlder(page(9, 7), page(6, 4))
    expect(numbers(withOlder(both, page(6, 4)))).toEqual([9, 8, 7, 6, 5, 4])
  })

  it('keeps what is held when something new is recorded, without a gap', () => {
    const held = withOlder(page(9, 7), page(6, 4, false))
    const now = withNewest(held, page(11, 8))
    expect(numbers(now)).toEqual([11, 10, 9, 8, 7, 6, 5, 4])
    expect(now.hasMore).toBe(false)
    expect(numbers(withNewest(held, page(20, 15)))).toEqual([20, 19, 18, 17, 16, 15])
    expect(numbers(withNewest(page(2, 1, false), page(3, 1, false)))).toEqual([3, 2, 1])
  })
})
