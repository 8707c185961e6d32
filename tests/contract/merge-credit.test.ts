import { afterEach, beforeEach, expect, test } from 'vitest'
import { NO_TERMS } from '#shared/credit/terms.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
let goes: string
let stays: string
beforeEach(async () => {
  shop = await openTestShop()
  goes = await addParty(shop, 'Ramesh')
  stays = await addParty(shop, 'Ramesh General')
})
afterEach(async () => {
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
  await shop.close()
})

async function charge(partyId: string, amount: number, dueOn: number, promisedOn: number | null = null) {
  const { entry } = await shop.call('entry.record', ask.sale(partyId, amount * 100))
  await shop.call('credit.date', { entryId: entry.id, dueOn, promisedOn })
  return entry.id
}
const brief = (partyId: string) => shop.call('credit.brief', { partyId })
const open = async (partyId: string) =>
  (await brief(partyId)).items.map(({ openMinor, dueOn, promisedOn }) => [openMinor / 100, dueOn, promisedOn])
const merge = (partyId = goes, intoId = stays) =>
  shop.call('party.merge', { partyId, intoId, outId: newId(), inId: newId() })
const unmerge = () => shop.call('party.unmerge', { partyId: goes, outId: newId(), inId: newId() })
const got = (partyId: string, amount: number) =>
  shop.call('entry.record', ask.got(partyId, { cashMinor: amount * 100 }))

test('a merge that is taken back leaves both sides with their own days, and pays no plan', async () => {
  await charge(goes, 1_000, 20261105, 20261110)
  await charge(stays, 500, 20261231)
  const parts = [{ dueOn: 20261231, amountMinor: 500_00 }]
  await shop.call('credit.plan', { id: newId(), partyId: stays, side: 'get', title: 'One part', parts })
  await merge()
  expect(await open(stays)).toEqual([
    [500, 20261231, null],
    [1_000, 20261105, 20261110]
  ])
  await unmerge()
  expect(await open(goes)).toEqual([[1_000, 20261105, 20261110]])
  expect(await open(stays)).toEqual([[500, 20261231, null]])
  expect((await brief(stays)).plans).toMatchObject([{ paidMinor: 0, parts: [{ openMinor: 500_00 }] }])
  expect((await brief(stays)).overdueMinor).toBe(0)
})

test('each open item keeps its own day: what is not due does not become overdue', async () => {
  await charge(goes, 100, 20261105)
  await charge(goes, 9_900, 20261215)
  await merge()
  expect(await open(stays)).toEqual([
    [100, 20261105, null],
    [9_900, 20261215, null]
  ])
  expect((await brief(stays)).overdueMinor).toBe(100_00)
  // The oldest is settled first, as it would have been.
  await got(stays, 150)
  expect(await open(stays)).toEqual([[9_850, 20261215, null]])
})

test('days whose interest was charged are not charged again by a merge, and interest bears none there and back', async () => {
  const interest = { ratePerYearBp: 18_00, graceDays: 0 }
  await shop.call('settings.change', { interest })
  await charge(goes, 1_00_000, 20261121)
  shop.clock.set(20261221)
  const id = newId()
  const { interestMinor } = await brief(goes)
  expect(interestMinor).toBe(1_479_45)
  const charged = { id, account: 'interest-received' as const, creditMinor: interestMinor, text: '' }
  await shop.call('credit.adjust', { ...charged, partyId: goes })
  await charge(stays, 1_000, 20261121)
  await shop.call('credit.adjust', { ...charged, id: newId(), partyId: stays, creditMinor: 14_79 })
  await merge()
  expect((await brief(stays)).interestMinor).toBe(0)
  // A promise beside it takes nothing of that away.
  await shop.call('credit.promise', { partyId: stays, promisedOn: 20261225 })
  shop.clock.set(20261231)
  const tenDays = 493_15
  expect((await brief(stays)).interestMinor).toBe(tenDays + 4_93)
  await unmerge()
  expect((await brief(goes)).interestMinor).toBe(tenDays)
  expect((await brief(stays)).interestMinor).toBe(4_93)
})

test('interest that the one that stays was charged before says nothing of what comes to it', async () => {
  await shop.call('settings.change', { interest: { ratePerYearBp: 18_00, graceDays: 0 } })
  await charge(goes, 1_00_000, 20261121)
  await charge(stays, 1_000, 20261121)
  shop.clock.set(20261221)
  const charged = { id: newId(), partyId: stays, account: 'interest-received' as const, creditMinor: 14_79, text: '' }
  await shop.call('credit.adjust', charged)
  await merge()
  expect((await brief(stays)).interestMinor).toBe(1_479_45)
})

test('an advance stays an advance there and back', async () => {
  await charge(goes, 300, 20261130)
  const advance = (await got(goes, 100)).entry.id
  await shop.call('credit.settle', { entryId: advance, way: 'advance', against: [] })
  const held = async (partyId: string) =>
    (await brief(partyId)).items.map(({ openMinor, isUnsettled }) => [openMinor / 100, isUnsettled]).toSorted()
  const expected = await held(goes)
  expect(expected).toEqual([
    [-100, true],
    [300, false]
  ])
  await merge()
  expect(await held(stays)).toEqual(expected)
  expect(await open(goes)).toEqual([])
  await unmerge()
  expect(await held(goes)).toEqual(expected)
  expect(await open(stays)).toEqual([])
})

test('of very many open items the newest keep their days, and the rest goes as one', async () => {
  for (let at = 0; at < 53; at++) await charge(goes, 10, 20261201 + (at % 20))
  await merge()
  const items = await open(stays)
  expect(items).toHaveLength(51)
  expect(items[0]).toEqual([30, 20261201, null])
  expect(items.reduce((total, [amount]) => total + Number(amount), 0)).toBe(530)
  await unmerge()
  expect(await open(goes)).toEqual(items)
  expect(await open(stays)).toEqual([])
})

test('terms of its own hold for what comes to a party', async () => {
  await charge(goes, 1_000, 20261105)
  const terms = { ...NO_TERMS, tags: [], interest: { ratePerYearBp: 0, graceDays: 0 } }
  await shop.call('settings.change', { interest: { ratePerYearBp: 18_00, graceDays: 0 } })
  await shop.call('credit.terms', { partyId: stays, terms })
  await merge()
  expect((await brief(stays)).interestMinor).toBe(0)
})

test('a chain of merges is taken back with the days that hold at its end, each for its own charge', async () => {
  const last = await addParty(shop, 'Ramesh and Sons')
  await charge(goes, 1_000, 20261105, 20261110)
  await charge(goes, 300, 20261201)
  await charge(stays, 500, 20261231)
  await charge(last, 70, 20261115)
  await merge(goes, stays)
  await merge(stays, last)
  // At the end of the chain the customer is given another day for one of the charges, and promises another.
  const ofGoes = (await brief(last)).items.find(({ openMinor }) => openMinor === 1_000_00)
  await shop.call('credit.date', { entryId: ofGoes?.entryId ?? '', dueOn: 20270115, promisedOn: 20261128 })
  const back = (partyId: string) => shop.call('party.unmerge', { partyId, outId: newId(), inId: newId() })
  await back(stays)
  expect(await open(last)).toEqual([[70, 20261115, null]])
  expect((await open(stays)).toSorted()).toEqual(
    [
      [1_000, 20270115, 20261128],
      [300, 20261201, null],
      [500, 20261231, null]
    ].toSorted()
  )
  await back(goes)
  expect(await open(stays)).toEqual([[500, 20261231, null]])
  expect((await open(goes)).toSorted()).toEqual(
    [
      [1_000, 20270115, 20261128],
      [300, 20261201, null]
    ].toSorted()
  )
})

test('what was paid between two merges of a chain stays where it was paid, and the days still find their charge', async () => {
  const last = await addParty(shop, 'Ramesh and Sons')
  await charge(goes, 1_000, 20261105)
  await charge(stays, 500, 20261231)
  await merge(goes, stays)
  await got(stays, 700)
  await merge(stays, last)
  const back = (partyId: string) => shop.call('party.unmerge', { partyId, outId: newId(), inId: newId() })
  await back(stays)
  expect(await open(stays)).toEqual([[800, 20261105, null]])
  await back(goes)
  expect(await open(goes)).toEqual([[1_000, 20261105, null]])
  // The 700 are of the one that stayed: they settled its own charge, and the rest is its money now.
  expect((await brief(stays)).balanceMinor).toBe(-200_00)
})

test('interest that is charged to a party that is one with another goes to the one that stands for it', async () => {
  const interest = { ratePerYearBp: 18_00, graceDays: 0 }
  await shop.call('settings.change', { interest })
  await charge(goes, 1_00_000, 20261121)
  const last = await addParty(shop, 'Ramesh and Sons')
  await merge(goes, stays)
  await merge(stays, last)
  shop.clock.set(20261221)
  const { interestMinor } = await brief(last)
  expect(interestMinor).toBe(1_479_45)
  const asked = {
    id: newId(),
    partyId: goes,
    account: 'interest-received' as const,
    creditMinor: interestMinor,
    text: ''
  }
  const { entry } = await shop.call('credit.adjust', asked)
  expect(entry.partyId).toBe(last)
  expect(await shop.call('credit.adjust', asked)).toMatchObject({ outcome: 'exists' })
  const now = await brief(last)
  expect([now.balanceMinor, now.interestMinor]).toEqual([1_00_000_00 + 1_479_45, 0])
  expect(now.items.filter(({ isInterest }) => isInterest)).toHaveLength(1)
  expect([await brief(goes), await brief(stays)].map(({ balanceMinor }) => balanceMinor)).toEqual([0, 0])
  // More than is owed is not written off by either name.
  const debt = { ...asked, id: newId(), account: 'bad-debts' as const, creditMinor: -2_00_000_00 }
  expect(await shop.failure('credit.adjust', debt)).toMatchObject({ code: 'credit/adjustment-exceeded' })
})

test('a merge that moved nothing is taken back once, and asked again changes nothing', async () => {
  const ids = { outId: newId(), inId: newId() }
  expect(await shop.failure('party.unmerge', { partyId: goes, ...ids })).toEqual({ code: 'party/not-merged' })
  await merge()
  expect((await shop.call('party.unmerge', { partyId: goes, ...ids })).outcome).toBe('recorded')
  const again = await shop.call('party.unmerge', { partyId: goes, ...ids })
  expect(again).toMatchObject({ outcome: 'exists', movedMinor: 0, party: { id: goes, isArchived: false } })
  // Also after the party was changed since; and another one was never one with anybody.
  await shop.call('party.change', {
    ...{ id: goes, name: 'Ramesh', kind: 'customer', phone: '98', place: '', alias: '', isArchived: false }
  })
  expect((await shop.call('party.unmerge', { partyId: goes, ...ids })).outcome).toBe('exists')
  expect(await shop.failure('party.unmerge', { partyId: stays, ...ids })).toEqual({ code: 'party/not-merged' })
})
