import type { Input, Output } from '#shared/contract/contract.ts'
import { billLine, billRequest } from './bill-request.ts'
import { newId, type TestApp } from './open-app.ts'

type Item = Output<'item.add'>['item']
type Asked = Input<'bill.record'>
type Lines = Parameters<typeof billRequest>[1]
type Kind = Parameters<typeof billRequest>[0]

/** A request of a bill as the counter makes it, with an id of its own. */
export const askBill = (kind: Kind, lines: Lines, change: object = {}): Asked =>
  ({ ...billRequest(kind, lines), id: newId(), ...change }) as Asked

export const addItem = async (shop: TestApp, name: string, change: Partial<Input<'item.add'>> = {}): Promise<Item> =>
  (await shop.call('item.add', { id: newId(), name, taxRule: 'gst-18', hsn: '3401', ...change })).item

/** So many of the base unit, in whole ones. */
export const some = (item: Item, count: number, amountMinor: number, change: object = {}): Lines[number] =>
  billLine(item, { amountMinor, said: [{ count: count * 1_000, unit: item.baseUnit }], ...change })

/**
 * A row of everything that goods leave in a book: items with barcodes, one changed and one put away, prices by agreement,
 * adjustments, bills of every kind with batches, charges, discounts and rounding, returns of both, a paper that became a bill, one
 * that was called off, and bills that were undone.
 */
export async function goodsDay(shop: TestApp, customerId: string, supplierId: string): Promise<void> {
  await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
  const soap = await addItem(shop, 'Soap', {
    units: [{ unit: 'BOX', size: 24_000 }],
    barcodes: ['8901234567890', 'S-1'],
    code: 'SO',
    group: 'Bath',
    lowStock: 5_000
  })
  const rice = await addItem(shop, 'चावल', { taxRule: 'gst-exempt', hsn: '1006', baseUnit: 'KGS', barcodes: ['42'] })
  const syrup = await addItem(shop, 'Syrup', { hasBatch: true, hasExpiry: true, code: 'SY' })
  const { onHand: _, valueMinor: __, ...old } = await addItem(shop, 'Old lamp', { keepsStock: false })
  await shop.call('item.change', { ...old, name: 'Old brass lamp', isArchived: false })
  await shop.call('item.change', { ...old, name: 'Old brass lamp', isArchived: true })
  for (const rate of [11_500, 12_000]) {
    await shop.call('price.set', { partyId: customerId, itemId: soap.id, unit: 'PCS', rate })
  }
  await shop.call('price.set', { partyId: customerId, itemId: rice.id, unit: 'KGS', rate: null })
  await adjust(shop, soap, { by: 10_000, costRate: 8_500, reason: 'opening' })
  await adjust(shop, rice, { by: -2_000, reason: 'damaged', note: 'wet' })
  const batch = { batch: 'B7', expiresOn: 20270131 }
  const bought = await shop.call(
    'bill.record',
    askBill('purchase', [some(soap, 48, 4_080_00), some(rice, 100, 5_000_00), some(syrup, 20, 1_999_99, { batch })], {
      partyId: supplierId,
      theirNumber: 'MM/77',
      theirDate: 20261120,
      charges: [{ charge: 'freight', amountMinor: 150_00 }],
      roundOff: 'rupee',
      paid: { cashMinor: 1_000_00, upiMinor: 0, bankMinor: 500_00 }
    })
  )
  const sold = await shop.call(
    'bill.record',
    askBill(
      'sale',
      [
        some(soap, 5, 421_94, { rate: 84_388, rateUnit: 'PCS' }),
        some(rice, 3, 210_00, { rate: 70_000, rateUnit: 'KGS', discount: { by: 'percent', percentBp: 500 } }),
        some(syrup, 2, 240_00, { batch })
      ],
      {
        partyId: customerId,
        discount: { by: 'amount', amountMinor: 10_00 },
        charges: [{ charge: 'packing', amountMinor: 25_00, isTaxed: false }],
        roundOff: 'rupee',
        tender: { cashMinor: 300_00, changeMinor: 0, upiMinor: 100_00, bankMinor: 0 }
      }
    )
  )
  await returnsOf(shop, { sold: sold.bill.row.id, bought: bought.bill.row.id, customerId, supplierId }, soap, rice)
  await papersOf(shop, customerId, soap, rice)
  const wrong = await shop.call(
    'bill.record',
    askBill('sale', [some(soap, 2, 190_00, { rate: 95_000, rateUnit: 'PCS' })], { partyId: customerId })
  )
  await undo(shop, wrong.bill.row.id)
}

const adjust = (shop: TestApp, item: Item, change: Partial<Input<'stock.adjust'>>) =>
  shop.call('stock.adjust', {
    ...{ id: newId(), itemId: item.id, countedTo: null, by: null, costRate: null, reason: 'counted' },
    ...{ note: '', batch: '', expiresOn: null },
    ...change
  })

const undo = (shop: TestApp, entryId: string) =>
  shop.call('entry.reverse', { id: newId(), entryId, reason: 'typed twice' })

interface Both {
  readonly sold: string
  readonly bought: string
  readonly customerId: string
  readonly supplierId: string
}

async function returnsOf(shop: TestApp, both: Both, soap: Item, rice: Item): Promise<void> {
  const { customerId, supplierId } = both
  const back = { partyId: customerId, ofBillId: both.sold, noteReason: 'returned' }
  await shop.call('bill.record', askBill('sale-return', [some(soap, 2, 0, { ofLine: 1 })], back))
  const twice = await shop.call('bill.record', askBill('sale-return', [some(rice, 1, 0, { ofLine: 2 })], back))
  await undo(shop, twice.bill.row.id)
  await shop.call(
    'bill.record',
    askBill('purchase-return', [some(soap, 4, 0, { ofLine: 1 })], {
      ...{ partyId: supplierId, ofBillId: both.bought },
      tender: { cashMinor: 50_00, changeMinor: 0, upiMinor: 0, bankMinor: 0 }
    })
  )
}

async function papersOf(shop: TestApp, customerId: string, soap: Item, rice: Item): Promise<void> {
  const party = { partyId: customerId }
  const quotation = await shop.call('bill.record', askBill('quotation', [some(soap, 6, 600_00)], party))
  const challan = await shop.call(
    'bill.record',
    askBill('challan', [some(rice, 4, 280_00)], { ...party, deliveryAddress: 'Godown 3, Narela', deliveryState: '07' })
  )
  await shop.call(
    'bill.record',
    askBill('sale', [some(soap, 6, 600_00, { ofLine: 1 })], { ...party, ofBillId: quotation.bill.row.id })
  )
  await shop.call(
    'bill.record',
    askBill('sale', [some(rice, 4, 280_00, { ofLine: 1 })], { ...party, ofBillId: challan.bill.row.id })
  )
  for (const kind of ['quotation', 'challan'] as const) {
    const called = await shop.call('bill.record', askBill(kind, [some(rice, 1, 70_00)], party))
    await shop.call('bill.cancel', { id: newId(), billId: called.bill.row.id, reason: 'not wanted' })
  }
}
