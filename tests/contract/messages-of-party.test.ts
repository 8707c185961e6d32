import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noDialogs } from '#main/ports/dialogs.ts'
import { NO_GATEWAY } from '#shared/reminders/sms-gateway.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'

let shop: TestApp
let folder: string
let saveTo: string | null = null
let ramesh: string
let asha: string
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'counterbook-messages-'))
  shop = openTestApp({
    clock: testClock(20261121, '11:00'),
    facing: { dialogs: { ...noDialogs, chooseSaveFile: async () => saveTo } }
  })
  await shop.call('shop.create', firstRun())
  ramesh = await debtor('Ramesh', '9414012345')
  asha = await debtor('Asha', '9414012346')
})
afterEach(async () => {
  await shop.close()
  rmSync(folder, { recursive: true, force: true })
})

async function debtor(name: string, phone: string): Promise<string> {
  const { party } = await shop.call('party.add', { ...ask.party(name), phone })
  await shop.call('entry.record', ask.sale(party.id, 500_00))
  return party.id
}

async function write(partyId: string, channel: 'copy' | 'slip' | 'sms', text?: string) {
  const draft = await shop.call('message.draft', { partyId, purpose: 'after-due', language: null })
  const { purpose, language } = draft
  const id = newId()
  await shop.call('message.send', { id, partyId, channel, purpose, language, text: text ?? draft.text })
  return id
}
const log = (partyId: string | null) => shop.call('message.log', { partyId, beforeNo: null, limit: 50 })

test('all that was written to a party is exported with what came of it', async () => {
  const id = await write(ramesh, 'copy', 'Ramesh ji, "500" is due,\nplease')
  await shop.call('message.answer', { messageId: id, answer: 'promised', promisedOn: 20261125 })
  await write(asha, 'copy')
  expect(await shop.call('message.export', { partyId: ramesh })).toBe(null)
  saveTo = path.join(folder, 'ramesh.csv')
  expect(await shop.call('message.export', { partyId: ramesh })).toEqual({ file: saveTo })
  const csv = readFileSync(saveTo, 'utf8')
  expect(csv).toContain('"Ramesh ji, ""500"" is due,\nplease"')
  expect(csv).toContain('promised:20261125')
  expect(csv).toContain('500.00')
  expect(csv).not.toContain('Asha')
  saveTo = path.join(folder, 'nowhere', 'ramesh.csv')
  expect((await shop.failure('message.export', { partyId: ramesh }))?.code).toBe('export/not-writable')
})

test('what was written to a party is forgotten, that it was written is not, and others keep theirs', async () => {
  const copied = await write(ramesh, 'copy')
  const slip = await write(ramesh, 'slip')
  await shop.call('message.answer', { messageId: copied, answer: 'promised', promisedOn: 20261125 })
  const kept = await write(asha, 'copy')
  expect(await shop.call('message.forget', { partyId: ramesh })).toEqual({ outcome: 'recorded', count: 2 })
  expect(await shop.call('message.forget', { partyId: ramesh })).toEqual({ outcome: 'exists', count: 0 })
  const after = await log(ramesh)
  expect(after).toMatchObject([
    { id: slip, channel: 'slip', text: '', to: '', state: 'sent', amountMinor: 500_00 },
    { id: copied, channel: 'copy', text: '', to: '', outcome: 'promised:20261125', purpose: 'after-due' }
  ])
  expect((await log(asha))[0]).toMatchObject({ id: kept, text: expect.stringContaining('500.00') })
  // The paper of the slip goes as well.
  expect((await shop.failure('print.paper', { jobId: slip }))?.code).toBe('print/nothing-to-print')
  // What is written later is kept like any other.
  const later = await write(ramesh, 'copy')
  expect((await log(ramesh))[0]).toMatchObject({ id: later, text: expect.stringContaining('500.00') })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
})

test('what still waits is dropped before it is forgotten', async () => {
  const smsGateway = { ...NO_GATEWAY, ...{ provider: 'exotel' as const, header: 'SHARMA', account: 'sharma1' } }
  await shop.call('settings.change', { smsGateway: { ...smsGateway, entityId: '1101234567890123456' } })
  await shop.call('message.setKey', { provider: 'exotel', key: 'key:token' })
  const own = { text: 'Dear {name}, {amount} is due. {shop}', dltTemplateId: '1107160000000012345' }
  const rest = { gatewayTemplateId: '', isPromotional: false }
  await shop.call('message.putText', { purpose: 'after-due', language: 'en', own: { ...own, ...rest } })
  const { smsText } = await shop.call('message.draft', { partyId: ramesh, purpose: 'after-due', language: 'en' })
  const id = await write(ramesh, 'sms', smsText)
  expect(await log(ramesh)).toMatchObject([{ id, state: 'queued', to: '919414012345' }])
  await shop.call('message.forget', { partyId: ramesh })
  expect(await log(ramesh)).toMatchObject([{ id, state: 'dropped', to: '', text: '' }])
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('before many get an SMS, each text is told, and why somebody gets none; nothing is stored', async () => {
  const many = { partyIds: [ramesh, asha], purpose: 'after-due' as const }
  const { lines } = await shop.call('message.previewMany', { ...many, channel: 'sms' })
  expect(lines).toMatchObject([
    { partyName: 'Ramesh', shut: 'message/no-gateway', text: expect.stringContaining('500.00') },
    { partyName: 'Asha', shut: 'message/no-gateway' }
  ])
  const slips = await shop.call('message.previewMany', { ...many, channel: 'slip' })
  expect(slips.lines.map(({ shut }) => shut)).toEqual([null, null])
  expect(await log(null)).toEqual([])
})

test('a promise is past by wall and book together: after the Z today is no past day', async () => {
  const id = await write(ramesh, 'copy')
  shop.clock.set(20261121, '20:00')
  const count = { id: newId(), count: ask.count({ loose: 2_000_00 }) }
  await shop.call('closing.count', count)
  const close = { id: newId(), countId: count.id, reason: '', toOwnerMinor: 0, toBankMinor: 0 }
  await shop.call('closing.close', close)
  expect((await shop.call('counter.summary', {})).bookOn).toBe(20261122)
  const promise = (promisedOn: number) => ({ messageId: id, answer: 'promised', promisedOn }) as const
  expect((await shop.failure('message.answer', promise(20261120)))?.code).toBe('message/promise-in-past')
  expect(await shop.call('message.answer', promise(20261121))).toMatchObject({ outcome: 'recorded' })
})
