import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { addDays, type BookDate } from '#shared/calendar/book-date.ts'
import { occurrencesUpTo, zRecurringExpense } from '#shared/expenses/recurring-expense.ts'
import { minor } from '#shared/money/money.ts'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop({ run: { openingCashMinor: minor(1_00_000_00) } })
})
afterEach(() => shop.close())

const rent = {
  ...{ title: 'Rent', accountCode: 'expense:rent', amountMinor: 12_000_00, place: 'cash' as const },
  ...{ every: { unit: 'month' as const, day: 1 }, fromOn: 20261101, isPaused: false }
}
const due = async () => (await shop.call('recurring.list', {})).due.map(({ period }) => period)

test('rent of the 1st is due from that day on, is paid with the amount that was paid, and then no more', async () => {
  const recurringId = newId()
  await shop.call('recurring.put', { id: recurringId, expense: rent })
  expect(await due()).toEqual(['202611'])
  const pay = { id: newId(), recurringId, period: '202611', amountMinor: 11_500_00 }
  const { entry } = await shop.call('recurring.pay', pay)
  expect(entry).toMatchObject({ kind: 'expense', cashMinor: -11_500_00, text: 'Rent' })
  expect(await shop.call('recurring.pay', pay)).toMatchObject({ outcome: 'exists' })
  expect(await due()).toEqual([])
  expect(await shop.failure('recurring.pay', { ...pay, id: newId() })).toMatchObject({ code: 'recurring/not-due' })
  shop.clock.set(20261201)
  expect(await due()).toEqual(['202612'])
  // Another day of the same month is the same month.
  await shop.call('recurring.put', { id: recurringId, expense: { ...rent, every: { unit: 'month', day: 20 } } })
  shop.clock.set(20261125)
  expect(await due()).toEqual([])
  await shop.call('entry.reverse', { id: newId(), entryId: entry.id, reason: 'not paid' })
  expect(await due()).toContain('202611')
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('it is paid from where it was paid this time, whatever was laid down', async () => {
  const recurringId = newId()
  await shop.call('recurring.put', { id: recurringId, expense: { ...rent, place: 'bank' } })
  const pay = { recurringId, period: '202611', amountMinor: 12_000_00 }
  const { entry } = await shop.call('recurring.pay', { ...pay, id: newId(), place: 'upi' })
  expect(entry).toMatchObject({ cashMinor: 0, upiMinor: -12_000_00, bankMinor: 0 })
  await shop.call('entry.reverse', { id: newId(), entryId: entry.id, reason: 'wrong' })
  expect((await shop.call('recurring.pay', { ...pay, id: newId() })).entry).toMatchObject({ bankMinor: -12_000_00 })
})

test('a time is left out with a reason, and what is paused or taken away is not asked for', async () => {
  const recurringId = newId()
  const wages = { ...rent, title: 'Wages', accountCode: 'expense:wages', every: { unit: 'week' as const, weekday: 6 } }
  await shop.call('recurring.put', { id: recurringId, expense: { ...wages, fromOn: 20261115 } })
  expect(await due()).toEqual(['20261116'])
  const skip = { recurringId, period: '20261116', reason: '' }
  expect(await shop.failure('recurring.skip', skip)).toMatchObject({ code: 'entry/reason-needed' })
  await shop.call('recurring.skip', { ...skip, reason: 'on leave' })
  expect(await due()).toEqual([])
  shop.clock.set(20261128)
  expect(await due()).toEqual(['20261123'])
  await shop.call('recurring.put', { id: recurringId, expense: { ...wages, isPaused: true } })
  expect(await due()).toEqual([])
})

test('whatever is tried, changed and repeated, nothing is paid twice for a month or a week', async () => {
  const step = fc.record({
    days: fc.integer({ min: 0, max: 20 }),
    every: fc.oneof(
      fc.record({ unit: fc.constant('month' as const), day: fc.integer({ min: 1, max: 31 }) }),
      fc.record({ unit: fc.constant('week' as const), weekday: fc.integer({ min: 0, max: 6 }) })
    ),
    tries: fc.integer({ min: 1, max: 3 })
  })
  const recurringId = newId()
  let day = 20261101 as BookDate
  const paid = new Set<string>()
  await fc.assert(
    fc.asyncProperty(step, async ({ days, every, tries }) => {
      day = addDays(day, days)
      shop.clock.set(day)
      await shop.call('recurring.put', { id: recurringId, expense: { ...rent, every } })
      const asked = (await due()).slice(-tries)
      for (const period of [...asked, ...asked]) {
        const failure = await shop.failure('recurring.pay', { id: newId(), recurringId, period, amountMinor: 1_00 })
        expect(failure === null).toBe(!paid.has(period))
        paid.add(period)
      }
    }),
    { numRuns: 20 }
  )
  expect(paid.size).toBeGreaterThan(0)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
}, 60_000)

test('every month and every week has one due day at most, and none before it began', () => {
  const anyDay = fc.integer({ min: 0, max: 2_000 }).map((days) => addDays(20260101 as BookDate, days))
  fc.assert(
    fc.property(anyDay, fc.integer({ min: 1, max: 31 }), fc.integer({ min: 0, max: 6 }), (upTo, day, weekday) => {
      for (const every of [{ unit: 'month', day } as const, { unit: 'week', weekday } as const]) {
        const all = occurrencesUpTo(zRecurringExpense.parse({ ...rent, every, fromOn: 20250101 }), upTo)
        expect(new Set(all.map(({ period }) => period)).size).toBe(all.length)
        expect(all.every(({ dueOn }) => dueOn <= upTo && dueOn >= 20250101)).toBe(true)
        expect(all.length).toBeGreaterThanOrEqual(11)
      }
    })
  )
})
