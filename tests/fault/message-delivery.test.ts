import { rmSync } from 'node:fs'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Timer } from '#main/ports/timer.ts'
import { NO_GATEWAY, type SmsGateway } from '#shared/reminders/sms-gateway.ts'
import { type FakeProvider, startFakeProvider } from '#tests/support/fake-sms-provider.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'

const KEY = 'key-1:token-2'
const EXOTEL: SmsGateway = {
  ...NO_GATEWAY,
  ...{ provider: 'exotel', header: 'SHARMA', entityId: '1101234567890123456', account: 'sharma1' }
}
const OWN = {
  ...{ text: 'Dear {name}, {amount} is due. {shop}', dltTemplateId: '1107160000000012345' },
  ...{ gatewayTemplateId: 'flow-77', isPromotional: false }
}
/** What is to be done later is done soon: the book's own clock, which the test sets, decides whether it is time. */
const hurried: Timer = {
  elapsedMs: () => performance.now(),
  after(delayMs, work) {
    const waiting = setTimeout(work, Math.min(delayMs, 5))
    return () => clearTimeout(waiting)
  }
}

let provider: FakeProvider
let shop: TestApp
let party: string
const clock = testClock()

const open = (folder?: string) =>
  openTestApp({
    ...{ clock, drivesPrinters: true, keep: true, ...(folder === undefined ? {} : { folder }) },
    facing: { timer: hurried, gateways: { origins: { msg91: provider.origin, exotel: provider.origin } } }
  })

beforeEach(async () => {
  clock.set(20261121, '11:00')
  provider = await startFakeProvider(KEY)
  shop = open()
  await shop.call('shop.create', firstRun())
  await shop.call('settings.change', { smsGateway: EXOTEL, creditDays: 0 })
  for (const name of ['exotel', 'msg91'] as const) await shop.call('message.setKey', { provider: name, key: KEY })
  await shop.call('message.putText', { purpose: 'after-due', language: 'en', own: OWN })
  party = (await shop.call('party.add', { ...ask.party('Ramesh'), phone: '9414012345' })).party.id
  await shop.call('entry.record', ask.sale(party, 500_00))
})
afterEach(async () => {
  await shop.close()
  await provider.close()
  rmSync(shop.folder, { recursive: true, force: true })
})

async function sent(): Promise<string> {
  const { text } = await shop.call('message.draft', { partyId: party, purpose: 'after-due', language: null })
  const id = newId()
  await shop.call('message.send', { id, partyId: party, channel: 'sms', purpose: 'after-due', language: 'en', text })
  await becomes(id, { state: 'sent' })
  return id
}
async function message(id: string) {
  return (await shop.call('message.log', { partyId: null, beforeNo: null, limit: 100 })).find((one) => one.id === id)
}
const becomes = (id: string, state: object) => expect.poll(() => message(id), { timeout: 4_000 }).toMatchObject(state)
const questions = () => provider.questions
/** Long enough for a worker that wants to ask to have asked. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60))
const details = (Status: string, DetailedStatus = '') => ({
  ...{ status: 200, body: { SMSMessage: { Sid: 'sid1', Status, DetailedStatus } } }
})

test('the gateway is asked after a minute, and what the handset says is written down once', async () => {
  const id = await sent()
  await aWhile()
  expect(questions()).toEqual([])
  provider.next(details('sent', 'DELIVERED_TO_HANDSET'))
  clock.advance(61_000)
  await becomes(id, { state: 'delivered', outcome: 'reference:sid1' })
  expect(questions()[0]?.path).toBe('/v1/Accounts/sharma1/SMS/Messages/sid1.json')
  clock.advance(86_400_000)
  await aWhile()
  expect(questions()).toHaveLength(1)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('what the network took and nobody got is no delivery; asking leaves no trace and comes less often', async () => {
  const id = await sent()
  for (const [minutes, count] of [
    [1, 1],
    [5, 2],
    [9, 2],
    [15, 3],
    [60, 4],
    [6 * 60, 5],
    [24 * 60, 6],
    [72 * 60, 6]
  ] as const) {
    clock.set(20261121, '11:00')
    clock.advance(minutes * 60_000 + 1_000)
    await expect.poll(() => questions().length).toBe(count)
    await aWhile()
    expect(questions()).toHaveLength(count)
  }
  expect(await message(id)).toMatchObject({ state: 'sent', outcome: 'reference:sid1' })
})

test('what was not delivered has failed and can be sent again; an answer of the party stands before the gateway', async () => {
  const id = await sent()
  provider.next(details('failed'))
  clock.advance(61_000)
  await becomes(id, { state: 'failed', outcome: 'message/not-delivered' })
  const other = await sent()
  await shop.call('message.answer', { messageId: other, answer: 'no-answer', promisedOn: null })
  const before = questions().length
  clock.advance(3_600_000)
  await aWhile()
  expect(questions()).toHaveLength(before)
})

test('nonsense, a cut line and a wrong key say nothing of a message, and after a restart it is asked again', async () => {
  const id = await sent()
  provider.next({ status: 200, body: '<html>' })
  clock.advance(61_000)
  await expect.poll(() => questions().length).toBe(1)
  await aWhile()
  expect(await message(id)).toMatchObject({ state: 'sent' })
  await shop.close()
  provider.next(details('delivered'))
  shop = open(shop.folder)
  await becomes(id, { state: 'delivered' })
})

test('a provider that cannot be asked is not, and neither is one without a key', async () => {
  await shop.call('settings.change', { smsGateway: { ...EXOTEL, provider: 'msg91', account: '' } })
  await sent()
  clock.advance(61_000)
  await aWhile()
  await shop.call('message.setKey', { provider: 'exotel', key: '' })
  await shop.call('settings.change', { smsGateway: EXOTEL })
  await aWhile()
  expect(questions()).toEqual([])
})
