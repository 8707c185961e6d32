import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawerLines } from '#shared/closing/day-figures.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import { minor } from '#shared/money/money.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop({ run: { openingCashMinor: minor(1_000_00) } })
})
afterEach(() => shop.close())

const cashSale = (amount: number) => shop.call('entry.record', ask.sale(null, amount, { cashMinor: amount }))

async function close(asked: { count?: number; reason?: string; isForgotten?: boolean } = {}) {
  const { count, reason = 'nobody counted', isForgotten = false } = asked
  const countId = count === undefined ? null : newId()
  if (countId !== null)
    await shop.call('closing.count', { id: countId, count: ask.count({ loose: count ?? 0 }), isForgotten })
  const request = { id: newId(), countId, reason, toOwnerMinor: 0, toBankMinor: 0, isForgotten }
  return (await shop.call('closing.close', request)).closing
}

async function handOverRequest(counted: number) {
  const countId = newId()
  await shop.call('closing.count', { id: countId, count: ask.count({ loose: counted }) })
  return { id: newId(), countId, reason: 'x', toOwnerMinor: 0, toBankMinor: 0, person: 'Asha' }
}

/** What the shifts of a day add up to, each by itself. */
const ADDED_UP = [
  ...(['salesMinor', 'cashSalesMinor', 'duesCashMinor', 'cashExpensesMinor'] as const),
  ...(['bankMinor', 'creditGivenMinor'] as const)
]
const sumsOf = (lots: readonly Pick<ClosingView, 'figures'>[]) =>
  ADDED_UP.map((name) => lots.reduce((sum, { figures }) => sum + figures[name], 0))

test('yesterday was not closed and today has begun: yesterday is closed alone, today goes to the next Z', async () => {
  await cashSale(300_00)
  shop.clock.set(20261122, '10:00')
  await shop.call('entry.record', ask.sale(null, 50_00, { upiMinor: 50_00 }))
  await cashSale(70_00)
  expect((await shop.call('counter.summary', {})).forgottenOn).toBe(20261121)
  expect(await shop.call('closing.status', {})).toMatchObject({ forgotten: { bookOn: 20261121, laterCount: 2 } })
  const z = await close({ isForgotten: true })
  expect(z).toMatchObject({
    ...{ zNo: 1, bookOn: 20261121, countId: null, countedMinor: 1_300_00, overShortMinor: 0, nextFloatMinor: 1_300_00 },
    ...{ reason: 'nobody counted', carried: { entryCount: 2 } },
    figures: { salesMinor: 300_00, upiWaitingMinor: 0, expectedMinor: 1_300_00 }
  })
  expect(await shop.call('closing.status', {})).toMatchObject({ bookOn: 20261122, entryCount: 2, forgotten: null })
  expect(await shop.call('counter.summary', {})).toMatchObject({ salesTodayMinor: 120_00, entryCountToday: 2 })
  expect(await shop.call('entry.recent', { beforeEntryNo: null, limit: 10 })).toHaveLength(2)
  await cashSale(5_00)
  const next = await close({ count: 1_370_00, reason: 'short' })
  expect(next).toMatchObject({
    ...{ zNo: 2, bookOn: 20261122, overShortMinor: -5_00, carried: null },
    figures: { salesMinor: 125_00, openingFloatMinor: 1_300_00, upiWaitingMinor: 50_00, expectedMinor: 1_375_00 }
  })
  expect(drawerLines(next.figures)).toBe(1_375_00)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('yesterday was not closed and today has not begun: the close is still yesterday’s, counted or not', async () => {
  await cashSale(300_00)
  shop.clock.set(20261122, '08:00')
  expect(await shop.call('closing.status', {})).toMatchObject({
    bookOn: 20261121,
    forgotten: { bookOn: 20261121, laterCount: 0 }
  })
  expect(await close({ count: 1_300_00, reason: '' })).toMatchObject({ bookOn: 20261121, carried: null })
  expect((await cashSale(10_00)).entry.bookOn).toBe(20261122)
})

test('a count of yesterday evening is held against yesterday’s figure, whatever came since', async () => {
  await cashSale(300_00)
  shop.clock.set(20261122, '10:00')
  await cashSale(70_00)
  const z = await close({ count: 1_290_00, reason: 'short', isForgotten: true })
  expect(z).toMatchObject({ countedMinor: 1_290_00, overShortMinor: -10_00, nextFloatMinor: 1_290_00 })
  expect(drawerLines(z.figures)).toBe(1_300_00)
  expect((await shop.call('counter.summary', {})).drawerMinor).toBe(1_360_00)
  expect(await close({ count: 1_360_00, reason: '' })).toMatchObject({ bookOn: 20261122, overShortMinor: 0 })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('of the counts only those are offered that the close may stand on', async () => {
  await cashSale(300_00)
  const evening = newId()
  await shop.call('closing.count', { id: evening, count: ask.count({ loose: 1_300_00 }) })
  shop.clock.set(20261122, '10:00')
  await cashSale(70_00)
  const late = newId()
  await shop.call('closing.count', { id: late, count: ask.count({ loose: 1_300_00 }), isForgotten: true })
  const today = newId()
  await shop.call('closing.count', { id: today, count: ask.count({ loose: 1_370_00 }) })
  const offered = async (isForgotten: boolean) =>
    (await shop.call('closing.status', { isForgotten })).counts.map(({ id }) => id)
  expect(await offered(true)).toEqual([evening, late])
  expect(await offered(false)).toEqual([evening, today])
  for (const countId of await offered(false)) {
    const isForgotten = false
    const request = { id: newId(), countId, isForgotten, reason: 'x', toOwnerMinor: 0, toBankMinor: 0 }
    expect(await shop.failure('closing.close', { ...request, toOwnerMinor: 99_999_00 })).not.toMatchObject({
      code: 'closing/count-used'
    })
  }
})

test('without a count a reason is asked, and what was never forgotten is not closed as such', async () => {
  await cashSale(1_00)
  expect(await shop.call('closing.status', {})).toMatchObject({ forgotten: null })
  const request = { id: newId(), countId: null, reason: ' ', toOwnerMinor: 0, toBankMinor: 0 }
  expect(await shop.failure('closing.close', request)).toMatchObject({ code: 'closing/reason-needed' })
  expect(await shop.failure('closing.close', { ...request, reason: 'x', isForgotten: true })).toMatchObject({
    code: 'closing/none-forgotten'
  })
})

test('a sale after the evening’s Z is tomorrow’s: nothing was forgotten', async () => {
  await cashSale(1_00)
  await close()
  await cashSale(2_00)
  shop.clock.set(20261122, '10:00')
  expect((await shop.call('counter.summary', {})).forgottenOn).toBeNull()
})

test('a cashier of the forgotten day works on, and his new shift has the entries of the new day', async () => {
  await shop.call('shift.begin', { id: newId(), person: 'Asha' })
  await cashSale(300_00)
  shop.clock.set(20261122, '10:00')
  await cashSale(70_00)
  const z = await close({ isForgotten: true })
  expect(z.shifts).toMatchObject([{ personName: 'Asha', countId: null, figures: { cashSalesMinor: 300_00 } }])
  expect((await cashSale(5_00)).entry.personName).toBe('Asha')
  const next = await close({ count: 1_375_00, reason: '' })
  expect(next.shifts).toMatchObject([
    { personName: 'Asha', figures: { cashSalesMinor: 75_00, expectedMinor: 1_375_00 } }
  ])
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('a drawer is not handed over while a forgotten day waits behind the entries of today', async () => {
  await cashSale(300_00)
  shop.clock.set(20261122, '10:00')
  await cashSale(70_00)
  expect(await shop.failure('shift.begin', { id: newId(), person: 'Asha' })).toMatchObject({
    code: 'shift/day-forgotten'
  })
  const over = await handOverRequest(1_370_00)
  expect(await shop.failure('shift.handOver', over)).toMatchObject({ code: 'shift/day-forgotten' })
  const monday = await close({ isForgotten: true })
  expect(monday).toMatchObject({ figures: { salesMinor: 300_00 }, shifts: [] })
  // It has a count of its own: the one that was refused was of the two days together.
  const { shift } = await shop.call('shift.handOver', await handOverRequest(1_370_00))
  expect(shift.figures.salesMinor).toBe(70_00)
  await cashSale(5_00)
  const tuesday = await close({ count: 1_375_00, reason: '' })
  expect(tuesday.shifts.map(({ personName, figures }) => [personName, figures.salesMinor])).toEqual([
    ['Ravi', 70_00],
    ['Asha', 5_00]
  ])
})

test('what a shift that is over holds stays in the Z of its day, also when its clock had stood ahead', async () => {
  shop.clock.set(20261125, '10:00')
  await cashSale(40_00)
  shop.clock.set(20261121, '12:00')
  await cashSale(300_00)
  await shop.call('shift.handOver', await handOverRequest(1_340_00))
  await cashSale(5_00)
  shop.clock.set(20261125, '10:00')
  await cashSale(9_00)
  await close({ isForgotten: true }).catch(ok)
  const zs = await shop.call('closing.list', { limit: 10, beforeZNo: null })
  for (const z of zs)
    expect(z.shifts.reduce((sum, { figures }) => sum + figures.salesMinor, 0)).toBe(z.figures.salesMinor)
})

test('a count of today, with what today brought, is none of the forgotten day', async () => {
  await cashSale(300_00)
  shop.clock.set(20261122, '10:00')
  await cashSale(70_00)
  const count = { id: newId(), count: ask.count({ loose: 1_370_00 }) }
  await shop.call('closing.count', count)
  expect(await shop.failure('closing.count', { ...count, isForgotten: true })).toMatchObject({
    code: 'closing/count-used'
  })
  const request = { id: newId(), countId: count.id, reason: 'x', toOwnerMinor: 0, toBankMinor: 0 }
  expect(await shop.failure('closing.close', { ...request, isForgotten: true })).toMatchObject({
    code: 'closing/count-used'
  })
  expect(await shop.call('closing.count', count)).toMatchObject({ outcome: 'exists', result: { overShortMinor: 0 } })
})

test('a count of the forgotten day closes that day alone, and one of its evening still does', async () => {
  await cashSale(300_00)
  const evening = { id: newId(), count: ask.count({ loose: 1_300_00 }) }
  await shop.call('closing.count', evening)
  shop.clock.set(20261122, '10:00')
  await cashSale(70_00)
  const later = { id: newId(), count: ask.count({ loose: 1_300_00 }), isForgotten: true }
  await shop.call('closing.count', later)
  const request = { id: newId(), countId: later.id, reason: 'x', toOwnerMinor: 0, toBankMinor: 0 }
  expect(await shop.failure('closing.close', request)).toMatchObject({ code: 'closing/count-used' })
  const close = { ...request, id: newId(), countId: evening.id, reason: '', isForgotten: true }
  expect((await shop.call('closing.close', close)).closing).toMatchObject({
    ...{ bookOn: 20261121, overShortMinor: 0, figures: { expectedMinor: 1_300_00 } }
  })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

/** A day on which something of each kind happened, with what undoes it. */
async function busyDay(one: TestApp) {
  const [ramesh, mehta] = [ask.party('Ramesh'), ask.party('Mehta', 'supplier')]
  for (const party of [ramesh, mehta]) await one.call('party.add', party)
  const record = async (request: Parameters<typeof one.call<'entry.record'>>[1]) =>
    (await one.call('entry.record', request)).entry.id
  const undone = [
    await record(ask.sale(ramesh.id, 100_00, { upiMinor: 10_00 })),
    await record(ask.sale(null, 20_00, { cashMinor: 20_00 })),
    await record(ask.contra('cash', 'owner', 30_00)),
    await record(ask.contra('bank', 'cash', 11_00)),
    await record(ask.got(ramesh.id, { cashMinor: 5_00 }))
  ]
  for (const entryId of undone) await one.call('entry.reverse', { id: newId(), entryId, reason: 'typed twice' })
  await record(ask.sale(ramesh.id, 90_00, { cashMinor: 40_00 }))
  // More than the bill: old dues are paid with it.
  await record(ask.sale(ramesh.id, 7_00, { cashMinor: 30_00, upiMinor: 2_00 }))
  await record(ask.sale(null, 8_00, { upiMinor: 8_00 }))
  await record(ask.got(ramesh.id, { upiMinor: 3_00 }))
  await record(ask.gave(mehta.id, 4_00))
  await record(ask.expense('tea', 6_00))
  await record(ask.contra('cash', 'bank', 12_00))
  await record(ask.contra('cash', 'owner', 13_00))
  await record(ask.contra('owner', 'cash', 1_00))
}

test('what a forgotten day leaves to the next is what a Z of that evening would have left, whatever happened', async () => {
  const punctual = await openTestShop({ run: { openingCashMinor: minor(1_000_00) } })
  try {
    const figures = []
    for (const one of [punctual, shop]) {
      await one.call('entry.record', ask.sale(null, 300_00, { cashMinor: 300_00 }))
      const request = { id: newId(), countId: null, reason: 'x', toOwnerMinor: 0, toBankMinor: 0 }
      const evening = one === punctual ? await one.call('closing.close', request) : null
      one.clock.set(20261122, '10:00')
      await busyDay(one)
      const late = evening ?? (await one.call('closing.close', { ...request, isForgotten: true }))
      // The two shops differ in nothing but the code in their numbers.
      const said = [late.closing.figures, await one.call('closing.figures', {})]
      figures.push(JSON.parse(JSON.stringify(said).replaceAll(/"[A-Z]{3}[/]/g, '"')))
      const carried = late.closing.carried
      if (carried !== null) expect(carried.runs).toEqual([[carried.runs[0]?.[0], carried.runs[0]?.[1]]])
      if (carried !== null) expect(carried.entryCount).toBe(19)
    }
    expect(figures[1]).toEqual(figures[0])
  } finally {
    await punctual.close()
  }
})

/** What may happen at a counter that is closed now and then, some days late. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant('sell' as const), amount: fc.integer({ min: 1, max: 500_00 }) })
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('spend' as const), amount: fc.integer({ min: 1, max: 90_00 }) })
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('owe' as const, 'pay' as const, 'toBank' as const),
      amount: fc.integer({ min: 1, max: 90_00 })
    })
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('day' as const) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('handOver' as const), off: fc.integer({ min: -5, max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('close' as const), off: fc.integer({ min: -5, max: 5 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('closeForgotten' as const), isCounted: fc.boolean() }) }
)

type Step = typeof step extends fc.Arbitrary<infer One> ? One : never
const AT_A_COUNTER = (['sell', 'spend', 'owe', 'pay', 'toBank'] as const).map(
  (what): Step => ({ do: what, amount: 70_00 })
)
/** One day of three cashiers, of whom each has something of everything. */
const THREE_SHIFTS: Step[] = [
  ...AT_A_COUNTER,
  { do: 'handOver', off: 3 },
  ...AT_A_COUNTER,
  { do: 'handOver', off: -2 },
  ...AT_A_COUNTER
]

test('every entry is in exactly one Z, every Z adds up, and each begins with what the one before it left', async () => {
  // A fault in the sums of shifts shows only where several of one day have something: the runs must have had that.
  const seen = { shifts: 0, figures: new Set<number>() }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 25, size: 'max' }), async (steps) => {
      const one = await openTestShop({ run: { openingCashMinor: minor(10_000_00) } })
      shop = one
      const sold: number[] = []
      let day = 20261101
      const partyId = (await one.call('party.add', ask.party('Ramesh'))).party.id
      try {
        const drawer = async () => (await one.call('counter.summary', {})).drawerMinor
        for (const now of [...steps, { do: 'day' as const }, { do: 'close' as const, off: 0 }]) {
          if (now.do === 'sell') sold.push((await cashSale(now.amount)).entry.amountMinor)
          if (now.do === 'spend') await one.call('entry.record', ask.expense('tea', now.amount))
          if (now.do === 'owe') await one.call('entry.record', ask.sale(partyId, now.amount))
          if (now.do === 'owe') sold.push(now.amount)
          if (now.do === 'pay') await one.call('entry.record', ask.got(partyId, { cashMinor: now.amount }))
          if (now.do === 'toBank') await one.call('entry.record', ask.got(partyId, { bankMinor: now.amount }))
          if (now.do === 'day') one.clock.set(++day, '10:00')
          if (now.do === 'close') await close({ count: Math.max(0, (await drawer()) + now.off), reason: 'x' }).catch(ok)
          if (now.do === 'closeForgotten' && (await one.call('closing.status', {})).forgotten !== null)
            await close({ isForgotten: true, ...(now.isCounted ? { count: await drawer() } : {}) })
          if (now.do === 'handOver') {
            const over = await handOverRequest((await drawer()) + now.off)
            const isBehind = ((await one.call('closing.status', {})).forgotten?.laterCount ?? 0) > 0
            if (isBehind)
              expect(await one.failure('shift.handOver', over)).toMatchObject({ code: 'shift/day-forgotten' })
            if (isBehind) continue
            const { shift } = await one.call('shift.handOver', over)
            expect(drawerLines(shift.figures)).toBe(shift.figures.expectedMinor)
          }
        }
        const zs = (await one.call('closing.list', { limit: 100, beforeZNo: null })).reverse()
        expect(zs.reduce((sum, z) => sum + z.figures.salesMinor, 0)).toBe(sold.reduce((sum, amount) => sum + amount, 0))
        for (const [at, z] of zs.entries()) {
          expect(drawerLines(z.figures)).toBe(z.figures.expectedMinor)
          // A Z without shifts is of one person.
          if (z.shifts.length > 0) expect(sumsOf(z.shifts)).toEqual(sumsOf([z]))
          seen.shifts = Math.max(seen.shifts, z.shifts.filter(({ figures }) => figures.salesMinor > 0).length)
          if (z.shifts.length > 1) for (const [at, sum] of sumsOf([z]).entries()) if (sum !== 0) seen.figures.add(at)
          for (const shift of z.shifts) expect(shift.figures.salesMinor).toBeGreaterThanOrEqual(0)
          if (at > 0) expect(z.figures.openingFloatMinor).toBe(zs[at - 1]?.nextFloatMinor)
          if (at > 0) expect(z.bookOn).toBeGreaterThan(zs[at - 1]?.bookOn ?? 0)
        }
        expect(await one.call('ledger.verify', {})).toMatchObject({ isClean: true })
      } finally {
        await one.close()
      }
    }),
    { numRuns: 14, examples: [[THREE_SHIFTS]] }
  )
  expect(seen.shifts).toBeGreaterThan(1)
  expect(seen.figures.size).toBe(ADDED_UP.length)
  shop = await openTestShop()
}, 120_000)

/** A close with nothing to close is refused, and that is all. */
const ok = () => null
