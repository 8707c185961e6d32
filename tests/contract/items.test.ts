import { afterEach, expect, test } from 'vitest'
import type { Input } from '#shared/contract/contract.ts'
import { ask, newId, openTestApp, openTestShop, type TestApp } from '#tests/support/open-app.ts'

let shop: TestApp
afterEach(() => shop.close())

type Request = Input<'item.add'>
const item = (name: string, change: Partial<Request> = {}): Request => ({ id: newId(), name, ...change })

async function add(name: string, change: Partial<Request> = {}) {
  return (await shop.call('item.add', item(name, change))).item
}

const found = async (text: string) => (await shop.call('item.search', { text, limit: 20 })).map(({ name }) => name)

test('an item is added once, found in any script, by code, other name, barcode and with a slip', async () => {
  shop = await openTestShop()
  const request = item('चीनी M-30', {
    alias: 'Sugar fine; shakkar',
    code: 'SG30',
    barcodes: ['8901030865278'],
    group: 'Grocery'
  })
  expect(await shop.call('item.add', request)).toMatchObject({
    outcome: 'recorded',
    item: { baseUnit: 'PCS', onHand: 0 }
  })
  expect((await shop.call('item.add', request)).outcome).toBe('exists')
  await add('Tata Salt 1 kg')
  for (const text of [
    'चीनी',
    'chini',
    'cheeni',
    'sugar',
    'shakkar',
    'शक्कर',
    'sg30',
    'SG 30',
    '8901030865278',
    '865278',
    'sugra',
    'grocery'
  ]) {
    expect(await found(text), text).toEqual(['चीनी M-30'])
  }
  expect((await shop.call('item.search', { text: 'tata', limit: 5 }))[0]).toMatchObject({ matchStart: 0, matchEnd: 4 })
})

test('what is wrong with an item is told by its field, and nothing is saved', async () => {
  shop = await openTestShop()
  await add('Tata Salt 1 kg', { code: 'TS1', barcodes: ['8904043901015'] })
  const wrong = async (change: Partial<Request>) => shop.failure('item.add', item('Sugar', change))
  expect(await wrong({ name: ' \u200b ' })).toMatchObject({ code: 'item/name-empty', field: 'name' })
  expect(await wrong({ name: 'x'.repeat(121) })).toMatchObject({ code: 'item/name-too-long', params: { length: 121 } })
  expect(await wrong({ name: 'Tata  Salt 1 kg' })).toMatchObject({ code: 'item/name-taken', field: 'name' })
  expect(await wrong({ code: 'ts1' })).toMatchObject({ code: 'item/code-taken', params: { name: 'Tata Salt 1 kg' } })
  const barcode = { code: 'item/barcode-taken', field: 'barcodes.1', params: { name: 'Tata Salt 1 kg' } }
  expect(await wrong({ barcodes: ['123', ' 8904043901015\r'] })).toMatchObject(barcode)
  expect(await wrong({ barcodes: ['123', '1 23'] })).toMatchObject({ code: 'item/barcode-twice', field: 'barcodes.1' })
  expect(await wrong({ hsn: '17019' })).toMatchObject({ code: 'tax/hsn-digits', field: 'hsn', params: { digits: 5 } })
  expect(await wrong({ taxRule: 'gst-13' })).toMatchObject({ code: 'tax/rule-unknown', field: 'taxRule' })
  expect(await wrong({ hsn: '17O1' })).toMatchObject({ code: 'tax/hsn-digits' })
  const box = { unit: 'BOX' as const, size: 12_000 }
  expect(await wrong({ units: [box, box] })).toMatchObject({ code: 'item/unit-twice', field: 'units.1.unit' })
  expect(await wrong({ baseUnit: 'BOX', units: [box] })).toMatchObject({
    code: 'item/unit-twice',
    field: 'units.0.unit'
  })
  expect(await wrong({ saleUnit: 'BOX' })).toMatchObject({ code: 'item/sale-unit-unknown', field: 'saleUnit' })
  const price = { level: '', unit: 'KGS' as const, rate: 42_000 }
  expect(await wrong({ prices: [price] })).toMatchObject({ code: 'item/price-unit-unknown', field: 'prices.0.unit' })
  expect(await wrong({ baseUnit: 'KGS', prices: [price, price] })).toMatchObject({ code: 'item/price-twice' })
  expect((await shop.call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 10 })).total).toBe(1)
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})

test('a change is found at once; what is put away is not, and gives its name, code and barcode free', async () => {
  shop = await openTestShop()
  const salt = await add('Tata Salt 1 kg', { code: 'TS1', barcodes: ['111'], group: 'Grocery' })
  const { onHand: _, valueMinor: __, ...known } = salt
  await shop.call('item.change', { ...known, name: 'Namak Tata 1 kg', barcodes: ['222'] })
  expect(await found('namak')).toEqual(['Namak Tata 1 kg'])
  expect(await found('salt')).toEqual([])
  expect((await shop.call('item.scan', { code: '111' })).items).toEqual([])
  await shop.call('item.change', { ...known, name: 'Namak Tata 1 kg', barcodes: ['222'], isArchived: true })
  expect(await found('namak')).toEqual([])
  expect((await shop.call('item.scan', { code: '222' })).items).toEqual([])
  const page = { text: '', filter: 'all', group: '', offset: 0, limit: 10 } as const
  expect(await shop.call('item.list', page)).toMatchObject({ total: 0, groups: [] })
  expect(await shop.call('item.list', { ...page, filter: 'archived' })).toMatchObject({ total: 1 })
  expect(await shop.call('item.list', { ...page, filter: 'archived', text: 'nam' })).toMatchObject({ total: 1 })
  // A line of a bill that was typed before the item was put away still knows what it is.
  const brief = await shop.call('item.brief', { itemId: salt.id, partyId: null, side: 'sale' })
  expect(brief.item.isArchived).toBe(true)
  await add('Namak Tata 1 kg', { code: 'TS1', barcodes: ['222'] })
  expect(await shop.failure('item.change', known)).toMatchObject({ code: 'item/code-taken', field: 'code' })
  const stranger = { ...known, id: newId() }
  expect(await shop.failure('item.change', { ...stranger, code: '', barcodes: [] })).toMatchObject({
    code: 'item/not-found'
  })
})

test('a scanner finds a barcode, the code of the shop, a UPC with its zero, and the weight on a label of the scale', async () => {
  shop = await openTestShop()
  await add('Paneer', { baseUnit: 'KGS', code: '12' })
  await add('Cola', { barcodes: ['036000291452'] })
  await add('Kaju', { baseUnit: 'GMS', barcodes: ['2100077'] })
  const scan = async (code: string) => {
    const { items, quantity, amountMinor } = await shop.call('item.scan', { code })
    return [items.map(({ name }) => name), quantity, amountMinor]
  }
  expect(await scan('12\r\n')).toEqual([['Paneer'], null, null])
  expect(await scan('0036000291452')).toEqual([['Cola'], null, null])
  expect(await scan('2000012015000')).toEqual([[], null, null])
  expect(await scan('2000012015007')).toEqual([['Paneer'], 1_500, null])
  expect(await scan('2100077002506')).toEqual([['Kaju'], 250_000, null])
  expect(await scan('4006381333931')).toEqual([[], null, null])
  await shop.call('settings.change', { scaleCodes: { prefixes: ['20'], holds: 'price', itemDigits: 5 } })
  expect(await scan('2000012015007')).toEqual([['Paneer'], null, 1_500])
  expect(await scan('2100077002506')).toEqual([[], null, null])
})

test('the price of a line: what is agreed with the party, else its level, else the usual one', async () => {
  shop = await openTestShop()
  const sugar = await add('Sugar', {
    baseUnit: 'KGS',
    units: [{ unit: 'BAG', size: 50_000 }],
    saleUnit: 'BAG',
    isTaxInPrice: true,
    prices: [
      { level: '', unit: 'KGS', rate: 44_000 },
      { level: '', unit: 'BAG', rate: 2_150_000 },
      { level: 'Wholesale', unit: 'BAG', rate: 2_100_000 }
    ],
    purchaseRate: 40_500
  })
  const ramesh = (await shop.call('party.add', { ...ask.party('Ramesh'), priceLevel: 'wholesale' })).party.id
  const mill = (await shop.call('party.add', ask.party('Mill', 'supplier'))).party.id
  const brief = (partyId: string | null, side: 'sale' | 'purchase' = 'sale') =>
    shop.call('item.brief', { itemId: sugar.id, partyId, side })
  const bag = (rate: number) => ({ rate, unit: 'BAG', isTaxInPrice: true })
  expect(await brief(null)).toMatchObject({ price: bag(2_150_000), usual: bag(2_150_000), agreed: null, last: null })
  expect(await brief(ramesh)).toMatchObject({ price: bag(2_100_000), usual: bag(2_150_000), agreed: null })
  await shop.call('price.set', { partyId: ramesh, itemId: sugar.id, unit: 'BAG', rate: 2_090_000 })
  expect(await brief(ramesh)).toMatchObject({ price: bag(2_090_000), agreed: bag(2_090_000) })
  const cost = { rate: 40_500, unit: 'KGS', isTaxInPrice: false }
  expect(await brief(mill, 'purchase')).toMatchObject({ price: cost, usual: cost, agreed: null })
  await shop.call('price.set', { partyId: mill, itemId: sugar.id, unit: 'KGS', rate: 40_000 })
  expect(await brief(mill, 'purchase')).toMatchObject({ price: { ...cost, rate: 40_000 }, usual: cost })
  await shop.call('price.set', { partyId: ramesh, itemId: sugar.id, unit: 'BAG', rate: null })
  expect(await brief(ramesh)).toMatchObject({ price: bag(2_100_000), agreed: null })
  const wrong = { partyId: ramesh, itemId: sugar.id, unit: 'DOZ' as const, rate: 1 }
  expect(await shop.failure('price.set', wrong)).toMatchObject({ code: 'item/price-unit-unknown', field: 'unit' })
  expect(await shop.failure('item.brief', { itemId: newId(), partyId: null, side: 'sale' })).toMatchObject({
    code: 'item/not-found'
  })
})

test('a list is paged by name and group, and searched by what is typed', async () => {
  shop = await openTestShop()
  for (const [name, group] of [
    ['soap', 'Bath'],
    ['Atta', 'Grocery'],
    ['rice', 'Grocery']
  ] as const)
    await add(name, { group })
  const list = async (change: object) => {
    const page = { text: '', filter: 'all', group: '', offset: 0, limit: 10, ...change } as const
    const { items, total, groups } = await shop.call('item.list', page)
    return { names: items.map(({ name }) => name), total, groups }
  }
  const groups = ['Bath', 'Grocery']
  expect(await list({})).toEqual({ names: ['Atta', 'rice', 'soap'], total: 3, groups })
  expect(await list({ offset: 1, limit: 1 })).toEqual({ names: ['rice'], total: 3, groups })
  expect(await list({ group: 'Grocery' })).toEqual({ names: ['Atta', 'rice'], total: 2, groups })
  expect(await list({ text: 'rise' })).toEqual({ names: ['rice'], total: 1, groups })
  expect(await list({ text: 'rice', group: 'Bath' })).toEqual({ names: [], total: 0, groups })
  expect(await list({ filter: 'in-stock' })).toMatchObject({ total: 0 })
  expect(await list({ filter: 'low' })).toMatchObject({ total: 0 })
  expect(await list({ filter: 'expiring' })).toMatchObject({ total: 0 })
})

test('items are there again in the next session, and those of another process come in', async () => {
  shop = await openTestShop()
  await add('Atta', { group: 'Grocery' })
  expect(await found('atta')).toEqual(['Atta'])
  const other = openTestApp({ folder: shop.folder, keep: true, clock: shop.clock })
  expect((await other.call('item.search', { text: 'aata', limit: 5 })).map(({ name }) => name)).toEqual(['Atta'])
  await other.call('item.add', item('Besan', { group: 'Flour' }))
  await other.close()
  expect(await found('besan')).toEqual([])
  shop.beat()
  expect(await found('besan')).toEqual(['Besan'])
  const page = { text: '', filter: 'all', group: '', offset: 0, limit: 10 } as const
  expect((await shop.call('item.list', page)).groups).toEqual(['Flour', 'Grocery'])
})
