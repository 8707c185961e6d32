import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readPartyBrief } from '#main/app/find-parties.ts'
import { NO_TERMS } from '#shared/credit/terms.ts'
import { minor } from '#shared/money/money.ts'
import { ask, newId, openTestShop, type TestApp, testClock } from '#tests/support/open-app.ts'
import { openBook } from '#tests/support/open-book.ts'

const DAY_MS = 86_400_000
const amount = fc.integer({ min: 1, max: 900 }).map((rupees) => rupees * 100)
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('sale' as const), amount, isEarlier: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('got' as const), amount }) },
  fc.record({ do: fc.constant('due' as const), days: fc.integer({ min: -3, max: 9 }) }),
  fc.record({ do: fc.constant('promise' as const), days: fc.integer({ min: 0, max: 3 }) }),
  fc.record({ do: fc.constant('limit' as const), amount }),
  fc.record({ do: fc.constant('shop' as const), days: fc.integer({ min: 0, max: 6 }) }),
  fc.record({ do: fc.constant('reverse' as const) }),
  fc.record({ do: fc.constant('sleep' as const), days: fc.integer({ min: 1, max: 4 }) })
)
type Step = typeof step extends fc.Arbitrary<infer One> ? One : never

const later = (on: number, days: number): number => {
  const date = new Date(Date.UTC(Math.trunc(on / 10_000), (Math.trunc(on / 100) % 100) - 1, (on % 100) + days))
  return date.getUTCFullYear() * 10_000 + (date.getUTCMonth() + 1) * 100 + date.getUTCDate()
}

/** A step that the rules refuse changes nothing, and is as good as another. */
async function take(shop: TestApp, partyId: string, one: Step, state: { last: string; on: number }): Promise<void> {
  if (one.do === 'sleep') {
    shop.clock.advance(one.days * DAY_MS)
    state.on = later(state.on, one.days)
  } else if (one.do === 'shop') await shop.call('settings.change', { creditDays: one.days })
  else if (one.do === 'sale') {
    const sale = ask.sale(partyId, one.amount)
    state.last = sale.id
    await shop.failure('entry.record', one.isEarlier ? { ...sale, bookOn: later(state.on, -8) as never } : sale)
  } else if (one.do === 'got') await shop.failure('entry.record', ask.got(partyId, { cashMinor: one.amount }))
  else if (one.do === 'reverse')
    await shop.failure('entry.reverse', { id: newId(), entryId: state.last, reason: 'slip' })
  else if (one.do === 'due')
    await shop.failure('credit.date', {
      entryId: state.last,
      dueOn: later(state.on, one.days),
      promisedOn: null
    } as never)
  else if (one.do === 'promise')
    await shop.failure('credit.promise', { partyId, promisedOn: later(state.on, one.days) } as never)
  else await shop.call('credit.terms', { partyId, terms: { ...NO_TERMS, limitMinor: minor(one.amount) } })
}

test('what is kept of how a party stands is what a book that was just opened finds', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const clock = testClock(20_261_101)
      const shop = await openTestShop({ clock })
      const { id: partyId } = ask.party('Ramesh')
      await shop.call('party.add', { id: partyId, name: 'Ramesh', kind: 'customer' })
      const state = { last: newId(), on: 20_261_101 }
      for (const one of steps) {
        await shop.call('party.brief', { partyId })
        await take(shop, partyId, one, state)
        const kept = await shop.call('party.brief', { partyId })
        const fresh = openBook(shop.file(), clock)
        expect(kept.credit).toEqual(readPartyBrief(fresh, { partyId }).credit)
        fresh.store.close()
      }
      await shop.close()
    }),
    { numRuns: 25 }
  )
}, 120_000)
