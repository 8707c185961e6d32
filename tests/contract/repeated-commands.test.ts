import { afterEach, beforeEach, expect, test } from 'vitest'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'

let shop: TestApp
let ramesh: string
beforeEach(async () => {
  shop = await openTestShop()
  ramesh = await addParty(shop, 'Ramesh')
})
afterEach(() => shop.close())

const REUSED = { code: 'entry/id-reused' }

test('an id that was used for an entry of another content is said so, whatever differs', async () => {
  const sale = {
    ...ask.sale(ramesh, 500_00, { cashMinor: 300_00, changeMinor: 50_00, upiMinor: 20_00 }),
    text: 'rice',
    note: 'by van',
    lines: [{ text: 'rice', amountMinor: 500_00 }]
  }
  await shop.call('entry.record', sale)
  const { tender } = sale
  const others = [
    { ...sale, tender: { ...tender, cashMinor: 250_00, changeMinor: 0 } },
    { ...sale, tender: { ...tender, upiMinor: 0, bankMinor: 20_00 } },
    { ...sale, tender: { ...tender, upiMinor: 0 } },
    { ...sale, lines: [] },
    { ...sale, lines: [{ text: 'sugar', amountMinor: 500_00 }] },
    { ...sale, note: '' },
    { ...sale, text: 'sugar' },
    { ...sale, partyId: null, tender: { ...tender, cashMinor: 530_00 } },
    { ...sale, bookOn: 20261120 },
    { ...sale, occurredOn: 20261101 }
  ]
  for (const other of others) expect(await shop.failure('entry.record', other), JSON.stringify(other)).toEqual(REUSED)
  expect(await shop.call('entry.record', { ...sale, bookOn: 20261121 })).toMatchObject({ outcome: 'exists' })
})

test('an entry that could not be made any more is still answered as the one that was made', async () => {
  const sale = { ...ask.sale(ramesh, 500_00), bookOn: 20261121 }
  const first = await shop.call('entry.record', sale)
  await closeTheDay()
  const again = await shop.call('entry.record', sale)
  expect(again).toMatchObject({
    outcome: 'exists',
    entry: { entryNo: first.entry.entryNo, number: first.entry.number }
  })
  expect(await shop.failure('entry.record', { ...sale, text: 'sugar' })).toEqual(REUSED)
  expect(await shop.failure('entry.record', { ...sale, id: newId() })).toMatchObject({ code: 'calendar/day-closed' })
  // What was tried and given up has taken no number, and left nothing behind.
  const next = await shop.call('entry.record', ask.sale(ramesh, 1_00))
  expect(next.entry.entryNo).toBe(first.entry.entryNo + 1)
  expect((await shop.call('counter.summary', {})).getMinor).toBe(501_00)
})

async function closeTheDay(): Promise<void> {
  const count = { id: newId(), count: ask.count({ loose: 2_000_00 }) }
  await shop.call('closing.count', count)
  await shop.call('closing.close', { id: newId(), countId: count.id, reason: '', toOwnerMinor: 0, toBankMinor: 0 })
}

test('a payment, an expense and a contra with another amount or another place are not the same', async () => {
  const got = ask.got(ramesh, { cashMinor: 100_00 })
  const tea = ask.expense('tea', 40_00)
  const drop = ask.contra('cash', 'bank', 100_00)
  for (const request of [got, tea, drop]) await shop.call('entry.record', request)
  const others = [
    { ...got, tender: { ...got.tender, cashMinor: 900_00 } },
    { ...got, tender: { ...got.tender, cashMinor: 0, upiMinor: 100_00 } },
    { ...tea, accountCode: 'expense:rent' },
    { ...tea, paid: { ...tea.paid, cashMinor: 41_00 } },
    { ...drop, to: 'owner' as const },
    { ...drop, from: 'owner' as const },
    { ...drop, amountMinor: 1_00 }
  ]
  for (const other of others) expect(await shop.failure('entry.record', other), JSON.stringify(other)).toEqual(REUSED)
  for (const same of [got, tea, drop]) expect((await shop.call('entry.record', same)).outcome).toBe('exists')
})

test('a reversal with another reason, and an id that another kind of entry bears, are not the same', async () => {
  const sale = (await shop.call('entry.record', ask.sale(ramesh, 100_00))).entry
  const undo = { id: newId(), entryId: sale.id, reason: 'typed twice' }
  await shop.call('entry.reverse', undo)
  expect((await shop.call('entry.reverse', undo)).outcome).toBe('exists')
  expect(await shop.failure('entry.reverse', { ...undo, reason: 'goods came back' })).toEqual(REUSED)
  expect(await shop.failure('entry.reverse', { ...undo, id: sale.id })).toEqual(REUSED)
  expect(await shop.failure('entry.record', ask.sale(ramesh, 100_00, {}, undo.id))).toEqual(REUSED)
})

test('a count and a close of another content are not the same', async () => {
  const count = { id: newId(), count: ask.count({ loose: 2_000_00 }) }
  await shop.call('closing.count', count)
  expect((await shop.call('closing.count', count)).outcome).toBe('exists')
  expect(await shop.failure('closing.count', { ...count, count: ask.count({ loose: 1_900_00 }) })).toEqual(REUSED)
  const close = { id: newId(), countId: count.id, reason: '', toOwnerMinor: 500_00, toBankMinor: 0 }
  await shop.call('closing.close', close)
  expect((await shop.call('closing.close', close)).outcome).toBe('exists')
  expect(await shop.failure('closing.close', { ...close, toOwnerMinor: 0 })).toEqual(REUSED)
  expect(await shop.failure('closing.close', { ...close, toBankMinor: 1 })).toEqual(REUSED)
})

test('a step of one payment is no step of another', async () => {
  const [first, second] = [ask.got(ramesh, { upiMinor: 10_00 }), ask.got(ramesh, { upiMinor: 20_00 })]
  for (const request of [first, second]) await shop.call('entry.record', request)
  const mark = { id: newId(), entryId: first.id, state: 'claimed' as const }
  await shop.call('upi.mark', mark)
  expect((await shop.call('upi.mark', mark)).outcome).toBe('exists')
  expect(await shop.failure('upi.mark', { ...mark, entryId: second.id })).toEqual(REUSED)
})

test('a paper is not the paper of another entry', async () => {
  const [first, second] = [ask.sale(ramesh, 10_00), ask.sale(ramesh, 20_00)]
  for (const request of [first, second]) await shop.call('entry.record', request)
  const print = { id: newId(), entryId: first.id }
  const job = await shop.call('print.entry', print)
  expect((await shop.call('print.entry', print)).jobNo).toBe(job.jobNo)
  expect(await shop.failure('print.entry', { ...print, entryId: second.id })).toEqual(REUSED)
  expect(await shop.failure('print.figures', { id: print.id })).toEqual(REUSED)
})

test('an id is the same id however its letters are written', async () => {
  const sale = ask.sale(ramesh, 100_00)
  await shop.call('entry.record', sale)
  const shouted = { ...sale, id: sale.id.toUpperCase(), partyId: ramesh.toUpperCase() }
  expect((await shop.call('entry.record', shouted)).outcome).toBe('exists')
  expect((await shop.call('counter.summary', {})).getMinor).toBe(100_00)
})
