import { afterEach, beforeEach, expect, test } from 'vitest'
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

test('a plan is filled by what is paid after it was made, and says what is expected when', async () => {
  await sale(900)
  await got(100)
  const parts = [20261121, 20261128, 20261205].map((dueOn) => ({ dueOn, amountMinor: 300_00 }))
  const plan = { id: newId(), partyId: ramesh, side: 'get' as const, title: 'Three weeks', parts }
  expect(await shop.call('credit.plan', plan)).toMatchObject({ outcome: 'recorded', plan: { paidMinor: 0 } })
  expect(await shop.call('credit.plan', plan)).toMatchObject({ outcome: 'exists' })
  expect(await shop.failure('credit.plan', { ...plan, title: 'Other' })).toEqual({ code: 'entry/id-reused' })
  const payment = await got(400)
  const open = async () => (await brief()).plans[0]?.parts.map(({ openMinor }) => openMinor / 100)
  expect(await open()).toEqual([0, 200, 300])
  const { lines } = await shop.call('credit.today', { throughDays: 7 })
  expect(lines).toMatchObject([{ kind: 'plan-part', planId: plan.id, amountMinor: 200_00, onDay: 20261128 }])
  await shop.call('entry.reverse', { id: newId(), entryId: payment, reason: 'cheque bounced' })
  expect(await open()).toEqual([300, 300, 300])
  const end = { id: plan.id, reason: 'agreed anew' }
  expect(await shop.call('credit.endPlan', end)).toEqual({ outcome: 'recorded' })
  expect(await shop.call('credit.endPlan', end)).toEqual({ outcome: 'exists' })
  expect((await brief()).plans).toEqual([])
  expect(await shop.call('credit.plan', plan)).toMatchObject({ outcome: 'exists', plan: { isEnded: true } })
  expect(await shop.failure('credit.endPlan', { id: newId(), reason: '' })).toEqual({ code: 'credit/plan-not-found' })
})

test('the parts of a plan are moved, split and shared out anew, and what was paid stays paid', async () => {
  await sale(600)
  const part = (dueOn: number, rupees: number) => ({ dueOn, amountMinor: rupees * 100 })
  const plan = { id: newId(), partyId: ramesh, side: 'get' as const, title: 'Three weeks' }
  await shop.call('credit.plan', { ...plan, parts: [part(20261128, 200), part(20261205, 200), part(20261212, 200)] })
  await got(250)
  const change = {
    id: newId(),
    ofId: plan.id,
    parts: [part(20261220, 100), part(20261128, 200), part(20261205, 150), part(20261212, 150)]
  }
  expect(await shop.call('credit.changePlan', change)).toMatchObject({
    outcome: 'recorded',
    plan: { id: change.id, title: 'Three weeks', side: 'get', totalMinor: 600_00, paidMinor: 250_00 }
  })
  expect(await shop.call('credit.changePlan', change)).toMatchObject({ outcome: 'exists', plan: { isEnded: false } })
  const { plans } = await brief()
  expect(plans.map(({ id }) => id)).toEqual([change.id])
  expect(plans[0]?.parts.map(({ dueOn, openMinor }) => [dueOn, openMinor / 100])).toEqual([
    [20261128, 0],
    [20261205, 100],
    [20261212, 150],
    [20261220, 100]
  ])
  const { lines } = await shop.call('credit.today', { throughDays: 31 })
  expect(lines.filter(({ kind }) => kind === 'plan-part').map(({ planId }) => planId)).toEqual(Array(3).fill(change.id))

  // Another sum, nothing at all, a plan that is over, an id that stands for something else: nothing is changed by any.
  const again = { ...change, id: newId(), ofId: change.id }
  expect(await shop.failure('credit.changePlan', { ...again, parts: [part(20261128, 599)] })).toMatchObject({
    code: 'credit/plan-sum-changed',
    params: { totalMinor: 600_00, sumMinor: 599_00 }
  })
  const withNothing = [part(20261128, 600), part(20261129, 0)]
  expect(await shop.failure('credit.changePlan', { ...again, parts: withNothing })).toMatchObject({
    code: 'money/zero'
  })
  expect(await shop.failure('credit.changePlan', { ...change, id: newId() })).toMatchObject({
    code: 'credit/plan-ended'
  })
  expect(await shop.failure('credit.changePlan', { ...change, ofId: newId() })).toMatchObject({
    code: 'credit/plan-not-found'
  })
  const other = { ...change, parts: [part(20261128, 600)] }
  expect(await shop.failure('credit.changePlan', other)).toEqual({ code: 'entry/id-reused' })
  expect((await brief()).plans).toEqual(plans)
})
