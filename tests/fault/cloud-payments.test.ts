import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { doDueWork } from '#cloud/app/do-due-work.ts'
import { hookAddress } from '#cloud/app/gateway-keys.ts'
import { workHooks } from '#cloud/app/take-hook.ts'
import { unpackOps } from '#cloud/db/chunk-body.ts'
import { createRazorpay } from '#cloud/gateways/razorpay.ts'
import { zPaymentReceived } from '#shared/sync/link-wire.ts'
import { openTestCloud, type TestCloud } from '#tests/support/cloud-account.ts'
import { putOps } from '#tests/support/cloud-journal.ts'
import { makeOwner, shopWithParty, type TestOwner, wireOp } from '#tests/support/cloud-owner.ts'
import { type FakeHook, type FakeRazorpay, signedHook, startFakeRazorpay } from '#tests/support/fake-razorpay.ts'

let fake: FakeRazorpay
let cloud: TestCloud
beforeAll(async () => {
  fake = await startFakeRazorpay()
  cloud = await openTestCloud({ gateways: [createRazorpay(fake.origin)] })
})
afterAll(async () => {
  await cloud.close()
  await fake.close()
})

const HOUR_MS = 3_600_000
let owner: TestOwner
let partyId: string
beforeEach(async () => {
  partyId = randomUUID()
  owner = await makeOwner(cloud, shopWithParty(partyId))
  const { status } = await owner.post('/owner/choices/gateway', { ...fake.keys })
  expect(status).toBe(303)
})
const was = Date.UTC(2026, 10, 22, 9)
afterEach(async () => {
  await settled()
  cloud.clock.ms = was
})

/** Hooks are worked off after their answer: what is still under way is done before the test looks, or ends. */
const settled = () => workHooks(cloud.cloud, owner.accountId)

async function makeLink(linkId = randomUUID()) {
  const payload = {
    ...{ linkId, kind: 'payment', partyId, amountMinor: 1_250_50, reference: 'A1-26-27-7', title: 'A1/26-27/7' },
    ...{ days: 30, isByGateway: true }
  }
  const made = await cloud.app.inject({ method: 'POST', url: '/v1/links', headers: owner.device.headers, payload })
  expect(made.statusCode).toBe(200)
  return { linkId, path: new URL(made.json().url).pathname }
}

const deliver = async ({ body, headers }: FakeHook): Promise<number> => {
  const url = new URL(hookAddress(cloud.cloud, owner.accountId, 'razorpay')).pathname
  const { statusCode } = await cloud.app.inject({ method: 'POST', url, headers, payload: body })
  return statusCode
}

/** What the server recorded as device 0. */
const posted = () =>
  cloud.database.withAccount(owner.accountId, async (run) => {
    const rows = await run
      .selectFrom('journal')
      .select(['body', 'signature'])
      .where('account_id', '=', owner.accountId)
      .where('device_no', '=', 0)
      .orderBy('seq_to')
      .execute()
    const ops = (await Promise.all(rows.map(({ body }) => unpackOps(body)))).flat()
    expect(rows.every(({ signature }) => signature.length === 86)).toBe(true)
    const facts = ops.map((op) => JSON.parse(op) as { k: string; d: unknown })
    // Each has the gateway's line before it, and its proof behind it.
    const kinds = facts.map(({ k }) => k).join(' ')
    expect(kinds).toMatch(/^((statement\.take payment\.received payment\.prove)( |$))*$/)
    return facts.filter(({ k }) => k === 'payment.received').map(({ d }) => zPaymentReceived.parse(d))
  })

const stateOf = async (linkId: string) =>
  (await cloud.app.inject({ url: `/v1/links/${linkId}`, headers: owner.device.headers })).json()

describe('fault 24: a webhook', () => {
  it('that comes twice, or many times at once, is one payment', async () => {
    const { linkId } = await makeLink()
    const hook = fake.pay(linkId)
    const answers = await Promise.all(Array.from({ length: 8 }, () => deliver(hook)))
    expect(answers).toEqual(Array(8).fill(200))
    await Promise.all([settled(), settled(), settled()])
    expect(await posted()).toEqual([
      {
        ...{ amount: 1_250_50, at: expect.any(Number), fee: 236, link: linkId, party: partyId },
        ...{ currency: 'INR', off: 330, on: 20261121 },
        ...{ payment: expect.stringMatching(/^pay_/), provider: 'razorpay', reference: 'A1-26-27-7' }
      }
    ])
    expect(await stateOf(linkId)).toMatchObject({ gatewayState: 'paid', paidMinor: 1_250_50 })
  })

  it('that comes out of order does not move a link back', async () => {
    const { linkId } = await makeLink()
    const part = fake.pay(linkId, 50_00)
    const rest = fake.pay(linkId, 1_200_50)
    const ended = fake.end(linkId, 'expired')
    for (const hook of [rest, ended, part]) expect(await deliver(hook)).toBe(200)
    await settled()
    expect((await posted()).map(({ amount }) => amount).sort()).toEqual([1_200_50, 50_00].sort())
    expect(await stateOf(linkId)).toMatchObject({ gatewayState: 'paid', paidMinor: 1_250_50 })
  })

  it('that is faster than the counter waits for its link', async () => {
    const linkId = randomUUID()
    const early = await earlyHook(linkId)
    expect(await deliver(early)).toBe(200)
    await settled()
    expect(await posted()).toEqual([])
    await makeLink(linkId)
    cloud.clock.ms += 2 * HOUR_MS
    await doDueWork(cloud.cloud)
    expect(await posted()).toHaveLength(1)
  })

  it('that is forged or cut is refused, and nothing of it is kept', async () => {
    const { linkId } = await makeLink()
    const { body, headers } = fake.pay(linkId)
    const dearer = body.replaceAll('125050', '999999')
    for (const forged of [
      { body: dearer, headers },
      { body: body.slice(0, -1), headers },
      signedHook(dearer, 'guessed', 'event_x'),
      { body, headers: { ...headers, 'x-razorpay-signature': '' } }
    ])
      expect(await deliver(forged)).toBe(401)
    const token = `/hooks/razorpay/${'A'.repeat(43)}`
    expect((await cloud.app.inject({ method: 'POST', url: token, headers, payload: body })).statusCode).toBe(404)
    const stored = await cloud.database.withAccount(owner.accountId, (run) =>
      run.selectFrom('hook_event').selectAll().execute()
    )
    expect([stored, await posted()]).toEqual([[], []])
  })

  it('of another shop’s gateway proves nothing here', async () => {
    const { linkId } = await makeLink()
    const other = await makeOwner(cloud, shopWithParty())
    await other.post('/owner/choices/gateway', { ...fake.keys, hookSecret: 'another-secret' })
    const url = new URL(hookAddress(cloud.cloud, other.accountId, 'razorpay')).pathname
    const { body, headers } = fake.pay(linkId)
    expect((await cloud.app.inject({ method: 'POST', url, headers, payload: body })).statusCode).toBe(401)
  })

  it('that comes while the database is away is asked for again, and found', async () => {
    const { linkId } = await makeLink()
    const hook = fake.pay(linkId)
    // A token without its account stands for an outage between the two: the gateway gets no 200, and comes again.
    await cloud.database.directory
      .updateTable('hook_token')
      .set({ provider: 'away' })
      .where('account_id', '=', owner.accountId)
      .execute()
    expect(await deliver(hook)).toBe(404)
    await cloud.database.directory
      .updateTable('hook_token')
      .set({ provider: 'razorpay' })
      .where('account_id', '=', owner.accountId)
      .execute()
    expect(await deliver(hook)).toBe(200)
    await settled()
    expect(await posted()).toHaveLength(1)
  })

  it('that never comes is found by asking, also after 25 hours', async () => {
    const { linkId } = await makeLink()
    for (let hours = 0; hours < 24; hours += 6) {
      cloud.clock.ms += 6 * HOUR_MS
      await doDueWork(cloud.cloud)
    }
    expect(await posted()).toEqual([])
    fake.pay(linkId)
    fake.fail(503)
    cloud.clock.ms += 25 * HOUR_MS
    await doDueWork(cloud.cloud)
    expect(await posted()).toEqual([])
    cloud.clock.ms += 7 * HOUR_MS
    await doDueWork(cloud.cloud)
    expect(await posted()).toHaveLength(1)
    const asked = fake.asked.length
    cloud.clock.ms += 48 * HOUR_MS
    await doDueWork(cloud.cloud)
    expect(fake.asked.length).toBe(asked)
  })
})

describe('fault 25: webhook, asking and a receipt by hand for one payment', () => {
  it('are one posting, and one notice', async () => {
    const { linkId, path } = await makeLink()
    const hook = fake.pay(linkId, 1_250_50, Date.UTC(2026, 10, 22, 8))
    const byHand = wireOp(5, 'entry.post', {
      ...{ id: randomUUID(), kind: 'got', on: 20261122, at: Date.UTC(2026, 10, 22, 8), off: 330, number: 'R1' },
      ...{ party: partyId, amount: 1_250_50, upi: 1_250_50, credit: -1_250_50 }
    })
    await putOps(cloud.cloud, owner.accountId, 1, [byHand])
    cloud.clock.ms += 120_000
    await Promise.all([deliver(hook), doDueWork(cloud.cloud), deliver(hook), doDueWork(cloud.cloud)])
    await settled()
    expect(await posted()).toHaveLength(1)
    const { body } = await owner.get('/owner')
    expect(body.match(/recorded by hand/g)).toHaveLength(1)
    expect((await cloud.app.inject({ url: path })).body).toContain('Paid.')
  })
})

describe('a link at the gateway', () => {
  it('shows the gateway’s way to pay and no second one, and ends there when the counter takes it back', async () => {
    const { linkId, path } = await makeLink()
    const page = await cloud.app.inject({ url: path })
    expect(page.body).toContain('https://rzp.example/i/')
    expect(page.body).not.toContain('upi://')
    await cloud.app.inject({ method: 'DELETE', url: `/v1/links/${linkId}`, headers: owner.device.headers })
    await doDueWork(cloud.cloud)
    cloud.clock.ms += HOUR_MS
    await doDueWork(cloud.cloud)
    expect(fake.links.get(linkId)?.status).toBe('cancelled')
  })

  it('that could not be made asks for UPI until it is', async () => {
    fake.fail(503)
    const { path } = await makeLink()
    expect((await cloud.app.inject({ url: path })).body).toContain('upi://pay')
    cloud.clock.ms += 120_000
    await doDueWork(cloud.cloud)
    expect((await cloud.app.inject({ url: path })).body).toContain('https://rzp.example/i/')
  })

  it('keeps its secrets: none is on a page, in a table or behind another server’s secret', async () => {
    const { body } = await owner.get('/owner/choices')
    expect(body).toContain(fake.keys.keyId)
    for (const secret of [fake.keys.keySecret, fake.keys.hookSecret]) expect(body).not.toContain(secret)
    const rows = await cloud.database.withAccount(owner.accountId, (run) =>
      run.selectFrom('gateway_account').selectAll().execute()
    )
    expect(rows[0]?.sealed_keys.includes(fake.keys.keySecret)).toBe(false)
  })
})

/** The gateway knows a link that we do not know yet, and it is paid. */
async function earlyHook(linkId: string): Promise<FakeHook> {
  const { keyId, keySecret, hookSecret } = fake.keys
  await createRazorpay(fake.origin).makeLink(
    { keyId, keySecret, hookSecrets: [hookSecret] },
    { linkId, amountMinor: 1_250_50 as never, currency: 'INR', text: 'early', expiresAtMs: was + 30 * 24 * HOUR_MS }
  )
  return fake.pay(linkId)
}

it('a link is made in the shop’s own currency, also before anybody looked at a page', async () => {
  owner = await makeOwner(cloud, [
    wireOp(1, 'shop.open', { counter: 'AA', currency: 'THB', id: randomUUID(), sample: false })
  ])
  await owner.post('/owner/choices/gateway', { ...fake.keys })
  const { linkId } = await makeLink()
  expect([...fake.links.values()].find((link) => link.reference_id === linkId)?.currency).toBe('THB')
})
