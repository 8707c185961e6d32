import { afterEach, beforeEach, expect, test } from 'vitest'
import { drawerLines } from '#shared/closing/day-figures.ts'
import { minor } from '#shared/money/money.ts'
import { billLine, billRequest, pieces } from '#tests/support/bill-request.ts'
import { ask, newId, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'

/** What shops complained of in public about closing a day, by the numbers of our list of pains: each is held here by name. */
let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop({ run: { openingCashMinor: minor(500_00) } })
})
afterEach(() => shop.close())

const sell = (amount: number, tender: object = { cashMinor: amount }) =>
  shop.call('entry.record', ask.sale(null, amount, tender))

async function count(loose: number): Promise<string> {
  const id = newId()
  await shop.call('closing.count', { id, count: ask.count({ loose }) })
  return id
}
const closeWith = (countId: string | null, reason = '') => ({
  ...{ id: newId(), countId, reason, toOwnerMinor: 0, toBankMinor: 0 }
})
const close = async (loose: number, reason = '') =>
  (await shop.call('closing.close', closeWith(await count(loose), reason))).closing
const isClean = async () => expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })

test('pain 36: change that was given back is not counted as cash in the drawer', async () => {
  await sell(749_00, { cashMinor: 1_000_00, changeMinor: 251_00 })
  const z = await close(1_249_00)
  expect(z).toMatchObject({ overShortMinor: 0, figures: { cashSalesMinor: 749_00, expectedMinor: 1_249_00 } })
})

test('pain 37: a count that differs from the book closes the day, and the figure of the book is not told before', async () => {
  await sell(100_00)
  const before = JSON.stringify([await shop.call('closing.status', {}), await shop.call('shift.state', {})])
  expect(before).not.toContain('60000')
  expect(await close(437_00, 'not known')).toMatchObject({ overShortMinor: -163_00, nextFloatMinor: 437_00 })
  // Nor does a day that nobody could count block anything.
  await sell(1_00)
  const { closing } = await shop.call('closing.close', closeWith(null, 'drawer jammed'))
  expect(closing).toMatchObject({ countId: null, nextFloatMinor: 438_00 })
})

test('pain 38: a close that fails leaves nothing behind, and the same close can be tried again', async () => {
  await sell(100_00)
  const countId = await count(600_00)
  const tooMuch = { ...closeWith(countId), toOwnerMinor: 601_00 }
  expect(await shop.failure('closing.close', tooMuch)).toMatchObject({ code: 'closing/float-exceeds-count' })
  expect(await shop.call('closing.list', { limit: 5, beforeZNo: null })).toEqual([])
  await sell(5_00)
  const right = { ...tooMuch, toOwnerMinor: 100_00 }
  const first = await shop.call('closing.close', right)
  expect(await shop.call('closing.close', right)).toEqual({ ...first, outcome: 'exists' })
  expect((await shop.call('counter.summary', {})).drawerMinor).toBe(505_00)
  await isClean()
})

test('pain 39: nothing is left out of a close: what is sold between count and close, or at another window, is in the Z', async () => {
  await sell(100_00)
  const countId = await count(600_00)
  const other = openTestApp({ folder: shop.folder, keep: true, clock: shop.clock })
  try {
    await other.call('entry.record', ask.sale(null, 40_00, { cashMinor: 40_00 }))
    await sell(60_00)
    const { closing } = await shop.call('closing.close', closeWith(countId))
    expect(closing).toMatchObject({ overShortMinor: 0, figures: { salesMinor: 200_00 }, nextFloatMinor: 700_00 })
    await other.call('entry.record', ask.sale(null, 7_00, { cashMinor: 7_00 }))
  } finally {
    await other.close()
  }
  const next = await close(707_00)
  expect(next.figures.salesMinor).toBe(7_00)
  expect(next.figures.firstEntryNo).toBeGreaterThan(1)
  await isClean()
})

test('pain 40: a close after midnight is of the day that it closes, and bears the time at which it was made', async () => {
  await sell(100_00)
  shop.clock.set(20261122, '01:20')
  const late = await close(600_00)
  expect(late.bookOn).toBe(20261121)
  expect(late.closedAt).toBe(shop.clock.now().epochMs)
  // And one that somebody remembers the next day is not given the next day's entries.
  shop.clock.set(20261122, '11:00')
  await sell(20_00)
  shop.clock.set(20261123, '10:00')
  await sell(30_00)
  const forgotten = { ...closeWith(null, 'forgot'), isForgotten: true }
  const { closing } = await shop.call('closing.close', forgotten)
  expect(closing).toMatchObject({ bookOn: 20261122, figures: { salesMinor: 20_00 } })
})

test('pain 41: the next day opens with exactly what was left, and a difference is posted once', async () => {
  await sell(100_00)
  const first = await close(590_00, 'short')
  const figures = await shop.call('closing.figures', {})
  expect(figures).toMatchObject({ openingFloatMinor: 590_00, expectedMinor: 590_00, handoverDifferenceMinor: 0 })
  shop.clock.set(20261122, '10:00')
  await sell(10_00)
  const second = await close(600_00)
  expect([first.overShortMinor, second.overShortMinor]).toEqual([-10_00, 0])
  const accounts = await shop.call('account.list', {})
  expect(accounts.find(({ code }) => code === 'over-short')?.balanceMinor).toBe(10_00)
})

test('pain 42: goods leave the shelf when they are sold, not when the shift or the day is closed', async () => {
  const { item } = await shop.call('item.add', { id: newId(), name: 'Soap' })
  const line = billLine(item as never, { amountMinor: 50_00, said: pieces(3), rate: null })
  const paid = { cashMinor: 50_00, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
  await shop.call('bill.record', { ...billRequest('sale', [line]), id: newId(), tender: paid } as never)
  const onHand = async () => {
    const page = { text: '', filter: 'all' as const, group: '', offset: 0, limit: 5 }
    return (await shop.call('item.list', page)).items[0]?.onHand
  }
  expect(await onHand()).toBe(-3_000)
  await close(550_00)
  expect(await onHand()).toBe(-3_000)
})

test('pain 43: a numbered, frozen Z with float, expected, counted and difference, for each cashier and in all', async () => {
  await sell(100_00)
  const countId = await count(590_00)
  const over = { ...closeWith(countId, 'coin'), countId, person: 'Asha' }
  await shop.call('shift.handOver', over)
  await sell(200_00)
  const z = await close(795_00, 'found')
  expect(z).toMatchObject({
    zNo: 1,
    overShortMinor: 5_00,
    figures: { openingFloatMinor: 500_00, expectedMinor: 790_00 }
  })
  expect(z.shifts.map((one) => [one.personName, one.figures.openingFloatMinor, one.overShortMinor])).toEqual([
    ['Ravi', 500_00, -10_00],
    ['Asha', 590_00, 5_00]
  ])
  for (const { figures } of [z, ...z.shifts]) expect(drawerLines(figures)).toBe(figures.expectedMinor)
  // Whatever comes later, the Z says what it said.
  await sell(1_00)
  expect((await shop.call('closing.list', { limit: 1, beforeZNo: null }))[0]).toEqual(z)
  await isClean()
})
