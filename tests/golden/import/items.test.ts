import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { v7 } from 'uuid'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addItem } from '#main/app/keep-items.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { fileTableReader } from '#main/files/file-table-reader.ts'
import type { SourceTable } from '#shared/import/source-table.ts'
import { zItemRequest } from '#shared/items/item.ts'
import { makeWorkbook } from '../../fixtures/import/make-workbook.ts'
import { type OpenBook, openBook } from '../../fixtures/import/open-book.ts'

let into: OpenBook
beforeEach(() => {
  into = openBook()
})
afterEach(() => into.close())

const tableOf = (...lines: string[]): SourceTable => ({
  fileName: 'items.csv',
  encoding: 'UTF-8',
  delimiter: '|',
  rows: lines.map((line) => line.split('|'))
})
const itemsOf = () => into.book.store.items.forSearch(0, 1_000)
const stockOf = () =>
  Object.fromEntries(
    itemsOf().map(({ itemNo, item }) => {
      const { quantity, valueMinor } = into.book.store.stock.onHand(itemNo)
      return [item.name, [quantity, valueMinor]]
    })
  )

describe('lists of items of other programs', () => {
  test.each([
    [
      'Vyapar',
      'Item name*|Item code|HSN|Sale price|Purchase price|Opening stock quantity|Minimum stock quantity|Tax Rate|Inclusive Of Tax|Base Unit (x)|Secondary Unit (y)|Conversion Rate (n) (x = ny)',
      'Soap|S1|3401|510|400|2|1|GST@18%|Inclusive|BOX|PIECES (Pcs)|12'
    ],
    [
      'Marg',
      'Product Name|Code|HSN Code|S.Rate|P.Rate|MRP|Stock|GST %|Unit|Company',
      'Soap|S1|3401|42.50|33.333|50|24|18|PCS|Godrej'
    ],
    [
      'BUSY',
      'Name|Alias|Group|Unit|Op. Stock|Op. Value|Sales Price|HSN Code|Tax Category',
      'Soap|साबुन|Bath|Pcs.|24|800|42.5|3401|GST 18%'
    ],
    ['Tally', 'Particulars|Quantity|Rate|Value', 'Soap|24 Pcs|33.33|800.00'],
    ['a sheet in Hindi', 'सामान|कोड|भाव|स्टॉक|इकाई|जीएसटी', 'साबुन|S1|४२.५०|२४|पीस|१८']
  ])('%s', async (_, heading, row) => {
    const { plan, result } = await into.bring(tableOf(heading, row))
    expect([plan.kind, plan.missing, plan.remarks]).toEqual(['items', [], []])
    expect(result).toMatchObject({ addedItems: 1, addedStocks: 1, isProved: true })
    expect(Object.values(stockOf())[0]?.[0]).toBe(24_000)
    expect(verifyLedger(into.book.store.file)).toMatchObject({ isClean: true })
  })

  test('a second unit is what everything is counted in, and the price stays for the first', async () => {
    await into.bring(
      tableOf(
        'Item name|Sale price|Purchase price|Opening stock|Tax Rate|Unit|Secondary Unit|Conversion Rate',
        'Soap|510|408|2|18|Box|Pcs|12'
      )
    )
    expect(itemsOf()[0]?.item).toMatchObject({
      baseUnit: 'PCS',
      units: [{ unit: 'BOX', size: 12_000 }],
      saleUnit: 'BOX',
      prices: [{ level: '', unit: 'BOX', rate: 510_000 }],
      purchaseRate: 34_000,
      taxRule: 'gst-18'
    })
    expect(stockOf()).toEqual({ Soap: [24_000, 816_00] })
  })
})

const BAD = [
  'Item Name|Code|Barcode|HSN|GST|Unit|Price|Stock',
  'Soap|S1|8901030865278|34011|18|Pcs|10|1',
  'Rice|R1||1006|12|kg|50|1',
  'Sugar|U1||1701|5|zorg|40|1',
  'Tea|T1|4006381333931|0902|5|kg|200|1',
  'Coffee|C1|4006381333931|0901|5|kg|300|1',
  'Oil|O1||1512|5|ltr|x|1',
  'Salt|A1||2501|0|kg|20|1.2345',
  'Dal|D1|8.90103E+12|0713|0|kg|90|1',
  'Ghee|G1||0405|5|kg|600|1',
  'Butter|G1||0405|5|kg|500|1',
  '|||||||',
  '||||5|kg|1|1',
  'Wheat|W1||1001|0|kg|31.33333|2.5',
  'Total|||||||99'
]

test('every bad row is named with its line and its reason, and nothing is written by a dry run', async () => {
  const plan = await into.plan(tableOf(...BAD))
  expect(plan.remarks.map(({ line, remark, field, isLeftOut }) => [line, remark, field, isLeftOut])).toEqual([
    [2, 'hsn-unreadable', 'hsn', true],
    [3, 'tax-rate-unknown', 'taxRate', true],
    [4, 'unit-unknown', 'unit', true],
    [5, 'barcode-twice', 'barcode', true],
    [6, 'barcode-twice', 'barcode', true],
    [7, 'price-unreadable', 'salePrice', true],
    [8, 'quantity-too-fine', 'openingQuantity', true],
    [9, 'barcode-unreadable', 'barcode', true],
    [10, 'code-taken', 'itemCode', true],
    [11, 'code-taken', 'itemCode', true],
    [12, 'empty-row', null, true],
    [13, 'name-missing', 'name', true],
    [15, 'total-row', null, true],
    [14, 'price-rounded', 'salePrice', false]
  ])
  expect([plan.newItems, plan.newStocks, plan.takenLineCount]).toEqual([1, 1, 1])
  expect(into.book.store.items.count()).toBe(0)
})

test('a second import adds nothing; a mended file adds what was left out', async () => {
  const first = await into.bring(tableOf(...BAD))
  const again = await into.bring(tableOf(...BAD))
  expect(again.result).toMatchObject({ addedItems: 0, addedStocks: 0, knownItems: 1, goods: first.result.goods })
  const mended = BAD.with(1, 'Soap|S1|8901030865278|3401|18|Pcs|10|1')
  expect((await into.bring(tableOf(...mended))).result).toMatchObject({ addedItems: 1, addedStocks: 1 })
  expect(stockOf()).toEqual({ Wheat: [2_500, 0], Soap: [1_000, 0] })
})

test('batches of one item are its stocks; the last day of a month is meant by the month', async () => {
  const { result } = await into.bring(
    tableOf('Item|Code|MRP|Qty|Batch|Expiry', 'Syrup|Y1|90|10|L1|12/2027', 'Syrup|Y1|90|5|L2|31-01-2028')
  )
  expect(result).toMatchObject({ addedItems: 1, addedStocks: 2, goods: { inQuantity: 15_000 } })
  const [syrup] = itemsOf()
  expect(syrup?.item).toMatchObject({ hasBatch: true, hasExpiry: true, retailPriceMinor: 90_00 })
  expect(into.book.store.stock.batches(syrup?.itemNo ?? 0)).toEqual([
    { batch: 'L1', expiresOn: 20271231, quantity: 10_000 },
    { batch: 'L2', expiresOn: 20280131, quantity: 5_000 }
  ])
})

test('an item that is there stays as it is; it gets its stock as long as nothing has moved', async () => {
  addItem(into.book, zItemRequest.parse({ id: v7(), name: 'Soap', code: 's1', barcodes: ['111'] }))
  const file = tableOf('Item|Code|Barcode|Price|Stock|Value', 'Soap 100 g|S1||45|10|300', 'Shampoo|S2|111|9|1|5')
  const { plan, result } = await into.bring(file)
  expect(plan.remarks.map(({ line, remark, isLeftOut }) => [line, remark, isLeftOut])).toEqual([
    [3, 'barcode-twice', true],
    [2, 'item-exists', false]
  ])
  expect(result).toMatchObject({ addedItems: 0, addedStocks: 1, knownItems: 1 })
  expect(stockOf()).toEqual({ Soap: [10_000, 300_00] })
  const later = await into.plan(tableOf('Item|Code|Price|Stock|Value', 'Soap|S1|45|12|360'))
  expect(later.remarks).toMatchObject([{ line: 2, remark: 'stock-differs', isLeftOut: true }])
})

test('tax by HSN and rate: clothes have a rule of their own, and a spreadsheet keeps 18 % as 0.18', async () => {
  await into.bring(tableOf('Item|HSN|GST|Price', 'Shirt|610910|0.05|900', 'Soap|3401|0.18|42', 'Milk|0401|Exempt|60'))
  expect(Object.fromEntries(itemsOf().map(({ item }) => [item.name, item.taxRule]))).toEqual({
    Shirt: 'clothing',
    Soap: 'gst-18',
    Milk: 'gst-exempt'
  })
})

test('a workbook is read like the file it was exported from', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'items-'))
  const file = path.join(folder, 'items.xlsx')
  const rows = [
    ['Item Name', 'Barcode', 'GST Rate', 'Sale Price', 'Opening Stock'],
    ['Soap', { number: '8901030865278' }, { number: '0.18' }, { number: '42.5' }, { number: '24' }]
  ]
  writeFileSync(file, makeWorkbook(rows))
  await into.bring(await fileTableReader.read(file))
  rmSync(folder, { recursive: true, force: true })
  expect(itemsOf()[0]?.item).toMatchObject({ barcodes: ['8901030865278'], taxRule: 'gst-18' })
})

test('goods of an invoice are the items of the list, by code and by name', async () => {
  await into.bring(tableOf('Item|Code|Price|Stock', 'Soap|S1|45|10', 'Rice 5 kg||300|4'))
  const { result } = await into.bring(
    tableOf(
      'Invoice No|Date|Customer|Stock Code|Description|Quantity|Price',
      '7|20-11-2026|Ramesh|s1|SOAP BLUE|3|45',
      '7|20-11-2026|Ramesh||Rice 5 kg|1|300',
      '7|20-11-2026|Ramesh||Discount|-1|35',
      '7|20-11-2026|Ramesh|S1|Soap|-1|45'
    )
  )
  expect(result).toMatchObject({ addedEntries: 1, knownItems: 2, addedItems: 1, addedStocks: 1 })
  expect(result.totals).toEqual([{ kind: 'sale', count: 1, amountMinor: 355_00 }])
  expect(stockOf()).toMatchObject({ Soap: [8_000, 0], 'Rice 5 kg': [3_000, 0] })
  expect(verifyLedger(into.book.store.file)).toMatchObject({ isClean: true })
})
