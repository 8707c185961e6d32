import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { ALL_DAYS, type ExchangeBook, type ExchangePeriod } from '#shared/exchange/exchange-book.ts'
import { fullJson } from '#shared/exchange/full-json.ts'
import { FullJsonCheck } from '#shared/exchange/full-json-check.ts'
import { beancountJournal, hledgerJournal } from '#shared/exchange/journal-text.ts'
import { balancesOf, beancountBalances, hledgerBalances } from '#tests/support/journal-readers.ts'
import { randomExchangeBook } from '#tests/support/random-exchange-book.ts'

const RUNS = 12

const textOf = (journal: Generator<string, unknown>): string => [...journal].join('')

const periods: fc.Arbitrary<ExchangePeriod> = fc.constantFrom<ExchangePeriod>(
  ALL_DAYS,
  { fromOn: 20261101 as BookDate, toOn: null },
  { fromOn: 20260401 as BookDate, toOn: 20261130 as BookDate }
)

const books = fc.record({ book: randomExchangeBook, period: periods })

test('hledger reads the journal of any book and comes to its balances, account by account and party by party', () => {
  fc.assert(
    fc.property(books, ({ book, period }) => {
      expect(hledgerBalances(textOf(hledgerJournal(book, period)))).toEqual(balancesOf(book, period))
    }),
    { numRuns: RUNS }
  )
}, 300_000)

test('beancount reads the journal of any book and comes to its balances, account by account and party by party', () => {
  fc.assert(
    fc.property(books, ({ book, period }) => {
      expect(beancountBalances(textOf(beancountJournal(book, period)))).toEqual(balancesOf(book, period))
    }),
    { numRuns: RUNS }
  )
}, 300_000)

test('a journal says how many entries it holds and what their debits come to', () => {
  fc.assert(
    fc.property(randomExchangeBook, (book) => {
      const entries = [...book.entries()]
      const debit = entries
        .flatMap(({ postings }) => postings)
        .reduce((all, one) => all + Math.max(0, one.amountMinor), 0)
      for (const journal of [hledgerJournal(book), beancountJournal(book)]) {
        expect(endOf(journal)).toEqual({ entryCount: entries.length, debitMinor: debit })
      }
    })
  )
})

test('the names of a longer journal of the same book are those of the shorter one', () => {
  fc.assert(
    fc.property(randomExchangeBook, (book) => {
      const people = [...book.parties()]
      const shorter: ExchangeBook = { ...book, parties: () => people.slice(0, -1), entries: () => [] }
      const declared = (one: ExchangeBook) => textOf(hledgerJournal(one)).match(/^account .*; party-id: .*$/gmu) ?? []
      expect(declared({ ...book, entries: () => [] }).slice(0, -1)).toEqual(declared(shorter))
    })
  )
})

function endOf<End>(generator: Generator<string, End>): End {
  for (;;) {
    const step = generator.next()
    if (step.done) return step.value
  }
}

test('a full JSON of any book is JSON, and read again it says what its end says', () => {
  fc.assert(
    fc.property(randomExchangeBook, (book) => {
      const text = textOf(fullJson(book))
      const entries = [...book.entries()]
      expect(JSON.parse(text)).toMatchObject({ entries: JSON.parse(JSON.stringify(entries)) })
      expect(checked(text)).toMatchObject({ counts: { entries: entries.length, parties: [...book.parties()].length } })
    })
  )
})

test('a full JSON that was cut, or changed in one amount, is named', () => {
  fc.assert(
    fc.property(randomExchangeBook, fc.nat(), (book, at) => {
      const text = textOf(fullJson(book))
      const lines = text.trimEnd().split('\n')
      const cut = lines.slice(0, 1 + (at % (lines.length - 1))).join('\n')
      expect(checked(cut)).toHaveProperty('fault')
      const changed = text.replace(/"amountMinor":(-?\d+)\}\]/u, (_, amount) => `"amountMinor":${Number(amount) + 1}}]`)
      expect(checked(changed)).toMatchObject({ fault: { fault: 'entry-not-balanced' } })
    })
  )
})

test('rows that were moved, doubled, taken out or renamed are named with their line', () => {
  fc.assert(
    fc.property(randomExchangeBook, (book) => {
      const lines = textOf(fullJson(book)).trimEnd().split('\n')
      const [first, second] = [lines.indexOf('"entries":[') + 1, lines.indexOf('"parties":[') + 1]
      const faultOf = (changed: string[]) => checked(changed.join('\n'))
      const entry = (lines[first] ?? '').replace(/,$/u, '')
      expect(faultOf(lines.toSpliced(first, 0, `${entry},`))).toEqual({
        fault: { line: first + 2, fault: 'out-of-order' }
      })
      const unknown = entry.replace(/"accountCode":"[^"]+"/u, '"accountCode":"nowhere"')
      expect(faultOf(lines.with(first, `${unknown},`))).toEqual({
        fault: { line: first + 1, fault: 'reference-missing' }
      })
      const renamed = (lines[second] ?? '').replace('"partyNo"', '"partyNumber"')
      expect(faultOf(lines.with(second, renamed))).toEqual({ fault: { line: second + 1, fault: 'row-not-understood' } })
      expect(faultOf(lines.with(0, '{"format":"other"'))).toEqual({ fault: { line: 1, fault: 'not-ours' } })
    })
  )
})

function checked(text: string): ReturnType<FullJsonCheck['finish']> {
  const check = new FullJsonCheck()
  for (const line of text.split('\n')) check.take(line)
  return check.finish()
}
