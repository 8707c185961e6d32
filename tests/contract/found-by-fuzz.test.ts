import { afterEach, beforeEach, expect, test } from 'vitest'
import { gate, refusedWith } from '#tests/fault/reach.ts'
import { ask, newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { addParty } from '#tests/support/whole-book.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

// What the fuzz of all endpoints (tests/simulation/fuzz.test.ts) has found, each by the few calls that it takes.
let shop: TestApp
beforeEach(async () => {
  shop = await openTestShop()
})
afterEach(() => shop.close())

test('goods that come back from a party that was merged: the bill, the way of its balance, and a book that proves itself', async () => {
  const [old, kept] = [await addParty(shop, 'Ramesh'), await addParty(shop, 'Ramesh Kirana')]
  const soap = await addItem(shop, 'Soap')
  const sold = await shop.call('bill.record', askBill('sale', [some(soap, 5, 500_00)], { partyId: old }))
  await shop.call('party.merge', { partyId: old, intoId: kept, outId: newId(), inId: newId() })
  const back = { partyId: old, ofBillId: sold.bill.row.id, noteReason: 'returned' }
  await shop.call('bill.record', askBill('sale-return', [some(soap, 2, 0, { ofLine: 1 })], back))
  expect(await shop.call('party.brief', { partyId: kept })).toMatchObject({ balanceMinor: 300_00 })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true, firstFault: null })
})

test('an id that another fact bears is refused with a code, whatever it is asked for', async () => {
  const call = gate(shop)
  const [one, other] = [await addParty(shop, 'Ramesh'), await addParty(shop, 'Suresh')]
  const { entry } = await shop.call('entry.record', ask.sale(one, 100_00))
  const merge = { partyId: one, intoId: other, outId: entry.id, inId: newId() }
  expect(await call('party.merge', merge)).toMatchObject(refusedWith('entry/id-reused'))
  expect(await shop.call('party.brief', { partyId: one })).toMatchObject({ balanceMinor: 100_00 })
  expect(await shop.call('ledger.verify', {})).toMatchObject({ isClean: true })
})
