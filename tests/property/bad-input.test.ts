import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { CHANNELS, type Channel } from '#shared/contract/channels.ts'
import { gate } from '#tests/fault/reach.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
let call: (name: Channel, input: unknown) => Promise<{ ok: boolean; failure?: { code: string } }>
let ramesh: string

beforeEach(async () => {
  shop = await openTestShop()
  call = gate(shop) as typeof call
  ramesh = await addParty(shop, 'Ramesh')
})
afterEach(() => shop.close())

/** Nothing is lost, nothing is half done, and the app is up. */
async function isWhole(): Promise<void> {
  expect(await call('ledger.verify', {})).toMatchObject({ ok: true, value: { isClean: true } })
  expect(await call('counter.summary', {})).toMatchObject({ ok: true })
}

const AMOUNTS = [
  -1,
  0.5,
  12.345,
  1e20,
  1_000_000_000_001,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  '100',
  null,
  undefined,
  [],
  2 ** 53
]

test.each(AMOUNTS)('an amount of %s is refused with a code, wherever it stands', async (amount) => {
  const sale = ask.sale(ramesh, 100_00, { cashMinor: 100_00 })
  const requests = [
    { ...sale, amountMinor: amount },
    ...['cashMinor', 'changeMinor', 'upiMinor', 'bankMinor'].map((at) => ({
      ...sale,
      tender: { ...sale.tender, [at]: amount }
    })),
    { ...sale, lines: [{ text: 'soap', amountMinor: amount }] },
    { ...ask.contra('cash', 'bank', 1), amountMinor: amount }
  ]
  for (const request of requests) {
    expect((await call('entry.record', request)).failure?.code).toMatch(/^(money|input)\//)
  }
  expect(
    (await call('entry.record', { ...sale, amountMinor: 0, tender: { ...sale.tender, cashMinor: 0 } })).failure
  ).toMatchObject({
    code: 'money/zero'
  })
  await isWhole()
})

const NAMES = [
  ['', 'party/name-empty'],
  [' \t\n ', 'party/name-empty'],
  ['\u200e\u202e', 'party/name-empty'],
  ['x'.repeat(10_000), 'party/name-too-long'],
  ['क्ष'.repeat(5_000), 'party/name-too-long']
] as const

test.each(NAMES.map(([name, code]) => ({ name, code, length: name.length })))(
  'a name of $length characters is $code, and the field is named',
  async ({ name, code }) => {
    expect((await call('party.add', ask.party(name))).failure).toMatchObject({ code, field: 'name' })
    await isWhole()
  }
)

test.each([
  '😀🛒',
  '👨‍👩‍👧‍👦 Stores',
  'half \ud83d a letter',
  'a\u0000b',
  '"; drop table entry; --',
  '=1+1',
  'é',
  'e\u0301'
])('a party named %j is taken, found and printed', async (name) => {
  const { party } = await shop.call('party.add', ask.party(name))
  expect(party.name.isWellFormed()).toBe(true)
  expect((await shop.call('party.search', { text: party.name, limit: 5 })).map((hit) => hit.id)).toContain(party.id)
  const sale = { ...ask.sale(party.id, 100_00), text: `${name} ${name}`, note: name }
  expect(await call('entry.record', sale)).toMatchObject({ ok: true })
  expect(await call('party.statement', { partyId: party.id, beforeEntryNo: null, limit: 10 })).toMatchObject({
    ok: true
  })
  await isWhole()
})

test.each([
  [20261122, 'calendar/date-in-future'],
  [20991231, 'calendar/date-in-future'],
  [20260230, 'calendar/not-a-date'],
  [0, 'calendar/not-a-date'],
  [2026.5, 'calendar/not-a-date']
])('a day %s is refused', async (bookOn, code) => {
  expect((await call('entry.record', { ...ask.sale(ramesh, 1_00), bookOn })).failure).toMatchObject({ code })
  await isWhole()
})

test('the largest amounts are taken until a balance would be too large, and then it is said', async () => {
  let refused = ''
  for (let count = 0; count < 1_100 && refused === ''; count++) {
    const answer = await call('entry.record', ask.sale(ramesh, 1_000_000_000_000))
    if (!answer.ok) refused = answer.failure?.code ?? ''
  }
  expect(refused).toBe('entry/balance-too-large')
  await isWhole()
})

/** Parts of requests as they are, and what somebody might put in their place. */
const junk = fc.oneof(
  fc.constantFrom(null, undefined, '', 0, -1, 1e20, 0.1, true, [], {}, 'expense:tea', 'cash', 'sale', 20261121),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.integer(),
  fc.uuid()
)

test('whatever is asked of whatever endpoint ends in an answer or a code, never in a fault of the program', async () => {
  const seeds: Record<string, () => object> = {
    'entry.record': () => ask.sale(ramesh, 100_00, { cashMinor: 50_00, upiMinor: 10_00 }),
    'party.add': () => ask.party('Suresh'),
    'closing.count': () => ({ id: newId(), count: ask.count({ loose: 100 }) }),
    'closing.close': () => ({ id: newId(), countId: newId(), reason: '', toOwnerMinor: 0, toBankMinor: 0 }),
    'entry.reverse': () => ({ id: newId(), entryId: newId(), reason: 'x' })
  }
  const changes = fc.array(fc.tuple(fc.nat(20), junk), { minLength: 1, maxLength: 3 })
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...CHANNELS),
      changes,
      fc.object({ maxDepth: 2 }),
      async (channel, edits, stray) => {
        const start: Record<string, unknown> = { ...(seeds[channel]?.() ?? stray) }
        for (const [at, value] of edits) {
          const names = Object.keys(start)
          start[names[at % Math.max(1, names.length)] ?? 'id'] = value
        }
        const { ok, failure } = await call(channel, start)
        if (!ok) expect(failure?.code, `${channel} ${JSON.stringify(start)}`).not.toBe('app/unexpected')
      }
    ),
    { numRuns: 600 }
  )
  await isWhole()
}, 120_000)
