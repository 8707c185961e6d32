import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { ANY_WORDS, hasWords, type PartyWords } from '#shared/credit/party-words.ts'
import { NO_TERMS } from '#shared/credit/terms.ts'
import { ask, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

const GROUPS = ['', 'Retail', 'Hotels'] as const
const ROUTES = ['', 'East', 'पूर्व'] as const
const TAGS = ['VIP', "o'clock", '100%', 'VIP old'] as const

const anyTerms = fc.record({
  group: fc.constantFrom(...GROUPS),
  route: fc.constantFrom(...ROUTES),
  tags: fc.uniqueArray(fc.constantFrom(...TAGS), { maxLength: 3 })
})
const anyAsked: fc.Arbitrary<PartyWords> = fc.record({
  group: fc.constantFrom(...GROUPS, 'nobody'),
  route: fc.constantFrom(...ROUTES),
  tag: fc.constantFrom('', ...TAGS, 'V')
})

test('the list of parties is narrowed by group, route and tag, however it is sought, with its own sums', async () => {
  const book = fc.sample(fc.tuple(anyTerms, fc.integer({ min: -9, max: 9 })), { numRuns: 24, seed: 5 })
  const parties: { id: string; rupees: number; words: (typeof book)[number][0] }[] = []
  for (const [at, [words, rupees]] of book.entries()) {
    const id = await addParty(shop, `Shop ${String.fromCharCode(65 + at)}`)
    parties.push({ id, rupees, words })
    if (rupees > 0) await shop.call('entry.record', ask.sale(id, rupees * 100))
    if (rupees < 0) await shop.call('entry.record', ask.got(id, { cashMinor: -rupees * 100 }))
    // Some have no terms at all.
    if (at % 5 !== 0) await shop.call('credit.terms', { partyId: id, terms: { ...NO_TERMS, ...words } })
    else parties[at] = { id, rupees, words: { group: '', route: '', tags: [] } }
  }
  await fc.assert(
    fc.asyncProperty(anyAsked, fc.constantFrom('', 'shop'), async (asked, text) => {
      const page = { text, filter: 'all', sort: 'name', ...asked, offset: 0, limit: 100 } as const
      const list = await shop.call('party.list', page)
      const wanted = parties.filter(({ words }) => hasWords(words, asked))
      expect(list.parties.map(({ id }) => id).toSorted()).toEqual(wanted.map(({ id }) => id).toSorted())
      expect(list.total).toBe(wanted.length)
      const sum = (sign: 1 | -1) => wanted.reduce((total, { rupees }) => total + Math.max(sign * rupees, 0) * 100, 0)
      expect([list.getMinor, list.giveMinor]).toEqual([sum(1), sum(-1)])
    }),
    { numRuns: 60 }
  )
})

test('the collection list is narrowed by a tag too', async () => {
  const [one, two] = [await addParty(shop, 'Anita'), await addParty(shop, 'Bina')]
  for (const id of [one, two]) await shop.call('entry.record', ask.sale(id, 100_00))
  await shop.call('credit.terms', { partyId: two, terms: { ...NO_TERMS, tags: ['VIP'] } })
  const collection = (words: PartyWords) =>
    shop.call('credit.collection', {
      ...{ side: 'get', filter: 'all', sort: 'name', silentDays: 60, offset: 0, limit: 10 },
      ...words
    })
  expect((await collection({ ...ANY_WORDS, tag: 'VIP' })).lines.map(({ party }) => party.id)).toEqual([two])
  expect((await collection(ANY_WORDS)).total).toBe(2)
})
