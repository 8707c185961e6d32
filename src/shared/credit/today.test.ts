import { expect, test } from 'vitest'
import { addDays, bookDate } from '#shared/calendar/book-date.ts'
import { minor, ZERO } from '#shared/money/money.ts'
import { type Collectable, isChosen, sortCollection } from './collection.ts'
import { duesOf } from './dues.ts'
import type { OpenItem } from './open-item.ts'
import { ANY_WORDS } from './party-words.ts'
import { proposeParts } from './plan-progress.ts'
import { expectedOf, inOrder, type RunningPlan } from './today.ts'

const TODAY = bookDate(2026, 11, 22)
const item = (entryNo: number, amount: number, due: number, promised: number | null = null): OpenItem => ({
  entryNo,
  kind: amount > 0 ? 'sale' : 'purchase',
  bookOn: addDays(TODAY, due - 30),
  dueOn: addDays(TODAY, due),
  promisedOn: promised === null ? null : addDays(TODAY, promised),
  creditMinor: minor(amount),
  openMinor: minor(amount),
  isUnsettled: false,
  isDueSet: false,
  isInterest: false
})
const expected = (items: OpenItem[], plans: RunningPlan[] = [], throughDays = 7) =>
  expectedOf(items, plans, { today: TODAY, throughDays })
    .toSorted(inOrder)
    .map(({ kind, onDay, amountMinor, entryNo }) => [kind, onDay, amountMinor, entryNo])

test('each open charge stands in one line: where it was promised, else where it falls due', () => {
  expect(
    expected([item(1, 10, -40), item(2, 20, -3), item(3, 30, 0), item(4, 40, 7), item(5, 50, 8), item(6, 60, -9, 0)])
  ).toEqual([
    ['overdue', 20261013, 30, null],
    ['promised', 20261122, 60, 6],
    ['due-today', 20261122, 30, 3],
    ['due-today', 20261129, 40, 4]
  ])
})

test('a broken promise is asked for on its day, one for later is waited for', () => {
  expect(expected([item(1, 10, -40, -2), item(2, 20, -40, 9)])).toEqual([['promised', 20261120, 10, 1]])
})

test('charges promised for one day are one line', () => {
  expect(expected([item(1, 10, -40, 1), item(2, 20, -30, 1)])).toEqual([['promised', 20261123, 30, null]])
})

test('what the shop owes is to be paid, overdue or this week, and money that settles nothing is not', () => {
  expect(expected([item(1, -10, -4), item(2, -20, 3), item(3, -30, 30)])).toEqual([
    ['pay-supplier', 20261118, -10, 1],
    ['pay-supplier', 20261125, -20, 2]
  ])
  expect(expected([{ ...item(1, -10, -4), isUnsettled: true }])).toEqual([])
})

test('where a plan runs, its parts say when money is expected', () => {
  const parts = proposeParts(minor(100), 2, addDays(TODAY, -1), 'weekly').map((part) => ({
    ...part,
    openMinor: part.amountMinor
  }))
  const plan = { id: 'p', side: 'get' as const, parts }
  expect(expected([item(1, 100, -40)], [plan])).toEqual([
    ['plan-part', 20261121, 50, null],
    ['plan-part', 20261128, 50, null]
  ])
  expect(expected([item(1, -10, -4)], [{ ...plan, side: 'give' }])[0]).toEqual(['plan-part', 20261121, -50, null])
  const [first, second] = parts
  if (!first || !second) throw new Error('two parts')
  expect(expected([], [{ ...plan, parts: [{ ...first, openMinor: ZERO }, second] }])).toEqual([
    ['plan-part', 20261128, 50, null]
  ])
})

test('what a party owes is summed up: due, overdue, since when, promised, broken', () => {
  const dues = duesOf(
    [item(1, 10, -40, -1), item(2, 20, -3, 4), item(3, 30, 5), { ...item(4, -5, -9), isUnsettled: true }],
    TODAY
  )
  expect(dues).toMatchObject({ dueMinor: 60, overdueMinor: 30, oldestDueOn: 20261013, promisedOn: 20261121 })
  expect(dues.brokenMinor).toBe(10)
  expect(dues.ageing).toEqual({ buckets: [30, 20, 10, 0, 0], unsettledMinor: -5 })
})

const line = (name: string, items: OpenItem[], more: Partial<Collectable> = {}): Collectable => ({
  ...{ name, lastEntryOn: addDays(TODAY, -10), isOverLimit: false, dues: duesOf(items, TODAY) },
  ...{ group: '', route: '', tags: [] },
  ...more
})

test('the collection list is chosen and sorted as it is asked for', () => {
  const lines = [
    line('bina', [item(1, 10, -40)], { route: 'East', lastEntryOn: addDays(TODAY, -90) }),
    line('Anil', [item(2, 99, 5, 2)], { route: 'West', group: 'A', tags: ['VIP', 'cash'] }),
    line('Chetan', [item(3, 50, -3, -1)], { route: 'East', isOverLimit: true })
  ]
  const names = (filter: Parameters<typeof isChosen>[1]['filter'], more = {}) =>
    lines
      .filter((one) => isChosen(one, { filter, ...ANY_WORDS, silentDays: 60, today: TODAY, ...more }))
      .map(({ name }) => name)
  expect(names('all')).toEqual(['bina', 'Anil', 'Chetan'])
  expect(names('overdue')).toEqual(['bina', 'Chetan'])
  expect(names('promised')).toEqual(['Anil', 'Chetan'])
  expect(names('broken-promise')).toEqual(['Chetan'])
  expect(names('over-limit')).toEqual(['Chetan'])
  expect(names('silent')).toEqual(['bina'])
  expect(names('all', { route: 'East' })).toEqual(['bina', 'Chetan'])
  expect(names('all', { group: 'A' })).toEqual(['Anil'])
  expect([names('all', { tag: 'cash' }), names('all', { tag: 'cash', route: 'East' })]).toEqual([['Anil'], []])
  const sorted = (sort: Parameters<typeof sortCollection>[1]) => sortCollection(lines, sort).map(({ name }) => name)
  expect(sorted('oldest')).toEqual(['bina', 'Chetan', 'Anil'])
  expect(sorted('amount')).toEqual(['Anil', 'Chetan', 'bina'])
  expect(sorted('name')).toEqual(['Anil', 'bina', 'Chetan'])
  expect(sorted('route')).toEqual(['bina', 'Chetan', 'Anil'])
})
