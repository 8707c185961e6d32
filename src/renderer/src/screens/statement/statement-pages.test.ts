import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AccountLine, PartyView, Statement } from '#shared/contract/views.ts'
import { minor } from '#shared/money/money.ts'
import {
  fromFirstPage,
  olderThan,
  runningBalances,
  type StatementPages,
  withNewest,
  withOlder
} from './statement-pages.ts'

const party = { id: 'p', name: 'Ramesh' } as PartyView
const line = (entryNo: number, credit: number) =>
  ({ id: `e${entryNo}`, entryNo, creditMinor: minor(credit) }) as AccountLine

/** A ledger's answer for a page of `limit` lines that ends just before `before`. */
function page(all: readonly AccountLine[], before: number | null, limit: number): Statement {
  const upTo = all.filter((entry) => before === null || entry.entryNo < before)
  const lines = upTo.slice(-limit)
  const earlier = upTo.slice(0, upTo.length - lines.length)
  const openingMinor = minor(earlier.reduce((total, entry) => total + entry.creditMinor, 0))
  return { party, openingMinor, lines, hasMore: earlier.length > 0 }
}

const book = Array.from({ length: 25 }, (_, index) =>
  line(index * 3 + 1, (index % 2 === 0 ? 1 : -1) * 100 * (index + 1))
)

describe('the pages of a statement', () => {
  it('go back to the first line and then ask for nothing more', () => {
    let pages = fromFirstPage(page(book, null, 10))
    expect(pages.lines).toHaveLength(10)
    for (let before = olderThan(pages); before !== null; before = olderThan(pages)) {
      pages = withOlder(pages, page(book, before, 10))
    }
    expect(pages.lines).toEqual(book)
    expect(pages.openingMinor).toBe(0)
  })

  it('do not take the same page twice', () => {
    const pages = fromFirstPage(page(book, null, 10))
    const older = page(book, olderThan(pages), 10)
    const once = withOlder(pages, older)
    expect(withOlder(once, older)).toBe(once)
  })

  it('keep the older lines when a new entry comes', () => {
    const pages = withOlder(fromFirstPage(page(book, null, 10)), page(book, book[15]?.entryNo ?? null, 10))
    const grown = [...book, line(100, 500)]
    const after = withNewest(pages, page(grown, null, 10))
    expect(after.lines).toEqual(grown.slice(5))
    expect(after.openingMinor).toBe(pages.openingMinor)
  })

  it('start anew when so much has come that a gap would be left', () => {
    const grown = [...book, ...Array.from({ length: 30 }, (_, index) => line(200 + index, 100))]
    const after = withNewest(fromFirstPage(page(book, null, 10)), page(grown, null, 10))
    expect(after.lines).toEqual(grown.slice(-10))
    expect(after.openingMinor).toBe(page(grown, null, 10).openingMinor)
  })

  it('always give the running balance of the whole ledger', () => {
    const credits = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 60 })
    fc.assert(
      fc.property(
        credits,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 8 }),
        (amounts, limit, scrolls) => {
          const all = amounts.map((amount, index) => line(index + 1, amount))
          let pages: StatementPages = fromFirstPage(page(all, null, limit))
          for (let scroll = 0; scroll < scrolls; scroll += 1) {
            const before = olderThan(pages)
            if (before !== null) pages = withOlder(pages, page(all, before, limit))
          }
          const expected = runningBalances({ openingMinor: minor(0), lines: all }).slice(
            all.length - pages.lines.length
          )
          expect(runningBalances(pages)).toEqual(expected)
        }
      )
    )
  })
})
