import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exchangeBookOf } from '#main/app/read-exchange.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { ALL_DAYS, type ExchangeBook, type ExchangePeriod } from '#shared/exchange/exchange-book.ts'
import { tallyVouchers } from '#shared/exchange/tally-vouchers.ts'
import { ask, newId, openTestShop, type TestApp, testClock } from '#tests/support/open-app.ts'
import { deep, readXml, textOf, type XmlElement } from '#tests/support/read-xml.ts'
import { addParty } from '#tests/support/whole-book.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

const vouchersOf = (book: ExchangeBook, period: ExchangePeriod): XmlElement[] =>
  deep(readXml([...tallyVouchers(book, period)].join('')), 'VOUCHER')

describe('a bill with goods that was undone', () => {
  let shop: TestApp
  let vouchers: XmlElement[]
  beforeAll(async () => {
    shop = await openTestShop({ clock: testClock(20261105) })
    await shop.call('settings.change', { shopGstin: '07AAACR5055K1Z9', shopState: '07' })
    const soap = await addItem(shop, 'Soap')
    const tea = await addItem(shop, 'Tea', { taxRule: 'gst-5', hsn: '0902' })
    const [customer, supplier] = [await addParty(shop, 'Ramesh'), await addParty(shop, 'Mill', 'supplier')]
    const make = async (kind: Parameters<typeof askBill>[0], lines: Parameters<typeof askBill>[1], change: object) =>
      (await shop.call('bill.record', askBill(kind, lines, change))).bill.row.id
    const undo = (entryId: string) => shop.call('entry.reverse', { id: newId(), entryId, reason: 'typed twice' })
    await undo(await make('purchase', [some(soap, 9, 700_00)], { partyId: supplier }))
    const sale = await make('sale', [some(soap, 3, 300_00), some(tea, 2, 40_00)], { partyId: customer })
    const back = [some(soap, 1, 0, { ofLine: 1 })]
    await undo(await make('sale-return', back, { partyId: customer, ofBillId: sale, noteReason: 'returned' }))
    await undo(sale)
    await undo((await shop.call('entry.record', ask.sale(customer, 60_00))).entry.id)
    const store = openLedgerStore(shop.file(), { readOnly: true })
    // The first is the cash that the book began with.
    vouchers = vouchersOf(exchangeBookOf(store), ALL_DAYS).slice(1)
    store.close()
  }, 60_000)
  afterAll(() => shop.close())

  test('is written as the kind that mirrors it, and one without goods as before', () => {
    expect(vouchers.map(({ attributes }) => attributes.VCHTYPE)).toEqual([
      ...['Purchase', 'Debit Note', 'Sales', 'Credit Note', 'Sales', 'Credit Note', 'Sales', 'Journal']
    ])
  })

  test('moves the same goods the other way, so that nothing of it is left in the stock', () => {
    const goods = (voucher: XmlElement | undefined, sign: number) =>
      deep(voucher ?? (vouchers[0] as XmlElement), 'INVENTORYALLOCATIONS.LIST').map((one) => [
        textOf(one, 'STOCKITEMNAME'),
        textOf(one, 'ACTUALQTY'),
        sign * Number(textOf(one, 'AMOUNT')),
        (textOf(one, 'ISDEEMEDPOSITIVE') === 'Yes') === sign > 0
      ])
    for (const [made, undone, count] of [
      [0, 1, 1],
      [3, 4, 1],
      [2, 5, 2]
    ] as const) {
      expect(goods(vouchers[made], 1)).toHaveLength(count)
      expect(goods(vouchers[undone], -1)).toEqual(goods(vouchers[made], 1))
    }
  })
})

describe('parts of bills', () => {
  let shop: TestApp
  let book: ExchangeBook
  let close: () => void
  beforeAll(async () => {
    const clock = testClock(20261105)
    shop = await openTestShop({ clock })
    const party = await addParty(shop, 'Ramesh')
    const lent = (await shop.call('entry.record', ask.gave(party, 500_00))).entry
    clock.set(20261205)
    const sale = (await shop.call('entry.record', ask.sale(party, 300_00))).entry
    const got = (await shop.call('entry.record', ask.got(party, { cashMinor: 600_00 }))).entry
    const against = [
      { entryId: lent.id, amountMinor: 400_00 },
      { entryId: sale.id, amountMinor: 100_00 }
    ]
    await shop.call('credit.settle', { entryId: got.id, way: 'against', against } as Parameters<
      typeof shop.call<'credit.settle'>
    >[1])
    const store = openLedgerStore(shop.file(), { readOnly: true })
    book = exchangeBookOf(store)
    close = () => store.close()
  }, 60_000)
  afterAll(async () => {
    close()
    await shop.close()
  })

  const partsOf = (period: ExchangePeriod) =>
    vouchersOf(book, period).map((voucher) =>
      deep(voucher, 'BILLALLOCATIONS.LIST').map((one) => [
        ...[textOf(one, 'BILLTYPE'), textOf(one, 'NAME'), Number(textOf(one, 'AMOUNT'))]
      ])
    )

  test('point only to references that were opened: whatever a payment settles is a reference', () => {
    const [, lent, sale, got] = partsOf(ALL_DAYS)
    const [lentName, saleName] = [lent?.[0]?.[1], sale?.[0]?.[1]]
    expect(lent).toEqual([['New Ref', lentName, -500]])
    expect(sale).toEqual([['New Ref', saleName, -300]])
    expect(got).toEqual([
      ['Agst Ref', lentName, 400],
      ['Agst Ref', saleName, 100],
      ['On Account', '', 100]
    ])
  })

  test('are on account where the reference is of days that do not go along', () => {
    const [sale, got] = partsOf({ fromOn: 20261201 as BookDate, toOn: null })
    expect(got).toEqual([
      ['On Account', '', 400],
      ['Agst Ref', sale?.[0]?.[1], 100],
      ['On Account', '', 100]
    ])
  })
})
