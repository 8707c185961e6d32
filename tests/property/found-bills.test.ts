import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Book, stampOf } from '#main/app/book.ts'
import { recordBillWithin } from '#main/app/record-bill.ts'
import type { BillFilter, BillRowRecord } from '#main/ports/goods-store.ts'
import { readDocumentNumber } from '#shared/numbering/document-number.ts'
import { zBillRequest } from '#shared/sales/bill-request.ts'
import { seededRandom } from '#tests/bench/made-parties.ts'
import { newId, openTestShop, type TestApp } from '#tests/support/open-app.ts'
import { openBook } from '#tests/support/open-book.ts'
import { addItem, askBill, some } from '#tests/support/whole-goods.ts'

let shop: TestApp
let book: Book
let all: readonly BillRowRecord[]

const BILLS = 61
const EVERYTHING: BillFilter = {
  ...{ partyNo: null, kinds: null, text: '', isOpen: false, beforeBillNo: null, limit: 1_000, scan: 1_000 }
}

beforeAll(async () => {
  shop = await openTestShop()
  const soap = await addItem(shop, 'Soap')
  const parties = []
  for (const name of ['Gupta', 'Mehta', '100% Cotton']) {
    parties.push((await shop.call('party.add', { id: newId(), name, kind: 'customer' })).party.id)
  }
  const random = seededRandom(11)
  for (let at = 0; at < 60; at++) {
    const kind = (['sale', 'sale', 'purchase', 'quotation', 'challan'] as const)[Math.floor(random() * 5)] ?? 'sale'
    const partyId = parties[Math.floor(random() * 3)] ?? null
    await shop.call('bill.record', askBill(kind, [some(soap, 1, 100 + at)], { partyId }))
  }
  book = openBook(shop.file())
  // One that was brought along from another book bears the number that it had there.
  const brought = { ...askBill('sale', [some(soap, 1, 100)], { partyId: parties[0] }), text: 'OLD-000123' }
  const options = { isNumbered: false }
  book.store.transact(() => recordBillWithin(book, zBillRequest.parse(brought), stampOf(book), options))
  all = book.store.bills.find(EVERYTHING).rows
}, 60_000)
afterAll(async () => {
  book.store.close()
  await shop.close()
})

const fits = (row: BillRowRecord, { kinds, text, beforeBillNo }: BillFilter): boolean =>
  (kinds === null || kinds.includes(row.kind)) &&
  (beforeBillNo === null || row.billNo < beforeBillNo) &&
  [row.number, row.partyName].some((words) => words.toLowerCase().includes(text.trim().toLowerCase()))

const filters = fc.record({
  kinds: fc.option(fc.subarray(['sale', 'purchase', 'quotation', 'challan'] as const, { minLength: 1 }), { nil: null }),
  text: fc.constantFrom('', 'gup', '%', '000', '0001', '26-27', ' mehta ', 'B/26', 'old-0', 'nobody'),
  beforeBillNo: fc.option(fc.integer({ min: 1, max: BILLS + 1 }), { nil: null }),
  limit: fc.integer({ min: 1, max: 30 }),
  scan: fc.integer({ min: 1, max: 70 })
})

test('however few papers one look takes in, going on finds each that fits once, the newest first', () => {
  expect(all).toHaveLength(BILLS)
  fc.assert(
    fc.property(filters, (asked) => {
      const filter = { ...EVERYTHING, ...asked }
      const found: BillRowRecord[] = []
      let looks = 0
      for (let beforeBillNo = filter.beforeBillNo; ; ) {
        const { rows, nextBelow } = book.store.bills.find({ ...filter, beforeBillNo })
        expect(rows.length).toBeLessThanOrEqual(filter.limit)
        found.push(...rows)
        looks += 1
        if (nextBelow === null) break
        expect(nextBelow).toBeLessThan(beforeBillNo ?? BILLS + 1)
        beforeBillNo = nextBelow
      }
      expect(found.map(({ id }) => id)).toEqual(all.filter((row) => fits(row, filter)).map(({ id }) => id))
      expect(looks).toBeLessThanOrEqual(Math.ceil(BILLS / filter.scan) + Math.ceil(found.length / filter.limit) + 1)
    })
  )
})

test('a whole number is found by itself, however far back, in one look', () => {
  expect(all[0]).toMatchObject({ number: 'OLD-000123', state: 'open' })
  expect(book.store.bills.byId(all[0]?.id ?? '')?.number).toBe('OLD-000123')
  for (const row of all) {
    if (readDocumentNumber(row.number) === null) continue
    const { rows, nextBelow } = book.store.bills.find({ ...EVERYTHING, text: row.number, scan: 1 })
    expect([rows.map(({ id }) => id), nextBelow]).toEqual([[row.id], null])
  }
  expect(new Set(all.map(({ number }) => number)).size).toBeGreaterThan(30)
})
