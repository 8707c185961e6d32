import { expect, test } from 'vitest'
import { ItemIndex, type ItemRow } from './item-index.ts'

const row = (itemNo: number, name: string, change: Partial<ItemRow> = {}): ItemRow => ({
  itemNo,
  name,
  group: '',
  alias: '',
  code: '',
  barcodes: [],
  uses: 0,
  lastUsedOn: 0,
  ...change
})

function indexOf(...rows: ItemRow[]): (text: string) => number[] {
  const index = new ItemIndex()
  for (const one of rows) index.add(one)
  return (text) => index.query(text, { limit: 10, nowDay: 20261121 }).map(({ itemNo }) => itemNo)
}

test('a code that is typed whole comes before names that begin so', () => {
  const find = indexOf(
    row(1, '101 Washing Soap', { uses: 50, lastUsedOn: 20261120 }),
    row(2, 'Rin Bar', { code: '101' })
  )
  expect(find('101')).toEqual([2, 1])
})

test('each of the other names is a name of its own', () => {
  const find = indexOf(row(1, 'Arhar', { alias: 'Toor dal, तुअर; pigeon pea' }), row(2, 'Toor dal premium', { uses: 9 }))
  expect(find('toor dal')).toEqual([1, 2])
  expect(find('tuar')[0]).toBe(1)
  expect(find('pigeon')).toEqual([1])
})

test('a barcode is found by its end, one with letters by its start', () => {
  const find = indexOf(row(1, 'Soap', { barcodes: ['8901030865278', 'ABX-9'] }), row(2, 'Shampoo'))
  expect(find('65278')).toEqual([1])
  expect(find('abx9')).toEqual([1])
})

test('of two that match alike, the one that is used more and later comes first', () => {
  const find = indexOf(
    row(1, 'Sugar S', { uses: 3, lastUsedOn: 20260101 }),
    row(2, 'Sugar M', { uses: 40, lastUsedOn: 20261120 })
  )
  expect(find('sug')).toEqual([2, 1])
})
