import { afterEach, beforeEach, expect, test } from 'vitest'
import { openCreditLists } from '#main/app/read-credit-lists.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { ANY_WORDS } from '#shared/credit/party-words.ts'
import { NO_TERMS } from '#shared/credit/terms.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
let ramesh: string
beforeEach(async () => {
  shop = await openTestShop()
  ramesh = await addParty(shop, 'Ramesh')
})
afterEach(async () => {
  // Whatever a test did, every row of it follows from the journal.
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
  await shop.close()
})

const sale = async (amount: number, party = ramesh) =>
  (await shop.call('entry.record', ask.sale(party, amount * 100))).entry.id
const got = async (amount: number, party = ramesh) =>
  (await shop.call('entry.record', ask.got(party, { cashMinor: amount * 100 }))).entry.id
const brief = (partyId = ramesh) => shop.call('credit.brief', { partyId })
const open = async (partyId = ramesh) =>
  (await brief(partyId)).items.map(({ openMinor, dueOn }) => [openMinor / 100, dueOn])
const TERMS = { ...NO_TERMS, tags: [], limitMinor: 1_000_00, creditDays: 10, group: 'A', route: 'East' }

test('a charge falls due by the days of the shop, of the party, or on the day that was set', async () => {
  const first = await sale(300)
  expect(await open()).toEqual([[300, 20261221]])
  await shop.call('credit.terms', { partyId: ramesh, terms: TERMS })
  expect(await open()).toEqual([[300, 20261201]])
  await shop.call('credit.date', { entryId: first, dueOn: 20261125, promisedOn: 20261126 })
  const { items, promisedOn } = await brief()
  expect([items[0]?.dueOn, promisedOn]).toEqual([20261125, 20261126])
  await shop.call('settings.change', { creditDays: 5 })
  await shop.call('credit.terms', { partyId: ramesh, terms: { ...TERMS, creditDays: null } })
  await shop.call('credit.date', { entryId: first, dueOn: null, promisedOn: null })
  expect(await open()).toEqual([[300, 20261126]])
})

test('the oldest is settled first, unless a payment names what it settles', async () => {
  const [one, two] = [await sale(300), await sale(200)]
  const payment = await got(250)
  expect((await open()).map(([amount]) => amount)).toEqual([50, 200])
  const settle = { entryId: payment, way: 'against' as const, against: [{ entryId: two, amountMinor: 200_00 }] }
  expect(await shop.call('credit.settle', settle)).toEqual({ outcome: 'recorded' })
  expect(await shop.call('credit.settle', settle)).toEqual({ outcome: 'exists' })
  expect((await brief()).items.map(({ entryId, openMinor }) => [entryId, openMinor])).toEqual([[one, 250_00]])
  await shop.call('credit.settle', { entryId: payment, way: 'oldest', against: [] })
  expect((await open()).map(([amount]) => amount)).toEqual([50, 200])
})

test('an advance settles nothing until it is said what', async () => {
  const charge = await sale(300)
  const advance = await got(100)
  await shop.call('credit.settle', { entryId: advance, way: 'advance', against: [] })
  const { items, ageing, balanceMinor } = await brief()
  expect(items.map(({ openMinor, isUnsettled }) => [openMinor, isUnsettled])).toEqual([
    [300_00, false],
    [-100_00, true]
  ])
  expect([ageing.buckets[0], ageing.unsettledMinor, balanceMinor]).toEqual([300_00, -100_00, 200_00])
  const against = [{ entryId: charge, amountMinor: 60_00 }]
  await shop.call('credit.settle', { entryId: advance, way: 'advance', against })
  expect((await open()).map(([amount]) => amount)).toEqual([240, -40])
})

test('a payment settles never more than is open of a charge, nor more than it is, nor what is not its to settle', async () => {
  const [one, two] = [await sale(300), await sale(200)]
  const suresh = await addParty(shop, 'Suresh')
  const other = await sale(100, suresh)
  const [payment, small] = [await got(400), await got(50)]
  const settle = (entryId: string, ...parts: [string, number][]) =>
    shop.failure('credit.settle', {
      entryId,
      way: 'against',
      against: parts.map(([charge, amount]) => ({ entryId: charge, amountMinor: amount * 100 }))
    })
  expect(await settle(payment, [one, 301])).toMatchObject({ code: 'credit/charge-exceeded' })
  expect(await settle(payment, [one, 300], [two, 101])).toMatchObject({ code: 'credit/payment-exceeded' })
  expect(await settle(payment, [one, 300], [two, 100])).toBeNull()
  expect(await settle(small, [one, 1])).toMatchObject({ code: 'credit/charge-exceeded' })
  expect(await settle(small, [other, 1])).toMatchObject({ code: 'credit/not-a-charge' })
  expect(await settle(small, [payment, 1])).toMatchObject({ code: 'credit/not-a-charge' })
  expect(await settle(small, [two, 0])).toMatchObject({ code: 'money/zero' })
  expect(await settle(small, [two, 10], [two, 10])).toMatchObject({ code: 'input/invalid' })
  expect(await settle(newId(), [two, 1])).toMatchObject({ code: 'entry/not-found' })
  // What it named before is free again for itself.
  expect(await settle(payment, [one, 200], [two, 200])).toBeNull()
})

test('a reversal of either side takes the settlement back', async () => {
  const [one, two] = [await sale(300), await sale(200)]
  const payment = await got(200)
  const against = [{ entryId: two, amountMinor: 200_00 }]
  await shop.call('credit.settle', { entryId: payment, way: 'against', against })
  await shop.call('entry.reverse', { id: newId(), entryId: two, reason: 'goods back' })
  expect((await brief()).items.map(({ entryId, openMinor }) => [entryId, openMinor])).toEqual([[one, 100_00]])
  expect(
    await shop.failure('credit.settle', {
      entryId: payment,
      way: 'against',
      against: [{ entryId: two, amountMinor: 100_00 }]
    })
  ).toMatchObject({ code: 'credit/undone' })
  await shop.call('entry.reverse', { id: newId(), entryId: payment, reason: 'cheque bounced' })
  expect((await open()).map(([amount]) => amount)).toEqual([300])
  expect(await shop.failure('credit.settle', { entryId: payment, way: 'advance', against: [] })).toMatchObject({
    code: 'credit/undone'
  })
})

test('what the shop owes a supplier falls due too, and a micro supplier within the days of the law', async () => {
  const mill = await addParty(shop, 'Mill', 'supplier')
  const purchase = { ...ask.gave(mill, 0), kind: 'purchase' as const, partyId: mill, amountMinor: 900_00 }
  await shop.call('entry.record', purchase)
  expect(await open(mill)).toEqual([[-900, 20261221]])
  await shop.call('credit.terms', { partyId: mill, terms: { ...NO_TERMS, tags: [], paysWithin: 'msme-15' } })
  expect(await open(mill)).toEqual([[-900, 20261206]])
  const today = await shop.call('credit.today', { throughDays: 20 })
  expect(today.lines).toMatchObject([{ kind: 'pay-supplier', onDay: 20261206, amountMinor: -900_00 }])
  expect([today.getMinor, today.giveMinor]).toEqual([0, 900_00])
})

test('terms are kept as they were said, words are offered again, and the same again is nothing new', async () => {
  const terms = { ...TERMS, tags: [' VIP ', 'VIP', 'cash'], consent: 'given' as const, language: 'hi' }
  const set = () => shop.call('credit.terms', { partyId: ramesh, terms })
  expect([(await set()).outcome, (await set()).outcome]).toEqual(['recorded', 'exists'])
  expect((await brief()).terms).toEqual({ ...terms, tags: ['VIP', 'cash'] })
  expect(await shop.call('credit.words', {})).toEqual({ groups: ['A'], routes: ['East'], tags: ['VIP', 'cash'] })
})

test('what is left of the limit is the limit less the balance', async () => {
  await sale(1_200)
  expect(await brief()).toMatchObject({ limitMinor: null, leftMinor: null })
  await shop.call('settings.change', { creditLimitMinor: 5_000_00 })
  expect(await brief()).toMatchObject({ limitMinor: 5_000_00, leftMinor: 3_800_00 })
  await shop.call('credit.terms', { partyId: ramesh, terms: TERMS })
  expect(await brief()).toMatchObject({ limitMinor: 1_000_00, leftMinor: -200_00 })
})

test('interest is proposed by the rule, charged by an entry, and its days are not charged again', async () => {
  await sale(1_000)
  await shop.call('settings.change', { interest: { ratePerYearBp: 18_00, graceDays: 5 } })
  expect((await brief()).interestMinor).toBe(0)
  shop.clock.set(20261231)
  const { interestMinor, items } = await brief()
  expect([interestMinor, items[0]?.interestMinor]).toEqual([2_47, 2_47])
  const charge = {
    id: newId(),
    partyId: ramesh,
    account: 'interest-received' as const,
    creditMinor: 2_47,
    text: 'Interest'
  }
  expect((await shop.call('credit.adjust', charge)).entry).toMatchObject({
    kind: 'journal',
    balanceAfterMinor: 1_002_47
  })
  expect((await shop.call('credit.adjust', charge)).outcome).toBe('exists')
  expect((await brief()).interestMinor).toBe(0)
  shop.clock.set(20270110)
  expect((await brief()).interestMinor).toBe(4_93)
  await shop.call('credit.terms', {
    partyId: ramesh,
    terms: { ...NO_TERMS, tags: [], interest: { ratePerYearBp: 0, graceDays: 0 } }
  })
  expect((await brief()).interestMinor).toBe(0)
})

test('a discount and a bad debt settle the oldest, and stand on the side that they belong to', async () => {
  await sale(1_000)
  const adjust = (
    account: 'discount-allowed' | 'bad-debts' | 'interest-received',
    creditMinor: number,
    id = newId()
  ) => ({ id, partyId: ramesh, account, creditMinor, text: '' })
  await shop.call('credit.adjust', adjust('discount-allowed', -50_00))
  const debt = adjust('bad-debts', -950_00)
  await shop.call('credit.adjust', debt)
  expect(await open()).toEqual([])
  expect(await shop.failure('credit.adjust', { ...debt, creditMinor: -1_00 })).toEqual({ code: 'entry/id-reused' })
  expect(await shop.failure('credit.adjust', adjust('bad-debts', 0))).toMatchObject({ code: 'money/zero' })
  await expect(shop.call('credit.adjust', adjust('bad-debts', 1_00))).rejects.toThrow('input/invalid')
  const accounts = await shop.call('account.list', {})
  expect(accounts.find(({ code }) => code === 'bad-debts')?.balanceMinor).toBe(950_00)
  await shop.call('entry.reverse', { id: newId(), entryId: debt.id, reason: 'he paid after all' })
  expect((await open()).map(([amount]) => amount)).toEqual([950])
})

test('no more is written off or given away than is owed on that side', async () => {
  await sale(100)
  const adjust = (account: 'discount-allowed' | 'discount-received' | 'bad-debts', creditMinor: number, to = ramesh) =>
    shop.failure('credit.adjust', { id: newId(), partyId: to, account, creditMinor, text: '' })
  const exceeded = (amountMinor: number, openMinor: number) => ({
    code: 'credit/adjustment-exceeded',
    params: { amountMinor, openMinor },
    field: 'creditMinor'
  })
  expect(await adjust('bad-debts', -50_000_00)).toEqual(exceeded(50_000_00, 100_00))
  expect(await adjust('discount-allowed', -100_01)).toEqual(exceeded(100_01, 100_00))
  expect(await adjust('discount-received', 1_00)).toEqual(exceeded(1_00, 0))
  expect((await brief()).balanceMinor).toBe(100_00)
  const supplier = await addParty(shop, 'Mahesh Traders', 'supplier')
  await shop.call('entry.record', {
    ...ask.gave(supplier, 0),
    kind: 'purchase' as const,
    partyId: supplier,
    amountMinor: 300_00
  })
  expect(await adjust('discount-received', 300_01, supplier)).toEqual(exceeded(300_01, 300_00))
  expect(await adjust('discount-received', 300_00, supplier)).toBeNull()
  expect(await adjust('bad-debts', -100_00)).toBeNull()
})

test('a visit without a payment leaves a promise on whatever is due', async () => {
  expect(await shop.failure('credit.promise', { partyId: ramesh, promisedOn: 20261125 })).toMatchObject({
    code: 'credit/nothing-open'
  })
  await sale(300)
  await sale(200)
  const promise = { partyId: ramesh, promisedOn: 20261125 }
  expect(await shop.call('credit.promise', promise)).toEqual({ outcome: 'recorded', itemCount: 1 })
  expect(await shop.call('credit.promise', promise)).toEqual({ outcome: 'exists', itemCount: 1 })
  shop.clock.set(20261225)
  expect(await shop.call('credit.promise', { ...promise, promisedOn: 20261227 })).toEqual({
    outcome: 'recorded',
    itemCount: 2
  })
  expect((await shop.call('credit.today', { throughDays: 2 })).lines).toMatchObject([
    { kind: 'promised', onDay: 20261227, amountMinor: 500_00, entryId: null }
  ])
})

const COLLECTION = {
  ...{ side: 'get' as const, filter: 'all' as const, sort: 'amount' as const, ...ANY_WORDS },
  ...{ silentDays: 60, offset: 0, limit: 50 }
}

test('the collection list names who owes, how much, since when, what was promised, and adds it all up', async () => {
  const suresh = await addParty(shop, 'Suresh')
  await addParty(shop, 'Nobody')
  await sale(300)
  await sale(500, suresh)
  await shop.call('credit.terms', { partyId: suresh, terms: { ...TERMS, limitMinor: 400_00 } })
  await shop.call('credit.promise', { partyId: ramesh, promisedOn: 20261122 })
  shop.clock.set(20261205)
  const all = await shop.call('credit.collection', COLLECTION)
  expect(all.lines.map(({ party, dueMinor, overdueMinor }) => [party.name, dueMinor, overdueMinor])).toEqual([
    ['Suresh', 500_00, 500_00],
    ['Ramesh', 300_00, 0]
  ])
  expect([all.total, all.dueMinor, all.overdueMinor]).toEqual([2, 800_00, 500_00])
  expect(all.ageing).toEqual({ buckets: [300_00, 500_00, 0, 0, 0], unsettledMinor: 0 })
  const names = async (change: Partial<Parameters<typeof shop.call<'credit.collection'>>[1]>) =>
    (await shop.call('credit.collection', { ...COLLECTION, ...change })).lines.map(({ party }) => party.name)
  expect(await names({ filter: 'over-limit' })).toEqual(['Suresh'])
  expect(await names({ filter: 'broken-promise' })).toEqual(['Ramesh'])
  expect(await names({ filter: 'silent', silentDays: 10 })).toEqual(['Suresh', 'Ramesh'])
  expect(await names({ group: 'A' })).toEqual(['Suresh'])
  expect(await names({ sort: 'name', offset: 1 })).toEqual(['Suresh'])
  expect(await names({ side: 'give' })).toEqual([])
})

test('lists that were read before are the same as ones that are read anew, whatever happened since', async () => {
  const suresh = await addParty(shop, 'Suresh')
  const store = openLedgerStore(shop.file(), { readOnly: true })
  try {
    const kept = openCreditLists(store)
    const first = await sale(300)
    await sale(200, suresh)
    const paid = await got(50)
    const happenings: (() => Promise<unknown>)[] = [
      () => shop.call('credit.date', { entryId: first, dueOn: 20261101, promisedOn: 20261120 }),
      () => shop.call('credit.terms', { partyId: suresh, terms: { ...TERMS, limitMinor: 100_00 } }),
      () => sale(70),
      () => shop.call('credit.settle', { entryId: paid, way: 'advance', against: [] }),
      () => shop.call('credit.settle', { entryId: paid, way: 'oldest', against: [] }),
      () => got(200, suresh),
      () => shop.call('entry.reverse', { id: newId(), entryId: first, reason: 'goods back' }),
      () => shop.call('settings.change', { creditDays: 3 }),
      () => sale(10, suresh)
    ]
    for (const happens of happenings) {
      await happens()
      const { creditDays, creditLimitMinor, interest } = await shop.call('settings.read', {})
      const context = { shop: { creditDays, creditLimitMinor, interest }, today: 20261121 as BookDate }
      const anew = openCreditLists(store)
      expect(kept.collection(context, COLLECTION)).toEqual(anew.collection(context, COLLECTION))
      expect(kept.today(context, { throughDays: 31 })).toEqual(anew.today(context, { throughDays: 31 }))
    }
  } finally {
    store.close()
  }
})

test('what a payment may settle is offered as if it had settled nothing, with what it settles now', async () => {
  const [one, two, three] = [await sale(300), await sale(200), await sale(100)]
  const payment = await got(400)
  const offered = async () => {
    const { way, charges } = await shop.call('credit.charges', { entryId: payment })
    return [way, charges.map(({ entryId, openMinor, settlesMinor }) => [entryId, openMinor / 100, settlesMinor / 100])]
  }
  expect(await offered()).toEqual([
    'oldest',
    [
      [one, 300, 300],
      [two, 200, 100],
      [three, 100, 0]
    ]
  ])
  const against = [
    { entryId: three, amountMinor: 100_00 },
    { entryId: two, amountMinor: 150_00 }
  ]
  await shop.call('credit.settle', { entryId: payment, way: 'against', against })
  expect(await offered()).toEqual([
    'against',
    [
      [one, 300, 0],
      [two, 200, 150],
      [three, 100, 100]
    ]
  ])
  expect(await shop.failure('credit.charges', { entryId: newId() })).toMatchObject({ code: 'entry/not-found' })
})
