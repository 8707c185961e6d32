import { afterEach, expect, test } from 'vitest'
import type { Input } from '#shared/contract/contract.ts'
import { ask, newId, openTestShop, type TestApp, testClock } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'
import { askBill, some } from '#tests/support/whole-goods.ts'

let shop: TestApp
afterEach(() => shop.close())

type Change = Partial<Input<'stock.adjust'>>

async function add(name: string, change: Partial<Input<'item.add'>> = {}) {
  return (await shop.call('item.add', { id: newId(), name, ...change })).item
}

const change = (itemId: string, what: Change): Input<'stock.adjust'> => ({
  ...{ id: newId(), itemId, countedTo: null, by: null, costRate: null },
  ...{ reason: 'opening' as const, note: '', batch: '', expiresOn: null },
  ...what
})
const adjust = async (itemId: string, what: Change) => (await shop.call('stock.adjust', change(itemId, what))).item

const ledger = (itemId: string, what: Partial<Input<'stock.ledger'>> = {}) =>
  shop.call('stock.ledger', { itemId, beforeMoveNo: null, limit: 100, valuation: 'average', ...what })

const list = async (filter: Input<'item.list'>['filter'], text = '') => {
  const page = await shop.call('item.list', { text, filter, group: '', offset: 0, limit: 50 })
  return { names: page.items.map(({ name }) => name), total: page.total, valueMinor: page.valueMinor }
}

test('stock is laid in, counted, broken and found; the ledger says what was on hand after each', async () => {
  shop = await openTestShop()
  const rice = await add('Rice', { baseUnit: 'KGS' })
  expect(await adjust(rice.id, { by: 100_000, costRate: 40_000 })).toMatchObject({
    onHand: 100_000,
    valueMinor: 4_000_00
  })
  await adjust(rice.id, { by: 100_000, costRate: 50_000, reason: 'found' })
  expect(await adjust(rice.id, { by: -20_000, reason: 'damaged', note: 'wet' })).toMatchObject({ valueMinor: 8_100_00 })
  expect(await adjust(rice.id, { countedTo: 175_500, reason: 'counted' })).toMatchObject({ onHand: 175_500 })
  const { moves, hasMore, valueMinor } = await ledger(rice.id)
  expect(moves.map((move) => [move.number, move.quantity, move.onHandAfter, move.valueMinor])).toEqual([
    ['counted', -4_500, 175_500, -202_50],
    ['damaged', -20_000, 180_000, -900_00],
    ['found', 100_000, 200_000, 5_000_00],
    ['opening', 100_000, 100_000, 4_000_00]
  ])
  expect(moves[1]).toMatchObject({ cause: 'adjustment', note: 'wet', billId: null, partyName: '' })
  expect([hasMore, valueMinor]).toEqual([false, 7_897_50])
  // What came in last is what is left: 100 kg at 50 and 75.5 kg at 40.
  expect((await ledger(rice.id, { valuation: 'fifo' })).valueMinor).toBe(8_020_00)
  const page = await ledger(rice.id, { limit: 2 })
  expect([page.moves.length, page.hasMore]).toEqual([2, true])
  const rest = await ledger(rice.id, { limit: 2, beforeMoveNo: page.moves[1]?.moveNo ?? 0 })
  expect(rest.moves.map((move) => move.onHandAfter)).toEqual([200_000, 100_000])
  expect(rest.hasMore).toBe(false)
  expect((await list('all')).valueMinor).toBe(7_897_50)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
})

test('the same id changes nothing; less than nothing may be on hand', async () => {
  shop = await openTestShop()
  const soap = await add('Soap', { lowStock: 5_000 })
  const oil = await add('Oil')
  const request = change(soap.id, { by: -3_000, reason: 'own-use' })
  expect(await shop.call('stock.adjust', request)).toMatchObject({ outcome: 'recorded', item: { onHand: -3_000 } })
  expect(await shop.call('stock.adjust', request)).toMatchObject({ outcome: 'exists', item: { onHand: -3_000 } })
  for (const other of [{ itemId: oil.id }, { by: -4_000 }]) {
    expect(await shop.failure('stock.adjust', { ...request, ...other })).toEqual({ code: 'entry/id-reused' })
  }
  expect(await list('negative')).toMatchObject({ names: ['Soap'], total: 1 })
  expect(await list('low')).toMatchObject({ names: ['Soap'], total: 1 })
  await adjust(soap.id, { countedTo: 5_000, reason: 'counted' })
  expect((await list('low')).names).toEqual([])
  expect((await list('in-stock')).names).toEqual(['Soap'])
  expect((await list('in-stock', 'oil')).names).toEqual([])
})

test('what is wrong with a change of stock is told, and nothing is recorded', async () => {
  shop = await openTestShop()
  const soap = await add('Soap', { purchaseRate: 22_500 })
  const service = await add('Grinding', { keepsStock: false })
  const wrong = (what: Change, itemId = soap.id) => shop.failure('stock.adjust', change(itemId, what))
  expect(await wrong({ by: 0 })).toMatchObject({ code: 'stock/nothing-changed', field: 'by' })
  expect(await wrong({ countedTo: 0 })).toMatchObject({ code: 'stock/nothing-changed', field: 'countedTo' })
  expect(await wrong({ by: 1, countedTo: 1 })).toMatchObject({ code: 'input/invalid' })
  expect(await wrong({})).toMatchObject({ code: 'input/invalid' })
  expect(await wrong({ by: 1, reason: 'other', note: ' ' })).toMatchObject({
    code: 'stock/reason-needed',
    field: 'note'
  })
  expect(await wrong({ by: 1 }, service.id)).toMatchObject({ code: 'stock/not-kept', params: { name: 'Grinding' } })
  expect(await wrong({ by: 1 }, newId())).toMatchObject({ code: 'item/not-found' })
  expect(await wrong({ by: 9e15, costRate: 1e12 })).toMatchObject({ code: 'stock/too-large' })
  expect((await ledger(soap.id)).moves).toEqual([])
  // The first goods of an item are worth what the shop pays for it, when nobody says more.
  expect(await adjust(soap.id, { by: 10_000 })).toMatchObject({ valueMinor: 225_00 })
  expect(await adjust(soap.id, { by: 10_000, reason: 'found' })).toMatchObject({ valueMinor: 450_00 })
  const { onHand: _, valueMinor: __, ...known } = soap
  expect(await shop.failure('item.change', { ...known, baseUnit: 'BOX' })).toMatchObject({
    code: 'item/base-unit-moved',
    params: { unit: 'PCS' }
  })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('batches are counted one by one, and told before they end', async () => {
  shop = await openTestShop({ clock: testClock(20261121) })
  const milk = await add('Milk powder', { hasBatch: true, hasExpiry: true })
  await adjust(milk.id, { by: 10_000, batch: 'B1', expiresOn: 20261215 as never })
  await adjust(milk.id, { by: 6_000, batch: 'B2', expiresOn: 20270630 as never })
  await adjust(milk.id, { countedTo: 4_000, batch: 'B2', expiresOn: 20270630 as never, reason: 'counted' })
  const ramesh = (await shop.call('party.add', ask.party('Ramesh'))).party.id
  const brief = await shop.call('item.brief', { itemId: milk.id, partyId: ramesh, side: 'sale' })
  expect(brief.item.onHand).toBe(14_000)
  expect(brief.batches).toEqual([
    { batch: 'B1', expiresOn: 20261215, quantity: 10_000 },
    { batch: 'B2', expiresOn: 20270630, quantity: 4_000 }
  ])
  expect((await list('expiring')).names).toEqual(['Milk powder'])
  expect((await list('expiring', 'milk')).names).toEqual(['Milk powder'])
  await adjust(milk.id, { countedTo: 0, batch: 'B1', expiresOn: 20261215 as never, reason: 'damaged' })
  expect((await list('expiring')).names).toEqual([])
  expect((await list('expiring', 'milk')).names).toEqual([])
})

const bill = async (...[kind, lines, what]: Parameters<typeof askBill>) => {
  const { bill, billWarnings } = await shop.call('bill.record', askBill(kind, lines, what))
  return { id: bill.row.id, rails: billWarnings.map(({ rail }) => rail) }
}
const reverse = (entryId: string) => shop.call('entry.reverse', { id: newId(), entryId, reason: 'mistyped' })
const worth = async (itemId: string) => [
  (await ledger(itemId)).valueMinor,
  (await ledger(itemId, { valuation: 'fifo' })).valueMinor
]
const verified = async () => expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })

test('what went back to its supplier is no part of the worth by FIFO, until its return is undone', async () => {
  shop = await openTestShop()
  const soap = await add('Soap')
  const partyId = await addParty(shop, 'Mehta', 'supplier')
  await bill('purchase', [some(soap, 10, 100_00)], { partyId })
  const { id: ofBillId } = await bill('purchase', [some(soap, 10, 150_00)], { partyId })
  const back = (count: number) =>
    bill('purchase-return', [some(soap, count, 0, { ofLine: 1 })], { partyId, ofBillId, noteReason: 'returned' })
  await back(4)
  expect(await worth(soap.id)).toEqual([190_00, 190_00])
  const rest = await back(6)
  expect(await worth(soap.id)).toEqual([100_00, 100_00])
  await reverse(rest.id)
  expect(await worth(soap.id)).toEqual([190_00, 190_00])
  await verified()
})

test('a purchase that was undone is no known cost: what was known before it is, or nothing', async () => {
  shop = await openTestShop()
  const soap = await add('Soap', { purchaseRate: 9_000 })
  const [partyId, ramesh] = [await addParty(shop, 'Mehta', 'supplier'), await addParty(shop, 'Ramesh')]
  const buy = (amount: number, lines = 1) => bill('purchase', Array(lines).fill(some(soap, 10, amount)), { partyId })
  const sell = () => bill('sale', [some(soap, 10, 120_00)], { partyId: ramesh })
  await reverse((await buy(10_000_00, 2)).id)
  const sold = await sell()
  expect(sold.rails).not.toContain('sold-below-cost')
  expect((await ledger(soap.id)).valueMinor).toBe(0)
  await reverse(sold.id)
  // The first goods still: worth what the shop pays for them.
  expect(await adjust(soap.id, { by: 10_000, reason: 'found' })).toMatchObject({ valueMinor: 90_00 })
  const first = await buy(100_00)
  await reverse((await buy(10_000_00)).id)
  for (let sales = 0; sales < 2; sales++) expect((await sell()).rails).not.toContain('sold-below-cost')
  await sell()
  expect((await ledger(soap.id)).valueMinor).toBe(-100_00)
  // One that is not the newest is not what is known.
  const newest = await buy(110_00)
  await reverse(first.id)
  await sell()
  expect((await ledger(soap.id)).valueMinor).toBe(-210_00)
  await reverse(newest.id)
  // What is left is the cost of what was found.
  expect(await adjust(soap.id, { by: -1_000, reason: 'damaged' })).toMatchObject({ valueMinor: -319_00 })
  await verified()
})
