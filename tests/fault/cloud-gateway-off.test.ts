import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { doDueWork } from '#cloud/app/do-due-work.ts'
import { hookAddress } from '#cloud/app/gateway-keys.ts'
import { workHooks } from '#cloud/app/take-hook.ts'
import { createRazorpay } from '#cloud/gateways/razorpay.ts'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { makeOwner, shopWithParty, type TestOwner } from '#tests/support/cloud-owner.ts'
import { type FakeHook, type FakeRazorpay, startFakeRazorpay } from '#tests/support/fake-razorpay.ts'

// A gateway that the owner turns off, or changes for another account, while links of it are open.
let fake: FakeRazorpay
let cloud: TestCloud
let owner: TestOwner
let partyId: string
const was = Date.UTC(2026, 10, 22, 9)
const DAY_MS = 86_400_000

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
  await owner.post('/owner/choices/gateway', { ...fake.keys })
})
afterEach(async () => {
  await workHooks(cloud.cloud, owner.accountId)
  cloud.clock.ms = was
})

async function makeLink() {
  const linkId = randomUUID()
  const payload = {
    ...{ linkId, kind: 'payment', partyId, amountMinor: 1_250_50, reference: '', title: '', days: 30 },
    isByGateway: true
  }
  const made = await cloud.app.inject({ method: 'POST', url: '/v1/links', headers: owner.device.headers, payload })
  expect(made.statusCode).toBe(200)
  return { linkId, path: new URL(made.json().url).pathname, view: made.json() }
}

const hookPath = () => new URL(hookAddress(cloud.cloud, owner.accountId, 'razorpay')).pathname
const deliver = async ({ body, headers }: FakeHook): Promise<number> =>
  (await cloud.app.inject({ method: 'POST', url: hookPath(), headers, payload: body })).statusCode

const stateOf = async (linkId: string) =>
  (await cloud.app.inject({ url: `/v1/links/${linkId}`, headers: owner.device.headers })).json()

const keptKeys = () =>
  cloud.database.withAccount(owner.accountId, (run) =>
    run.selectFrom('gateway_account').selectAll().where('account_id', '=', owner.accountId).execute()
  )

const turnOff = () => owner.post('/owner/choices/gateway/off', {})

it('with no link open goes at once, keys and address', async () => {
  expect((await turnOff()).status).toBe(303)
  expect(await keptKeys()).toEqual([])
  const anything: FakeHook = { body: '{}', headers: { 'content-type': 'application/json' } }
  expect(await deliver(anything)).toBe(404)
})

it('has its open links cancelled at the gateway, says how many are left, and then forgets the keys', async () => {
  const one = await makeLink()
  const other = await makeLink()
  expect((await owner.get('/owner/choices')).body).toContain('2 of its links are open')
  fake.fail(503, 2)
  await turnOff()
  await doDueWork(cloud.cloud)
  // The gateway was out of order: nothing is forgotten, and the owner is told.
  expect(await keptKeys()).toHaveLength(1)
  expect((await owner.get('/owner/choices')).body).toContain('still open at the gateway: 2')
  const fresh = await makeLink()
  expect(fresh.view.gatewayState).toBe(null)
  cloud.clock.ms += 120_000
  await doDueWork(cloud.cloud)
  for (const { linkId, path } of [one, other]) {
    expect(fake.links.get(linkId)?.status).toBe('cancelled')
    expect(await stateOf(linkId)).toMatchObject({ gatewayState: 'cancelled', paidMinor: 0 })
    // The page asks for UPI from then on: the customer can still pay.
    expect((await cloud.app.inject({ url: path })).body).toContain('upi://pay')
  }
  expect(await keptKeys()).toEqual([])
  expect((await owner.get('/owner/choices')).body).not.toContain('still open')
})

it('still takes what was paid before the link could be cancelled, by webhook and by asking', async () => {
  const hooked = await makeLink()
  const asked = await makeLink()
  const hook = fake.pay(hooked.linkId)
  fake.pay(asked.linkId)
  await turnOff()
  expect(await deliver(hook)).toBe(200)
  await workHooks(cloud.cloud, owner.accountId)
  await doDueWork(cloud.cloud)
  for (const { linkId } of [hooked, asked])
    expect(await stateOf(linkId)).toMatchObject({ gatewayState: 'paid', paidMinor: 1_250_50 })
  expect(await keptKeys()).toEqual([])
})

it('that is turned on again before that goes on as it was', async () => {
  const { linkId } = await makeLink()
  fake.fail(503)
  await turnOff()
  await doDueWork(cloud.cloud)
  await owner.post('/owner/choices/gateway', { keyId: fake.keys.keyId, keySecret: '', hookSecret: '' })
  const hook = fake.pay(linkId)
  expect(await deliver(hook)).toBe(200)
  cloud.clock.ms += 120_000
  await workHooks(cloud.cloud, owner.accountId)
  await doDueWork(cloud.cloud)
  expect(await stateOf(linkId)).toMatchObject({ gatewayState: 'paid' })
  expect(await keptKeys()).toHaveLength(1)
})

it('changed for another account asks about the links of the one before with its own keys', async () => {
  const { linkId } = await makeLink()
  await owner.post('/owner/choices/gateway', { keyId: 'rzp_test_2', keySecret: 'other', hookSecret: 'other-hooks' })
  const hook = fake.pay(linkId)
  // What the account before signs is still its word.
  cloud.clock.ms += 120_000
  await doDueWork(cloud.cloud)
  expect(await stateOf(linkId)).toMatchObject({ gatewayState: 'paid', paidMinor: 1_250_50 })
  expect(await deliver(hook)).toBe(200)
  await workHooks(cloud.cloud, owner.accountId)
  expect(await stateOf(linkId)).toMatchObject({ paidMinor: 1_250_50 })
})

it('that never answers again is asked until the links have ended, and then forgotten', async () => {
  await makeLink()
  await turnOff()
  for (let days = 0; days < 33; days += 3) {
    fake.fail(503, 2)
    cloud.clock.ms += 3 * DAY_MS
    await doDueWork(cloud.cloud)
  }
  expect(await keptKeys()).toEqual([])
})
