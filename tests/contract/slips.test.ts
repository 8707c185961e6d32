import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

async function slip(name: string, amountMinor: number): Promise<string> {
  return (await shop.call('slip.add', { id: newId(), name, amountMinor })).slip.id
}
const list = () => shop.call('slip.list', { limit: 100 })
const isClean = async () => (await shop.call('ledger.verify', {})).isClean

test('a slip is no entry: the drawer, the day and every balance stay as they were until it is one', async () => {
  const before = await shop.call('counter.summary', {})
  const request = { id: newId(), name: '  चाय  वाला ', amountMinor: 40_00 }
  const first = await shop.call('slip.add', request)
  expect(first).toMatchObject({ outcome: 'recorded', slip: { name: 'चाय वाला', amountMinor: 40_00, ageDays: 0 } })
  expect((await shop.call('slip.add', request)).outcome).toBe('exists')
  expect(await shop.failure('slip.add', { ...request, amountMinor: 50_00 })).toEqual({ code: 'entry/id-reused' })
  await slip('Raju', -15_00)
  expect(await list()).toMatchObject({ count: 2, oweUsMinor: 40_00, weOweMinor: 15_00, earlierCount: 0 })
  expect((await list()).slips.map((one) => one.name)).toEqual(['Raju', 'चाय वाला'])
  expect(await shop.call('counter.summary', {})).toEqual(before)
  expect(await isClean()).toBe(true)
})

test('settled in cash it is a cash sale, and what we owed is only handed out', async () => {
  const before = await shop.call('counter.summary', {})
  const [owes, owed] = [await slip('Raju', 40_00), await slip('Change of Meena', -15_00)]
  const id = newId()
  const settled = await shop.call('slip.settle', { id, slipId: owes })
  expect(settled).toMatchObject({ outcome: 'recorded', entry: { kind: 'sale', cashMinor: 40_00, text: 'Raju' } })
  expect((await shop.call('slip.settle', { id, slipId: owes })).outcome).toBe('exists')
  expect(await shop.call('slip.settle', { id: newId(), slipId: owed })).toEqual({ outcome: 'recorded', entry: null })
  expect(await shop.failure('slip.settle', { id: newId(), slipId: owes })).toMatchObject({ code: 'slip/ended-already' })
  expect((await shop.call('counter.summary', {})).drawerMinor).toBe(before.drawerMinor + 40_00)
  expect((await list()).count).toBe(0)
  expect(await isClean()).toBe(true)
})

test('entered, it is in the account of its party, once, whatever is asked again', async () => {
  const { party } = await shop.call('party.add', ask.party('Raju'))
  const [goods, money] = [await slip('Raju', 40_00), await slip('Raju', 100_00)]
  const entry = { id: newId(), kind: 'sale', partyId: party.id, way: 'credit' } as const
  const entered = await shop.call('slip.enter', { slipId: goods, entry })
  expect(entered.entry).toMatchObject({ kind: 'sale', creditMinor: 40_00, note: 'Raju', balanceAfterMinor: 40_00 })
  expect((await shop.call('slip.enter', { slipId: goods, entry })).outcome).toBe('exists')
  expect(await shop.failure('slip.enter', { slipId: money, entry })).toEqual({ code: 'entry/id-reused' })
  const lent = { id: newId(), kind: 'gave', partyId: party.id, way: 'cash' } as const
  expect((await shop.call('slip.enter', { slipId: money, entry: lent })).entry.balanceAfterMinor).toBe(140_00)
  expect(await isClean()).toBe(true)
})

test('what cannot be entered leaves the slip open and nothing in the book', async () => {
  const id = await slip('Raju', 40_00)
  const entry = { id: newId(), partyId: null, way: 'cash' } as const
  const asGave = { slipId: id, entry: { ...entry, kind: 'gave' as const } }
  expect(await shop.failure('slip.enter', asGave)).toMatchObject({ code: 'entry/party-needed', field: 'partyId' })
  const onCredit = { slipId: id, entry: { ...entry, kind: 'sale' as const, way: 'credit' as const } }
  expect(await shop.failure('slip.enter', onCredit)).toMatchObject({ code: 'entry/cash-sale-must-be-paid' })
  expect(await shop.failure('slip.drop', { slipId: id, reason: ' ' })).toMatchObject({ code: 'entry/reason-needed' })
  expect(await shop.failure('slip.drop', { slipId: newId(), reason: 'x' })).toEqual({ code: 'slip/not-found' })
  expect(await shop.failure('slip.add', { id: newId(), name: ' ', amountMinor: 1 })).toMatchObject({
    code: 'slip/name-empty'
  })
  expect((await list()).count).toBe(1)
  expect((await shop.call('counter.summary', {})).entryCountToday).toBe(1)
  expect(await shop.call('slip.drop', { slipId: id, reason: 'written twice' })).toEqual({ outcome: 'recorded' })
  expect((await shop.call('slip.drop', { slipId: id, reason: 'written twice' })).outcome).toBe('exists')
  expect(await isClean()).toBe(true)
})

test('slips of earlier days stay open over a close and tell their age', async () => {
  await slip('Raju', 40_00)
  shop.clock.set(20261124, '11:00')
  await slip('Meena', 25_00)
  const { slips, earlierCount } = await list()
  expect(slips.map(({ name, ageDays }) => [name, ageDays])).toEqual([
    ['Meena', 0],
    ['Raju', 3]
  ])
  expect(earlierCount).toBe(1)
})
