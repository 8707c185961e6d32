// What goods cost is asked for by a cashier in every way that he has: no answer may tell it.
import { afterEach, expect, test } from 'vitest'
import { roleMay } from '#shared/contract/channel-access.ts'
import { CHANNELS, type Channel } from '#shared/contract/channels.ts'
import { contract } from '#shared/contract/contract.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'
import { askBill, some } from '#tests/support/whole-goods.ts'
import { throwDice } from './dice.ts'
import { KnownThings } from './known-things.ts'
import { makeInput } from './make-input.ts'

const SEED = Number(process.env.FAST_CHECK_SEED)
/** A rate that no other figure of the book has. */
const COST = 7_777_731
/** Those that end the cashier's turn, open another book, or copy and prove whole files. */
const LEFT_OUT: ReadonlySet<Channel> = new Set([
  'person.lock',
  'person.unlock',
  'person.recover',
  'person.turnOn',
  'shop.open',
  'shop.create',
  'shop.openFile',
  'shop.trySample',
  'shop.list',
  'backup.make',
  'ledger.verify'
] as Channel[])
const EACH = 8

let shop: TestApp
afterEach(() => shop.close())

test(`no answer that a cashier gets tells what goods cost (seed ${SEED})`, async () => {
  shop = await openTestShop()
  const dice = throwDice(SEED)
  const known = new KnownThings(dice)
  const { item } = await shop.call('item.add', { id: newId(), name: 'Soap', purchaseRate: COST })
  const stock = { itemId: item.id, countedTo: null, by: 5_000, costRate: COST, note: '', batch: '', expiresOn: null }
  await shop.call('stock.adjust', { id: newId(), reason: 'opening', ...stock })
  const ramesh = await addParty(shop, 'Ramesh')
  await shop.call('bill.record', askBill('sale', [some(item, 2, 500_00)], { partyId: ramesh }))
  known.learnRequest('party.add', { id: ramesh })
  const page = await shop.call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 5 })
  known.learnAnswer(page)
  // What the owner is told of it, and nobody else may be: the rate, and what the goods on hand are worth.
  const secrets = [COST, page.valueMinor ?? 0].map(String)
  const tells = (answer: unknown) => {
    const words = JSON.stringify(answer, (_, value) => (value instanceof Uint8Array ? '' : value)) ?? ''
    return secrets.some((secret) => words.includes(secret))
  }
  expect([tells({ rate: COST }), tells(page.items), page.valueMinor]).toEqual([true, true, expect.any(Number)])

  const [owner, cashier] = [newId(), newId()]
  await shop.call('person.turnOn', { id: owner, name: 'Sharma ji', pin: '4711' })
  await shop.call('person.add', { id: cashier, name: 'Ravi', role: 'cashier', pin: '1122' })
  await shop.call('person.lock', { why: 'asked' })
  await shop.call('person.unlock', { id: cashier, pin: '1122' })

  const told: string[] = []
  const answered = new Set<Channel>()
  for (const channel of CHANNELS.filter((one) => roleMay('cashier', one) && !LEFT_OUT.has(one))) {
    for (let round = 0; round < EACH; round++) {
      const input = makeInput(contract[channel].input, '', { dice, known, today: 20261121, channel })
      if (!contract[channel].input.safeParse(input).success) continue
      try {
        const answer = await shop.call(channel, input as never)
        answered.add(channel)
        known.learnAnswer(answer)
        if (tells(answer)) told.push(`${channel} ${JSON.stringify(input)}`)
      } catch (error) {
        if (!(error instanceof FailureError) && shop.app.classify(error) === null) throw error
      }
    }
  }
  expect(told).toEqual([])
  for (const channel of ['item.list', 'item.search'] as const) expect([...answered]).toContain(channel)
}, 120_000)
