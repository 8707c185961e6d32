import { afterEach, beforeEach, expect, test } from 'vitest'
import { minor } from '#shared/money/money.ts'
import { RECEIPT_LANGUAGES } from '#shared/receipt/receipt-language.ts'
import { ask, firstRun, newId, openTestApp, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
const copied: string[] = []
const opened: string[] = []
let canOpen = true

beforeEach(async () => {
  copied.length = 0
  opened.length = 0
  canOpen = true
  const outside = {
    openChat: async (url: string) => {
      opened.push(url)
      return canOpen
    },
    copyText: (text: string) => void copied.push(text),
    copyPicture: async () => true
  }
  shop = openTestApp({ facing: { outside } })
  await shop.call('shop.create', firstRun({ openingCashMinor: minor(1_000_00) }))
})
afterEach(() => shop.close())

async function closed(): Promise<string> {
  await shop.call('entry.record', ask.sale(null, 500_00, { cashMinor: 500_00 }))
  const countId = newId()
  await shop.call('closing.count', { id: countId, count: ask.count({ loose: 1_490_00 }) })
  const close = { id: newId(), countId, reason: 'change', toOwnerMinor: 490_00, toBankMinor: 0 }
  return (await shop.call('closing.close', close)).closing.id
}

test('the text of a Z says what decides: sales, what was expected, counted and short, and why', async () => {
  const { text, language } = await shop.call('closing.text', { closingId: await closed(), language: null })
  expect(language).toBe('en')
  expect(text.split('\n')).toEqual([
    'Sharma Traders · Z report 1 · 21-11-2026',
    '',
    'Net sales: 500.00',
    'Cash: 500.00',
    '',
    'Expected: 1,500.00',
    'Counted: 1,490.00',
    'SHORT 10.00',
    'Reason: change',
    'Given to owner: 490.00',
    'Left for the next day: 1,000.00'
  ])
})

test('each payment that nothing proved is named to the owner, below the sum of its state, and how many more there are', async () => {
  const gupta = ask.party('Gupta')
  await shop.call('party.add', gupta)
  const byUpi = async (partyId: string | null, amount: number) =>
    (await shop.call('entry.record', ask.sale(partyId, amount, { upiMinor: amount }))).entry
  const waiting = await byUpi(gupta.id, 250_00)
  const claimed = await byUpi(null, 75_00)
  await shop.call('upi.mark', { id: newId(), entryId: claimed.id, state: 'claimed' })
  const { text } = await shop.call('closing.text', { closingId: await closed(), language: null })
  const lines = text.split('\n')
  const below = (sum: string) => lines[lines.indexOf(sum) + 1]
  expect(below('UPI, as the cashier says: 75.00')).toMatch(new RegExp(`^– \\d\\d:\\d\\d ${claimed.number} 75\\.00$`))
  expect(below('UPI, not yet seen: 250.00')).toMatch(new RegExp(`^– \\d\\d:\\d\\d ${waiting.number} Gupta 250\\.00$`))
  expect(text).not.toContain('+ ')

  shop.clock.set(20261122)
  for (let nth = 1; nth <= 12; nth += 1) await byUpi(null, nth * 100)
  const next = await shop.call('closing.text', { closingId: await closed(), language: 'hi' })
  const named = next.text.split('\n').filter((line) => line.startsWith('– '))
  expect(named).toHaveLength(11)
  expect(named.at(-1)).toBe('– + 2')
})

test('it is in the owner’s language, and in every language that papers have, without a gap', async () => {
  await shop.call('settings.change', { ownerLanguage: 'hi' })
  const closingId = await closed()
  expect((await shop.call('closing.text', { closingId, language: null })).text).toContain('कम 10.00')
  const texts = new Set<string>()
  for (const language of RECEIPT_LANGUAGES) {
    const { text } = await shop.call('closing.text', { closingId, language })
    expect(text, language).not.toMatch(/\{\{|undefined|day[A-Z]/)
    texts.add(text)
  }
  expect(texts.size).toBe(RECEIPT_LANGUAGES.length)
})

test('it is copied, or a chat is opened with it; a number that is none is refused, and the book is as it was', async () => {
  const closingId = await closed()
  const { text } = await shop.call('closing.text', { closingId, language: null })
  const ops = (await shop.call('ledger.verify', {})).opCount
  await shop.call('closing.share', { closingId, language: null, way: 'copy', phone: '' })
  expect(copied).toEqual([text])
  await shop.call('closing.share', { closingId, language: null, way: 'chat', phone: '94140 12345' })
  expect(opened).toEqual([`https://wa.me/919414012345?text=${encodeURIComponent(text)}`])
  const wrong = { closingId, language: null, way: 'chat' as const, phone: '12' }
  expect(await shop.failure('closing.share', wrong)).toMatchObject({ code: 'message/no-number' })
  canOpen = false
  expect(await shop.failure('closing.share', { ...wrong, phone: '9414012345' })).toMatchObject({
    code: 'message/chat-not-opened'
  })
  expect((await shop.call('ledger.verify', {})).opCount).toBe(ops)
})
