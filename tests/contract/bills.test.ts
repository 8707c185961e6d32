import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Input, Output } from '#shared/contract/contract.ts'
import { billLine, billRequest, pieces } from '#tests/support/bill-request.ts'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'

const NO_TENDER = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
const NOTHING_PAID = { cashMinor: 0, upiMinor: 0, bankMinor: 0 }

let shop: TestApp
type Item = Output<'item.add'>['item']
let soap: Item
let rice: Item
let customerId: string
let supplierId: string

const addItem = async (change: Partial<Input<'item.add'>> & { name: string }) =>
  (await shop.call('item.add', { id: newId(), taxRule: 'gst-18', hsn: '3401', ...change })).item

async function addParty(name: string, kind: 'customer' | 'supplier', gstin = '') {
  const { party } = await shop.call('party.add', { id: newId(), name, kind, gstin, state: gstin.slice(0, 2) })
  return party.id
}

beforeEach(async () => {
  shop = await openTestShop()
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z5', shopState: '07' })
  soap = await addItem({ name: 'Soap', units: [{ unit: 'BOX', size: 24_000 }] })
  rice = await addItem({ name: 'Rice', taxRule: 'gst-exempt', hsn: '1006', baseUnit: 'KGS' })
  customerId = await addParty('Gupta Store', 'customer')
  supplierId = await addParty('Mehta Mills', 'supplier', '07AAACM0000A1Z5')
})
afterEach(() => shop.close())

type Request = Input<'bill.record'>
const ask = (
  kind: Parameters<typeof billRequest>[0],
  lines: Parameters<typeof billRequest>[1],
  change: object = {}
): Request => ({ ...billRequest(kind, lines), id: newId(), ...change }) as Request
const record = (request: Request) => shop.call('bill.record', request)
const line = (item: Item, amountMinor: number, count: number, change: object = {}) =>
  billLine(item, { amountMinor, said: pieces(count), rate: null, ...change })
const onHand = async (item: Item) => {
  const { items } = await shop.call('item.list', { text: '', filter: 'all', group: '', offset: 0, limit: 50 })
  return items.find(({ id }) => id === item.id)?.onHand
}
const balances = async () =>
  Object.fromEntries(
    (await shop.call('account.list', {}))
      .filter(({ balanceMinor }) => balanceMinor !== 0)
      .map(({ code, balanceMinor }) => [code, balanceMinor])
  )

describe('a bill', () => {
  it('posts one balanced entry with its tax, and takes the goods', async () => {
    const sale = await record(
      ask('sale', [line(soap, 42_194, 3)], {
        partyId: customerId,
        roundOff: 'rupee',
        tender: { ...NO_TENDER, cashMinor: 20_000, upiMinor: 10_000 }
      })
    )
    expect(sale.bill.row).toMatchObject({ kind: 'sale', totalMinor: 49_800, state: 'open', partyName: 'Gupta Store' })
    expect(sale.entry).toMatchObject({ amountMinor: 49_800, creditMinor: 19_800, upiState: 'waiting', text: 'Soap' })
    expect(sale.entry?.number).toBe(sale.bill.row.number)
    expect(await balances()).toMatchObject({
      sales: -42_194,
      'output-cgst': -3_797,
      'output-sgst': -3_797,
      'round-off': -12,
      debtors: 19_800
    })
    expect(sale.billWarnings.map(({ rail }) => rail)).toEqual(['stock-below-zero'])
  })
  it('of a supplier brings goods in, and what comes back of it goes out again', async () => {
    const bought = await record(
      ask(
        'purchase',
        [line(soap, 240_000, 48), line(rice, 500_000, 100, { said: [{ count: 100_000, unit: 'KGS' }] })],
        {
          partyId: supplierId,
          theirNumber: 'MM/77',
          paid: { ...NOTHING_PAID, bankMinor: 100_000 }
        }
      )
    )
    expect([await onHand(soap), await onHand(rice)]).toEqual([48_000, 100_000])
    expect(await balances()).toMatchObject({ purchases: 740_000, 'input-cgst': 21_600, creditors: -683_200 })
    const back = await record(
      ask('purchase-return', [line(soap, 0, 12, { ofLine: 1 })], { partyId: supplierId, ofBillId: bought.bill.row.id })
    )
    expect(back.bill.row).toMatchObject({ kind: 'purchase-return', totalMinor: 70_800 })
    expect(await onHand(soap)).toBe(36_000)
    expect((await shop.call('bill.get', { billId: bought.bill.row.id })).row.state).toBe('part')
  })
})
