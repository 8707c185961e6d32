import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { MessageView } from '#shared/contract/message-endpoints.ts'
import { RULES_OFF } from '#shared/reminders/reminder-rules.ts'
import { NO_GATEWAY, type SmsGateway } from '#shared/reminders/sms-gateway.ts'
import { type FakeProvider, startFakeProvider } from '#tests/support/fake-sms-provider.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'

const KEY = 'key-1:token-2'
const EXOTEL: SmsGateway = {
  ...NO_GATEWAY,
  ...{ provider: 'exotel', header: 'SHARMA', entityId: '1101234567890123456', account: 'sharma1' }
}
const MSG91: SmsGateway = { ...EXOTEL, provider: 'msg91', account: '' }
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
let ramesh: string
const clock = testClock()

const open = (folder?: string, origin = provider.origin, timeoutMs = 2_000) =>
  openTestApp({
    ...{ clock, drivesPrinters: true, keep: true, ...(folder === undefined ? {} : { folder }) },
    facing: { timer: hurried, gateways: { origins: { msg91: origin, exotel: origin }, timeoutMs } }
  })

beforeEach(async () => {
  clock.set(20261121, '11:00')
  provider = await startFakeProvider(KEY)
  shop = open()
  await shop.call('shop.create', firstRun())
  await shop.call('settings.change', { smsGateway: EXOTEL, creditDays: 0 })
  for (const provider of ['exotel', 'msg91'] as const) await shop.call('message.setKey', { provider, key: KEY })
  for (const purpose of ['before-due', 'on-due', 'after-due'] as const)
    await shop.call('message.putText', { purpose, language: 'en', own: OWN })
  ramesh = await debtor('Ramesh', '9414012345', 500_00)
})
afterEach(async () => {
  await shop.close()
  await provider.close()
  rmSync(shop.folder, { recursive: true, force: true })
})

async function debtor(name: string, phone: string, owesMinor: number): Promise<string> {
  const { party } = await shop.call('party.add', { ...ask.party(name), phone })
  const { id } = party
  await shop.call('entry.record', ask.sale(id, owesMinor))
  return id
}

async function queue(partyId = ramesh): Promise<string> {
  const { text } = await shop.call('message.draft', { partyId, purpose: 'after-due', language: null })
  const id = newId()
  await shop.call('message.send', { id, partyId, channel: 'sms', purpose: 'after-due', language: 'en', text })
  return id
}

async function message(id: string): Promise<MessageView | undefined> {
  return (await shop.call('message.log', { partyId: null, beforeNo: null, limit: 100 })).find((one) => one.id === id)
}
const becomes = (id: string, state: object) => expect.poll(() => message(id), { timeout: 4_000 }).toMatchObject(state)
/** Long enough for a worker that wants to send to have sent. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 60))
const form = (at = 0) => new URLSearchParams(provider.requests[at]?.body)

describe('what the providers get', () => {
  test('Exotel: the registered text with entity, header and template, and the account in the address', async () => {
    const id = await queue()
    await becomes(id, { state: 'sent', outcome: 'reference:sid1' })
    expect(provider.requests[0]?.path).toBe('/v1/Accounts/sharma1/Sms/send.json')
    expect(Object.fromEntries(form())).toEqual({
      ...{ From: 'SHARMA', To: '+919414012345', Body: 'Dear Ramesh, Rs 500.00 is due. Sharma Traders' },
      ...{ EncodingType: 'plain', SmsType: 'transactional', CustomField: id },
      ...{ DltEntityId: EXOTEL.entityId, DltTemplateId: OWN.dltTemplateId }
    })
    expect((await shop.call('ledger.verify', {})).firstFault).toBe(null)
  })

  test('MSG91: the values of the gaps for the template that it holds', async () => {
    await shop.call('settings.change', { smsGateway: MSG91 })
    const id = await queue()
    await becomes(id, { state: 'sent', outcome: 'reference:5762846b4f8d285d378b0001' })
    expect(provider.requests[0]).toMatchObject({ path: '/api/v5/flow/', headers: { authkey: KEY } })
    expect(JSON.parse(provider.requests[0]?.body ?? '')).toMatchObject({
      ...{ template_id: 'flow-77', sender: 'SHARMA', DLT_TE_ID: OWN.dltTemplateId },
      recipients: [{ mobiles: '919414012345', name: 'Ramesh', amount: 'Rs 500.00', shop: 'Sharma Traders' }]
    })
  })

  test('the key of one provider is never shown to another', async () => {
    await shop.call('message.setKey', { provider: 'msg91', key: '' })
    expect(await shop.call('message.setup', {})).toMatchObject({ hasKey: true })
    await shop.call('settings.change', { smsGateway: MSG91 })
    expect(await shop.call('message.setup', {})).toMatchObject({ hasKey: false })
    clock.set(20261121, '21:30')
    const { shut } = await shop.call('message.draft', { partyId: ramesh, purpose: 'after-due', language: null })
    expect(shut.sms).toBe('message/no-gateway')
  })

  test('MSG91 gets the values as they stand in the log, not longer ones', async () => {
    await shop.call('settings.change', { smsGateway: MSG91 })
    const id = await queue(await debtor('Shri Krishna Provision and General Stores', '9414054321', 100_00))
    await becomes(id, { state: 'sent' })
    const [{ name }] = JSON.parse(provider.requests[0]?.body ?? '').recipients
    expect(name).toBe('Shri Krishna Provision and Gen')
    expect((await message(id))?.text).toBe(`Dear ${name}, Rs 100.00 is due. Sharma Traders`)
  })

  test('a link that does not fit into a registered text is never cut: the SMS is refused', async () => {
    await shop.call('message.putText', { purpose: 'after-due', language: 'en', own: { ...OWN, text: 'Pay {link}' } })
    const draft = await shop.call('message.draft', { partyId: ramesh, purpose: 'after-due', language: 'en' })
    expect(draft.shut).toEqual({ whatsapp: null, sms: 'message/link-too-long' })
    expect(draft.text).toMatch(/^Pay upi:.*am=500/u)
  })

  test('nothing without a template in India, nothing but the registered text, nothing to who refused', async () => {
    const { text } = await shop.call('message.draft', { partyId: ramesh, purpose: 'after-due', language: null })
    const sms = { id: newId(), partyId: ramesh, channel: 'sms' as const, purpose: 'after-due' as const }
    const code = async (said: string, language: 'en' | 'hi' = 'en') =>
      (await shop.failure('message.send', { ...sms, language, text: said }))?.code
    expect(await code(`${text}!`)).toBe('message/text-is-fixed')
    expect(await code('नमस्ते', 'hi')).toBe('message/no-template')
    await shop.call('message.setKey', { provider: 'exotel', key: '' })
    expect(await code(text)).toBe('message/no-gateway')
    await aWhile()
    expect(provider.requests).toEqual([])
  })
})

describe('what becomes of it', () => {
  const cases = [
    [{ status: 401, body: { message: 'Authentication failed', type: 'error' } }, 'failed', 'message/gateway-key'],
    [{ status: 400, body: { RestException: { Status: 400 } } }, 'failed', 'message/gateway-refused'],
    [{ status: 302, body: '' }, 'failed', 'message/gateway-refused'],
    [{ status: 200, body: { SMSMessage: { Sid: 's', Status: 'failed' } } }, 'failed', 'message/gateway-refused'],
    [{ status: 429, body: '' }, 'queued', 'message/gateway-busy'],
    [{ status: 503, body: '' }, 'queued', 'message/gateway-busy'],
    [{ status: 500, body: '' }, 'sending', 'asked'],
    [{ status: 200, body: 'not json' }, 'sending', 'asked'],
    [{ status: 200, body: `"${'x'.repeat(100_000)}"` }, 'sending', 'asked'],
    ['cut', 'sending', 'asked']
  ] as const
  test.each(cases)('case %#', async (manner, state, outcome) => {
    provider.next(manner)
    await becomes(await queue(), { state, outcome })
    await aWhile()
    expect(provider.requests).toHaveLength(1)
  })

  test('a provider that is busy is asked again after 1, 5, 15 and 60 minutes, then it has failed', async () => {
    const busy = { status: 429, body: '' }
    provider.next(busy, busy, busy, busy, busy, busy)
    const id = await queue()
    for (const [at, minutes] of [1, 5, 15, 60].entries()) {
      await expect.poll(() => provider.requests.length).toBe(at + 1)
      await becomes(id, { state: 'queued', outcome: 'message/gateway-busy' })
      clock.advance(minutes * 60_000 - 1_000)
      await aWhile()
      expect(provider.requests).toHaveLength(at + 1)
      clock.advance(1_000)
    }
    await becomes(id, { state: 'failed', outcome: 'message/gateway-busy' })
    expect(provider.requests).toHaveLength(5)
    // A person may ask for it again: it is as new.
    provider.next()
    await shop.call('message.decide', { messageId: id, decision: 'again' })
    await expect.poll(() => provider.requests.length).toBe(6)
  })

  test('no connection at all is no try that may have gone', async () => {
    await shop.close()
    const closed = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => closed.once('listening', resolve))
    const { port } = closed.address() as { port: number }
    await new Promise((resolve) => closed.close(resolve))
    shop = open(shop.folder, `http://127.0.0.1:${port}`)
    await becomes(await queue(), { state: 'queued', outcome: 'message/gateway-unreachable' })
  })
})

describe('never twice unasked', () => {
  test('a message that was on its way when the app ended is a question at the next start', async () => {
    provider.next('hang')
    const id = await queue()
    await expect.poll(() => provider.requests.length).toBe(1)
    await shop.close()
    shop = open(shop.folder)
    await becomes(id, { state: 'sending', outcome: 'asked' })
    expect(await shop.call('message.setup', {})).toMatchObject({ asked: 1, waiting: 0 })
    await aWhile()
    expect(provider.requests).toHaveLength(1)
    await shop.call('message.decide', { messageId: id, decision: 'again' })
    await becomes(id, { state: 'sent' })
    expect(provider.requests).toHaveLength(2)
    expect((await shop.call('ledger.verify', {})).firstFault).toBe(null)
  })

  test('a provider that is silent is not asked again', async () => {
    await shop.close()
    shop = open(shop.folder, provider.origin, 100)
    provider.next('hang')
    const id = await queue()
    await becomes(id, { state: 'sending', outcome: 'asked' })
    expect(await shop.call('message.decide', { messageId: id, decision: 'went' })).toMatchObject({ state: 'sent' })
    await aWhile()
    expect(provider.requests).toHaveLength(1)
  })

  test('what waits survives a restart, and is sent once', async () => {
    clock.set(20261121, '21:30')
    const ids = [await queue(), await queue(), await queue()]
    await shop.close()
    shop = open(shop.folder)
    await aWhile()
    expect(provider.requests).toEqual([])
    clock.set(20261122, '09:00')
    for (const id of ids) await becomes(id, { state: 'sent' })
    expect(provider.requests.map((_one, at) => form(at).get('CustomField'))).toEqual(ids)
  })
})

describe('what changed while it waited', () => {
  beforeEach(() => void clock.set(20261121, '21:30'))
  const morning = () => void clock.set(20261122, '09:30')

  test('the hours are over before the queue is empty: the others wait', async () => {
    await shop.close()
    shop = open(shop.folder, provider.origin, 400)
    const [first, second] = [await queue(), await queue()]
    provider.next('hang')
    clock.set(20261122, '19:59')
    await expect.poll(() => provider.requests.length).toBe(1)
    clock.set(20261122, '20:00')
    await becomes(first, { outcome: 'asked' })
    await aWhile()
    expect(provider.requests).toHaveLength(1)
    expect(await message(second)).toMatchObject({ state: 'queued' })
  })

  test('who answered before it went does not get it, and the answer stays', async () => {
    const id = await queue()
    await shop.call('message.answer', { messageId: id, answer: 'refused', promisedOn: null })
    morning()
    await aWhile()
    expect(provider.requests).toEqual([])
    expect(await message(id)).toMatchObject({ state: 'dropped', outcome: 'refused' })
  })

  test('who paid, all or a part, is not asked for what he owed before', async () => {
    const anita = await debtor('Anita', '9414054321', 100_00)
    const [toRamesh, toAnita] = [await queue(), await queue(anita)]
    await shop.call('entry.record', ask.got(ramesh, { cashMinor: 500_00 }))
    await shop.call('entry.record', ask.got(anita, { cashMinor: 40_00 }))
    const again = await queue(anita)
    morning()
    await becomes(again, { state: 'sent' })
    for (const id of [toRamesh, toAnita])
      expect(await message(id)).toMatchObject({ state: 'dropped', outcome: 'message/debt-changed' })
    expect(provider.requests).toHaveLength(1)
    expect((await shop.call('ledger.verify', {})).firstFault).toBe(null)
  })
})

describe('rules', () => {
  test('go by the day on the wall: after the Z tomorrow is not here yet', async () => {
    await shop.call('settings.change', { creditDays: 1 })
    const z = { id: newId(), countId: null, reason: 'not counted', toOwnerMinor: 0, toBankMinor: 0 }
    await shop.call('closing.close', { ...z, isForgotten: false })
    expect(await shop.call('message.draft', { partyId: ramesh, purpose: null, language: null })).toMatchObject({
      ...{ dueOn: 20261122, purpose: 'before-due' }
    })
    await shop.call('message.putRules', rules)
    await aWhile()
    expect(provider.requests).toEqual([])
    clock.set(20261122, '11:00')
    await shop.call('message.putRules', rules)
    await expect.poll(() => provider.requests.length).toBe(1)
  })

  const rules = { ...RULES_OFF, isOn: true, beforeDays: null, isOnDue: true, afterDays: 2, everyDays: 3, mostAfter: 2 }

  test('are quiet until the owner turns them on, write once a day, and stop when it is paid', async () => {
    await aWhile()
    expect(provider.requests).toEqual([])
    await shop.call('message.putRules', rules)
    await expect.poll(() => provider.requests.length).toBe(1)
    await shop.close()
    shop = open(shop.folder)
    await aWhile()
    expect(provider.requests).toHaveLength(1)
    const newest = async () => (await shop.call('message.newest', { partyIds: [ramesh] }))[0]
    expect(await newest()).toMatchObject({ purpose: 'on-due', isByRule: true })
    clock.set(20261123, '11:00')
    await shop.call('message.putRules', { ...rules, mostAfter: 3 })
    await expect.poll(() => provider.requests.length).toBe(2)
    await shop.call('entry.record', ask.got(ramesh, { cashMinor: 500_00 }))
    clock.set(20261130, '11:00')
    await shop.call('message.putRules', rules)
    await aWhile()
    expect(provider.requests).toHaveLength(2)
  })

  test('leave alone who was written to today, who refused, and who has no number', async () => {
    const anita = await debtor('Anita', '9414054321', 100_00)
    await debtor('Gopal', '', 100_00)
    await becomes(await queue(), { state: 'sent' })
    await shop.call('message.putRules', rules)
    await expect.poll(() => provider.requests.length).toBe(2)
    expect(form(1).get('To')).toBe('+919414054321')
    const [toAnita] = await shop.call('message.newest', { partyIds: [anita] })
    await shop.call('message.answer', { messageId: toAnita?.id ?? '', answer: 'refused', promisedOn: null })
    clock.set(20261125, '11:00')
    await shop.call('message.putRules', { ...rules, mostAfter: 5 })
    await expect.poll(() => provider.requests.length).toBe(3)
    await aWhile()
    expect(provider.requests.map((_one, at) => form(at).get('To')).slice(2)).toEqual(['+919414012345'])
  })
})

test('who said no after it was queued does not get it', async () => {
  clock.set(20261121, '21:30')
  const id = await queue()
  const file = shop.file()
  await shop.close()
  const store = openLedgerStore(file)
  const stamp = { atMs: clock.now().epochMs, offsetMinutes: 330, person: 'Ravi' }
  const terms = { limitMinor: null, creditDays: null, group: '', route: '', language: '', more: {} }
  store.transact(() => store.facts.record('party.terms', stamp, { partyId: ramesh, ...terms, consent: 'refused' }))
  store.close()
  shop = open(shop.folder)
  clock.set(20261122, '10:00')
  await becomes(id, { state: 'dropped', outcome: 'message/do-not-contact' })
  expect(provider.requests).toEqual([])
})
