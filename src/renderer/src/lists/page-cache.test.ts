import { describe, expect, it } from 'vitest'
import { emptyCache, missingPages, PAGE_SIZE, rowAt, withPage } from './page-cache.ts'

const rows = (page: number) => Array.from({ length: PAGE_SIZE }, (_, index) => page * PAGE_SIZE + index)

describe('a long list in pages', () => {
  it('knows which pages the rows in sight need', () => {
    const cache = withPage(emptyCache<number>(), 0, rows(0), 100_000)
    expect(missingPages(cache, 0, 30)).toEqual([])
    expect(missingPages(cache, 190, 230)).toEqual([1])
    expect(missingPages(cache, 99_990, 100_020)).toEqual([499])
  })

  it('asks for nothing when there is nothing', () => {
    expect(missingPages(emptyCache(), 0, 30)).toEqual([])
  })

  it('finds a row by its place', () => {
    const cache = withPage(withPage(emptyCache<number>(), 0, rows(0), 1000), 3, rows(3), 1000)
    expect(rowAt(cache, 601)).toBe(601)
    expect(rowAt(cache, 250)).toBeNull()
  })

  it('forgets the pages farthest away', () => {
    let cache = emptyCache<number>()
    for (let page = 0; page < 60; page += 1) cache = withPage(cache, page, rows(page), 100_000)
    expect(cache.pages.size).toBe(40)
    expect(rowAt(cache, 59 * PAGE_SIZE)).toBe(59 * PAGE_SIZE)
    expect(rowAt(cache, 0)).toBeNull()
  })
})
