import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { chatUrl } from '#shared/reminders/phone-number.ts'
import { NO_GATEWAY } from '#shared/reminders/sms-gateway.ts'
import { STANDARD_TEXTS } from '#shared/reminders/standard-texts.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
let ramesh: string
let opened: string[]
let copied: string[]
let opens: boolean
beforeEach(async () => {
  ;[opened, copied, opens] = [[], [], true]
  shop = openTestApp({
    facing: {
      outside: {
        openChat: async (url) => {
          opened.push(url)
          return opens
        },
        copyText: (text) => void copied.push(text),
        copyPicture: async () => true
      }
    }
  })
  await shop.call('shop.create', firstRun())
  await shop.call('settings.change', { creditDays: 0 })
  ramesh = await addParty(shop, 'Ramesh')
  await shop.call('party.change', { ...(await partyOf(ramesh)), phone: '094140-12345' })
  await shop.call('entry.record', ask.sale(ramesh, 12_450_00))
})
afterEach(() => shop.close())

async function partyOf(id: string) {
  const { parties } = await shop.call('party.list', { text: '', filter: 'all', sort: 'name', offset: 0, limit: 50 })
  const party = parties.find((one) => one.id === id)
  if (party === undefined) throw new Error('no such party')
  const { balanceMinor: _b, lastEntryOn: _l, entryCount: _e, ...fields } = party
  return fields
}
const draft = (change = {}) => shop.call('message.draft', { partyId: ramesh, purpose: null, language: null, ...change })
const message = (channel: 'whatsapp' | 'sms' | 'slip' | 'copy', text: string, id = newId()) => ({
  ...{ id, partyId: ramesh, channel, text, purpose: 'after-due' as const, language: 'en' as const }
})
const log = () => shop.call('message.log', { partyId: ramesh, beforeNo: null, limit: 50 })
const clean = async () => expect((await shop.call('ledger.verify', {})).firstFault).toBe(null)

describe('the text', () => {
  test('is in the language of the party or of the papers, with amount, day, shop and a link that pays', async () => {
    const said = await draft()
    expect(said).toMatchObject({ purpose: 'on-due', language: 'en', digits: '919414012345', isRegistered: false })
    expect(said.text).toContain('Dear Ramesh, Rs 12,450.00 is due today, 21-11-2026.')
    expect(said.text).toContain('upi://pay?pa=sharma@examplebank')
    expect((await draft({ language: 'hi', purpose: 'after-due' })).text).toContain('₹12,450.00')
    shop.clock.set(20261205)
    expect((await draft()).purpose).toBe('after-due')
    await shop.call('entry.record', ask.got(ramesh, { cashMinor: 12_450_00 }))
    expect(await draft()).toMatchObject({ purpose: 'statement', amountMinor: 0 })
    expect((await draft({ purpose: 'thanks' })).text).toContain('Rs 12,450.00')
  })

  test('of several numbers of a party the first that can be reached is written to', async () => {
    for (const [phone, digits] of [
      ['9414012345, 9829011111', '919414012345'],
      ['0141-234567; 98290 11111', '919829011111'],
      ['9414012345/54321', '919414012345']
    ] as const) {
      await shop.call('party.change', { ...(await partyOf(ramesh)), phone })
      expect((await draft()).digits, phone).toBe(digits)
    }
  })

  test('the own text of the owner stands before the standard one, and can be taken back', async () => {
    const own = { text: '{name}: {amount}!', dltTemplateId: '', gatewayTemplateId: '', isPromotional: false }
    const texts = { purpose: 'on-due' as const, language: 'en' as const }
    await shop.call('message.putText', { ...texts, own })
    expect((await draft()).text).toBe('Ramesh: Rs 12,450.00!')
    expect(await shop.failure('message.putText', { ...texts, own: { ...own, text: '{nam}' } })).toMatchObject({
      code: 'message/gap-unknown'
    })
    const back = await shop.call('message.putText', { ...texts, own: null })
    expect(back.find((one) => one.purpose === 'on-due')).toEqual({
      ...{ purpose: 'on-due', standard: STANDARD_TEXTS.en['on-due'], own: null }
    })
    await clean()
  })
})

describe('sending', () => {
  test('WhatsApp opens a chat with the text, once for an id, and the log has it', async () => {
    const asked = message('whatsapp', 'नमस्ते & 50%')
    const first = await shop.call('message.send', asked)
    expect(first).toMatchObject({
      outcome: 'recorded',
      message: { state: 'sent', to: '919414012345', channel: 'whatsapp' }
    })
    expect(await shop.call('message.send', asked)).toMatchObject({ outcome: 'exists' })
    expect(opened).toEqual([chatUrl('919414012345', 'नमस्ते & 50%')])
    expect(await shop.failure('message.send', { ...asked, channel: 'copy' })).toEqual({ code: 'entry/id-reused' })
    expect(await log()).toHaveLength(1)
    expect(await shop.call('message.newest', { partyIds: [ramesh] })).toMatchObject([{ id: asked.id }])
    await clean()
  })

  test('a browser that does not open is told, and so it stands in the log', async () => {
    opens = false
    const { message: sent } = await shop.call('message.send', message('whatsapp', 'a'))
    expect(sent).toMatchObject({ state: 'failed', outcome: 'message/chat-not-opened' })
  })

  test('a slip is printed with the code in place of the link, a copy goes to the clipboard', async () => {
    const slip = message('slip', (await draft()).text)
    await shop.call('message.send', slip)
    const [job] = await shop.call('print.queue', { limit: 1 })
    expect(job).toMatchObject({ id: slip.id, kind: 'statement', partyName: 'Ramesh' })
    await shop.call('message.send', message('copy', 'to paste'))
    expect(copied).toEqual(['to paste'])
  })

  test('what may not go is refused by name, and nothing is recorded', async () => {
    const code = (channel: 'whatsapp' | 'sms' | 'slip', text = 'a') =>
      shop.failure('message.send', message(channel, text)).then((failure) => failure?.code)
    expect(await code('sms')).toBe('message/no-gateway')
    expect(await code('whatsapp', ' ')).toBe('message/empty')
    expect(await code('whatsapp', 'न'.repeat(1_500))).toBe('message/too-long')
    await shop.call('party.change', { ...(await partyOf(ramesh)), phone: '011-2345' })
    expect(await code('whatsapp')).toBe('message/no-number')
    expect(await log()).toEqual([])
    expect(await code('slip')).toBe(undefined)
  })

  test('in bulk, others get their turn between', async () => {
    const items = Array.from({ length: 100 }, () => ({ id: newId(), partyId: ramesh }))
    let turns = 0
    const turn = () => {
      turns += 1
      waiting = setImmediate(turn)
    }
    let waiting = setImmediate(turn)
    await shop.call('message.sendMany', { items, channel: 'slip', purpose: null })
    clearImmediate(waiting)
    expect(await shop.call('print.queue', { limit: 200 })).toHaveLength(101)
    expect(turns).toBeGreaterThanOrEqual(4)
  })

  test('in bulk, who cannot be reached is named and the others get theirs', async () => {
    const anita = await addParty(shop, 'Anita')
    const items = [ramesh, anita, newId()].map((partyId) => ({ id: newId(), partyId }))
    const slips = await shop.call('message.sendMany', { items, channel: 'slip', purpose: null })
    expect(slips).toMatchObject({ made: 2, left: [{ failure: { code: 'party/not-found' } }] })
    expect(await shop.call('message.sendMany', { items, channel: 'slip', purpose: null })).toMatchObject({ made: 2 })
    expect(await shop.call('print.queue', { limit: 10 })).toHaveLength(3)
    const others = items.map(({ partyId }) => ({ id: newId(), partyId }))
    const sms = await shop.call('message.sendMany', { items: others, channel: 'sms', purpose: null })
    expect(sms.left.map((one) => one.failure.code)).toEqual(expect.arrayContaining(['message/no-gateway']))
  })
})

describe('what came of it', () => {
  test('a promise, a refusal or silence stands beside the state, each once', async () => {
    const { message: sent } = await shop.call('message.send', message('whatsapp', 'a'))
    const answer = (said: 'promised' | 'refused', promisedOn: number | null) => ({
      ...{ messageId: sent.id, answer: said, promisedOn }
    })
    expect(await shop.failure('message.answer', answer('promised', 20261120))).toMatchObject({
      code: 'message/promise-in-past'
    })
    const promised = await shop.call('message.answer', answer('promised', 20261201))
    expect(promised.message).toMatchObject({ state: 'sent', outcome: 'promised:20261201' })
    expect(await shop.call('message.answer', answer('promised', 20261201))).toMatchObject({ outcome: 'exists' })
    expect((await shop.call('message.answer', answer('refused', null))).message.outcome).toBe('refused')
    expect(await shop.failure('message.decide', { messageId: sent.id, decision: 'again' })).toMatchObject({
      code: 'message/not-decidable'
    })
    await clean()
  })
})

describe('the key of the gateway', () => {
  test('is kept beside the install for this user alone, and is nowhere in the book', async () => {
    const key = 'SECRET-KEY-0123456789'
    await shop.call('settings.change', { smsGateway: { ...NO_GATEWAY, provider: 'msg91', header: 'SHARMA' } })
    expect(await shop.call('message.setKey', { provider: 'msg91', key })).toMatchObject({ hasKey: true })
    const file = path.join(shop.folder, 'user-data', 'secrets.json')
    expect(readFileSync(file, 'utf8')).toContain(key)
    const { mode } = await import('node:fs').then((fs) => fs.statSync(file))
    expect((mode & 0o777).toString(8)).toBe('600')
    const answers = JSON.stringify([await shop.call('message.setup', {}), await shop.call('settings.read', {})])
    expect(answers).not.toContain(key)
    expect(readFileSync(shop.file()).includes(key)).toBe(false)
    expect(await shop.call('message.setKey', { provider: 'msg91', key: '' })).toMatchObject({ hasKey: false })
  })
})
