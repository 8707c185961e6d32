import { afterEach, expect, test } from 'vitest'
import { hookAddress, keepGateway } from '#cloud/app/gateway-keys.ts'
import { createRazorpay } from '#cloud/gateways/razorpay.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { type FakeHook, startFakeRazorpay } from '#tests/support/fake-razorpay.ts'
import { startFaultProxy } from '#tests/support/fault-proxy.ts'
import { listenCloud } from '#tests/support/listening-cloud.ts'
import { ask, firstRun, openTestApp, type TestApp } from '#tests/support/open-app.ts'

// The gateway, the server on PostgreSQL and two whole apps, each behind a socket of its own, and a line that fails between them.

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

function counter(): TestApp {
  const app = openTestApp({ drivesPrinters: true })
  closing.push(app.close)
  return app
}

const now = (app: TestApp) => app.call('sync.now', {})

async function joined(first: TestApp, url: string): Promise<TestApp> {
  const app = counter()
  const waiting = await app.call('sync.join', { server: url, counterName: 'Back' })
  if (waiting.step !== 'waiting') throw new Error(waiting.step)
  const { pairId, deviceKey } = await first.call('sync.look', { code: waiting.code })
  await first.call('sync.letIn', { pairId, deviceKey, name: 'Back' })
  await expect.poll(async () => (await app.call('sync.joinState', {})).step, { timeout: 10_000 }).toBe('joined')
  await now(app)
  return app
}

async function shopWithGateway() {
  const fake = await startFakeRazorpay()
  const cloud = await listenCloud([createRazorpay(fake.origin)])
  const proxy = await startFaultProxy(cloud.url)
  closing.push(fake.close, cloud.close, proxy.close)
  const first = counter()
  await first.call('shop.create', firstRun())
  await first.call('sync.turnOn', { server: proxy.url, owner: '' })
  const second = await joined(first, proxy.url)
  const accounts = await cloud.database.database.directory.selectFrom('pairing').select('account_id').execute()
  const accountId = accounts[0]?.account_id ?? ''
  await keepGateway(cloud.cloud, accountId, 'razorpay', fake.keys)
  const hook = new URL(new URL(hookAddress(cloud.cloud, accountId, 'razorpay')).pathname, cloud.url)
  const deliver = async ({ body, headers }: FakeHook): Promise<number> =>
    (await fetch(hook, { method: 'POST', body, headers })).status
  return { fake, proxy, first, second, deliver, linkIds: () => [...fake.links.keys()] }
}

const proved = async (app: TestApp) =>
  (await app.call('payment.list', { filter: 'proved', offset: 0, limit: 20 })).payments

test('paid while no counter is online, told twice and out of order: one proved receipt on both, and the screen hears of it by itself', async () => {
  const { fake, proxy, first, second, deliver, linkIds } = await shopWithGateway()
  const { party } = await first.call('party.add', ask.party('Ramesh Kirana'))
  const sale = ask.sale(party.id, 1_000_00)
  await first.call('entry.record', sale)
  const of = { type: 'bill' as const, entryId: sale.id }
  // What is not sent yet is sent first: the page names the party.
  const { page } = await first.call('payment.page', { of, isOpen: true })
  expect(page).toMatch(/^http:\/\/.+\/p\/[\w-]{43}$/)
  expect(await first.call('payment.page', { of, isOpen: true })).toEqual({ page })
  expect(linkIds()).toHaveLength(1)
  await first.call('payment.page', { of, isOpen: false })

  proxy.mode('hole')
  const linkId = linkIds()[0] ?? ''
  const paid = fake.pay(linkId)
  const ended = fake.end(linkId, 'expired')
  for (const hook of [ended, paid, paid]) expect(await deliver(hook)).toBe(200)
  proxy.mode('pass')
  await expect.poll(async () => (await proved(first)).length, { timeout: 20_000 }).toBe(1)
  await first.call('payment.page', { of, isOpen: false })
  expect(await deliver(paid)).toBe(200)
  for (const app of [first, second, first, second]) expect(await now(app)).toMatchObject({ trouble: null })
  for (const app of [first, second]) {
    expect(await proved(app)).toMatchObject([
      { text: expect.stringMatching(/^razorpay pay_/), amountMinor: 1_000_00, state: 'proved' }
    ])
    const { items, balanceMinor } = await app.call('credit.brief', { partyId: party.id })
    expect([items, balanceMinor]).toEqual([[], 0])
    expect(verifyLedger(app.file()).firstFault).toBe(null)
  }
}, 120_000)

test('a sale that waits by UPI is proved by the payment on its page', async () => {
  const { fake, first, second, deliver, linkIds } = await shopWithGateway()
  const sale = ask.sale(null, 250_00, { upiMinor: 250_00 })
  await second.call('entry.record', sale)
  const of = { type: 'payment' as const, entryId: sale.id }
  const { page } = await second.call('payment.page', { of, isOpen: true })
  expect(page).toMatch(/^http:.+\/p\//)
  expect(await deliver(fake.pay(linkIds()[0] ?? ''))).toBe(200)
  await expect
    .poll(async () => (await proved(second)).map(({ entryId }) => entryId), { timeout: 20_000 })
    .toEqual([sale.id])
  await now(first)
  expect((await proved(first)).map(({ entryId }) => entryId)).toEqual([sale.id])
  for (const app of [first, second]) expect(verifyLedger(app.file()).firstFault).toBe(null)
}, 120_000)
