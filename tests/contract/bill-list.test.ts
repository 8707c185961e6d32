import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Input, Output } from '#shared/contract/contract.ts'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

let shop: TestApp
let soap: Output<'item.add'>['item']
let customerId: string
let supplierId: string

const addParty = async (name: string, kind: 'customer' | 'supplier') =>
  (await shop.call('party.add', { id: newId(), name, kind })).party.id

beforeEach(async () => {
  shop = await openTestShop()
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  soap = await addItem(shop, 'Soap')
  customerId = await addParty('Gupta Store', 'customer')
  supplierId = await addParty('Mehta Mills', 'supplier')
})
afterEach(() => shop.close())

const sell = async (amountMinor: number) =>
  (await shop.call('bill.record', askBill('sale', [some(soap, 1, amountMinor)], { partyId: customerId }))).bill.row
const ask = (change: Partial<Input<'bill.find'>>) =>
  shop.call('bill.find', {
    ...{ partyId: null, kinds: null, text: '', isOpen: false, beforeBillId: null, limit: 2 },
    ...change
  })
const find = async (change: Partial<Input<'bill.find'>>) => (await ask(change)).rows

it('is by party, kind, number and name, newest first, page by page', async () => {
  const made = [await sell(100), await sell(101), await sell(102)]
  expect((await find({})).map(({ id }) => id)).toEqual([made[2]?.id, made[1]?.id])
  expect((await find({ beforeBillId: made[1]?.id ?? null })).map(({ id }) => id)).toEqual([made[0]?.id])
  expect((await find({ text: '00002' })).map(({ id }) => id)).toEqual([made[1]?.id])
  expect(await find({ text: 'gupta' })).toHaveLength(2)
  expect(await find({ text: '100%' })).toHaveLength(0)
  expect(await find({ partyId: supplierId })).toHaveLength(0)
  expect(await find({ kinds: ['purchase'] })).toHaveLength(0)
})

it('is found by its whole number at once, in letters of either case, whatever stands beside it', async () => {
  const first = await sell(100)
  const offer = await shop.call('bill.record', askBill('quotation', [some(soap, 1, 100)], { partyId: customerId }))
  const second = await sell(101)
  for (const row of [first, offer.bill.row, second]) {
    expect(await ask({ text: ` ${row.number.toLowerCase()} ` })).toMatchObject({ rows: [{ id: row.id }], next: null })
    expect(await find({ text: row.number, kinds: ['challan'] })).toEqual([])
    expect(await find({ text: row.number, beforeBillId: row.id })).toEqual([])
    expect(await find({ text: row.number, partyId: supplierId })).toEqual([])
  }
  expect(await find({ text: first.number.replace(/\d+$/, '99999') })).toEqual([])
})
