import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { doDueWork } from '#cloud/app/do-due-work.ts'
import { hookAddress } from '#cloud/app/gateway-keys.ts'
import { HOOKS_KEPT_MS, purgeHooks } from '#cloud/app/purge-hooks.ts'
import { workHooks } from '#cloud/app/take-hook.ts'
import { unpackOps } from '#cloud/db/chunk-body.ts'
import { createRazorpay } from '#cloud/gateways/razorpay.ts'
import { zPaymentReturned } from '#shared/sync/link-wire.ts'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { makeOwner, shopWithParty, type TestOwner } from '#tests/support/cloud-owner.ts'
import { type FakeHook, type FakeRazorpay, signedHook, startFakeRazorpay } from '#tests/support/fake-razorpay.ts'

// Refunds and disputes as the gateway's documents show them, against the real server and PostgreSQL.
let fake: FakeRazorpay
let cloud: TestCloud
let owner: TestOwner
let partyId: string
const was = Date.UTC(2026, 10, 22, 9)

beforeAll(async () => {
  fake = await startFakeRazorpay()
  cloud = await openTestCloud({ gateways: [createRazorpay(fake.origin)] })
})
afterAll(async () => {
  await cloud.close()
  await fake.close()
})
beforeEach(async () => {
  partyId = randomUUID()
  owner = await makeOwner(cloud, shopWithParty(partyId))
  expect((await owner.post('/owner/choices/gateway', { ...fake.keys })).status).toBe(303)
})
afterEach(async () => {
  await settled()
  cloud.clock.ms = was
})

const settled = () => workHooks(cloud.cloud, owner.accountId)

async function makeLink() {
  const linkId = randomUUID()
  const payload = {
    ...{ linkId, kind: 'payment', partyId, amountMinor: 1_250_50, reference: 'A1-26-27-7', title: 'A1/26-27/7' },
    ...{ days: 30, isByGateway: true }
  }
  const made = await cloud.app.inject({ method: 'POST', url: '/v1/links', headers: owner.device.headers, payload })
  expect(made.statusCode).toBe(200)
  return { linkId, path: new URL(made.json().url).pathname }
}

async function deliver({ body, headers }: FakeHook): Promise<number> {
  const url = new URL(hookAddress(cloud.cloud, owner.accountId, 'razorpay')).pathname
  return (await cloud.app.inject({ method: 'POST', url, headers, payload: body })).statusCode
}

const paymentOf = (hook: FakeHook): string => JSON.parse(hook.body).payload.payment.entity.id

/** What the server recorded as device 0, by kind. */
async function recorded() {
  const rows = await cloud.database.withAccount(owner.accountId, (run) =>
    run
      .selectFrom('journal')
      .select('body')
      .where('account_id', '=', owner.accountId)
      .where('device_no', '=', 0)
      .orderBy('seq_to')
      .execute()
  )
  const ops = (await Promise.all(rows.map(({ body }) => unpackOps(body)))).flat()
  const facts = ops.map((op) => JSON.parse(op) as { k: string; d: unknown })
  return {
    kinds: facts.map(({ k }) => k),
    returned: facts.filter(({ k }) => k === 'payment.returned').map(({ d }) => zPaymentReturned.parse(d))
  }
}

it('a refund is one fact that names its payment, in parts and however often it is called', async () => {
  const { linkId, path } = await makeLink()
  const paid = fake.pay(linkId)
  const payment_id = paymentOf(paid)
  expect(await deliver(paid)).toBe(200)
  await settled()
  const part = fake.goBack('refund.processed', { id: 'rfnd_1', payment_id, amount: 200_00 })
  const rest = fake.goBack('refund.processed', { id: 'rfnd_2', payment_id, amount: 1_050_50 })
  // The same refund under another number of the event, and the same event many times at once.
  const again = signedHook(part.body, fake.keys.hookSecret, 'event_again')
  expect(await Promise.all([part, part, again, rest, part].map(deliver))).toEqual(Array(5).fill(200))
  await Promise.all([settled(), settled(), settled()])
  const { returned } = await recorded()
  expect(returned.toSorted((one, other) => one.amount - other.amount)).toEqual([
    {
      ...{ amount: 200_00, at: 1_795_345_200_000, currency: 'INR', id: 'rfnd_1', link: linkId, off: 330 },
      ...{ on: 20261122, party: partyId, payment: payment_id, provider: 'razorpay', reference: 'A1-26-27-7' },
      what: 'payment-refunded'
    },
    expect.objectContaining({ id: 'rfnd_2', amount: 1_050_50 })
  ])
  const page = (await cloud.app.inject({ url: path })).body
  expect(page).toContain('₹ 1,250.50 of it was paid back.')
})

it('a refund that comes before its payment waits for it, and needs no hour for that', async () => {
  const { linkId } = await makeLink()
  const paid = fake.pay(linkId)
  const early = fake.goBack('refund.processed', { id: 'rfnd_3', payment_id: paymentOf(paid), amount: 1_250_50 })
  expect(await deliver(early)).toBe(200)
  await settled()
  expect((await recorded()).kinds).toEqual([])
  expect(await deliver(paid)).toBe(200)
  await settled()
  await doDueWork(cloud.cloud)
  await settled()
  expect((await recorded()).kinds).toEqual([
    ...['statement.take', 'payment.received', 'payment.prove'],
    'payment.returned'
  ])
})

it('a refund whose payment only asking finds is told right after it', async () => {
  const { linkId } = await makeLink()
  const paid = fake.pay(linkId)
  await deliver(fake.goBack('refund.processed', { id: 'rfnd_4', payment_id: paymentOf(paid), amount: 10_00 }))
  await settled()
  cloud.clock.ms += 120_000
  await doDueWork(cloud.cloud)
  await doDueWork(cloud.cloud)
  await settled()
  expect((await recorded()).returned).toMatchObject([{ id: 'rfnd_4', amount: 10_00 }])
})

it('a refund that fails, and a dispute with its end, are told each as what it is', async () => {
  const { linkId } = await makeLink()
  const paid = fake.pay(linkId)
  const payment_id = paymentOf(paid)
  await deliver(paid)
  await settled()
  const back = (event: string, id: string, more: object = {}) =>
    deliver(fake.goBack(event, { id, payment_id, amount: 1_250_50, ...more }))
  // In any order: the end of a dispute may be told before its beginning.
  await back('payment.dispute.lost', 'disp_1', { amount_deducted: 1_300_00 })
  await back('payment.dispute.created', 'disp_1', { amount_deducted: 0, respond_by: 1_795_950_000 })
  await back('payment.dispute.won', 'disp_2')
  await back('refund.failed', 'rfnd_5')
  for (const silent of ['payment.dispute.under_review', 'refund.created', 'refund.speed_changed'])
    expect(await back(silent, 'rfnd_6')).toBe(200)
  await settled()
  expect((await recorded()).returned.map(({ what, amount, until }) => [what, amount, until]).sort()).toEqual([
    ['dispute-lost', 1_300_00, undefined],
    ['dispute-won', 1_250_50, undefined],
    ['payment-disputed', 1_250_50, 1_795_950_000_000],
    ['refund-failed', 1_250_50, undefined]
  ])
  const { body } = await owner.get('/owner?day=2026-11-22')
  for (const words of ['Dispute lost: taken back', 'Dispute won', 'Disputed', 'Refund failed'])
    expect(body).toContain(words)
  expect(body).not.toContain('recorded by hand')
})

it('what is forged, cut or of a payment that is not ours records nothing', async () => {
  const { linkId } = await makeLink()
  const paid = fake.pay(linkId)
  await deliver(paid)
  await settled()
  const before = (await recorded()).kinds
  const good = fake.goBack('refund.processed', { id: 'rfnd_7', payment_id: paymentOf(paid), amount: 1_250_50 })
  for (const forged of [
    { body: good.body.replace('125050', '1'), headers: good.headers },
    { body: good.body.slice(0, -1), headers: good.headers },
    signedHook(good.body, 'guessed', 'event_x'),
    { body: good.body, headers: { ...good.headers, 'x-razorpay-signature': 'f'.repeat(64) } }
  ])
    expect(await deliver(forged)).toBe(401)
  for (const [id, amount] of [
    ['rfnd 8', 1],
    ['', 1],
    ['rfnd_9', -1],
    ['rfnd_10', 0.5]
  ] as const)
    expect(
      await deliver(fake.goBack('refund.processed', { id, payment_id: paymentOf(paid), amount })),
      `${id} ${amount}`
    ).toBe(400)
  const strange = fake.goBack('refund.processed', { id: 'rfnd_11', payment_id: 'pay_elsewhere', amount: 5_00 })
  expect(await deliver(strange)).toBe(200)
  // A return is no payment: what stands under its key cannot be refunded once more.
  await deliver(good)
  await settled()
  await deliver(fake.goBack('refund.processed', { id: 'rfnd_12', payment_id: 'payment-refunded rfnd_7', amount: 5_00 }))
  cloud.clock.ms += 26 * 3_600_000
  await doDueWork(cloud.cloud)
  await settled()
  expect((await recorded()).kinds).toEqual([...before, 'payment.returned'])
  const waiting = await cloud.database.withAccount(owner.accountId, (run) =>
    run.selectFrom('hook_event').select('state').where('state', '!=', 'done').execute()
  )
  expect(waiting.map(({ state }) => state)).toEqual(['unmatched', 'unmatched'])
})

it('what a gateway called with goes after its time, and one that comes again then counts as little as before', async () => {
  const { linkId } = await makeLink()
  const paid = fake.pay(linkId)
  const back = fake.goBack('refund.processed', { id: 'rfnd_13', payment_id: paymentOf(paid), amount: 1_250_50 })
  const strange = fake.goBack('refund.processed', { id: 'rfnd_14', payment_id: 'pay_elsewhere', amount: 5_00 })
  // One after the other: a return that is worked off before its payment waits, and what waits is kept.
  for (const hook of [paid, back, strange]) {
    expect(await deliver(hook)).toBe(200)
    await settled()
  }
  const kept = () =>
    cloud.database.withAccount(owner.accountId, (run) => run.selectFrom('hook_event').select('state').execute())
  const before = (await recorded()).kinds
  cloud.clock.ms += HOOKS_KEPT_MS - 1
  expect(await purgeHooks(cloud.cloud, owner.accountId)).toBe(0)
  expect(await kept()).toHaveLength(3)
  cloud.clock.ms += 2
  // What still waits is not thrown away, however old it is.
  expect(await purgeHooks(cloud.cloud, owner.accountId)).toBe(2)
  expect(await kept()).toEqual([{ state: 'new' }])
  for (const hook of [paid, back]) expect(await deliver(hook)).toBe(200)
  await settled()
  expect((await recorded()).kinds).toEqual(before)
})
