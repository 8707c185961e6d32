import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type BillDraft, emptyBill, withField } from './bill-draft.ts'
import { dropRefused, readBillText, refusedBills, storeBill, storedBill, storeRefused } from './kept-bill.ts'

/** What a browser keeps, for a test that has none. */
class Storage {
  readonly texts = new Map<string, string>()
  isFull = false
  getItem = (place: string) => this.texts.get(place) ?? null
  removeItem = (place: string) => this.texts.delete(place)
  setItem = (place: string, text: string) => {
    if (this.isFull) throw new Error('full')
    this.texts.set(place, text)
  }
}

let storage: Storage
beforeEach(() => {
  storage = new Storage()
  vi.stubGlobal('localStorage', storage)
})
afterEach(() => vi.unstubAllGlobals())

const bill = (id: string): BillDraft => withField(emptyBill(id, 'sale', true), 'party', `Party of ${id}`)
const waiting = (shopId = 'shop') => refusedBills(shopId, true).map(({ id }) => id)

test('every refused bill is kept, each once, in the order in which they were refused', () => {
  for (const id of ['a', 'b', 'a', 'c']) storeRefused('shop', bill(id))
  expect(waiting()).toEqual(['b', 'a', 'c'])
  expect(waiting('other')).toEqual([])
  dropRefused('shop', 'a')
  expect(waiting()).toEqual(['b', 'c'])
  for (const id of ['b', 'c']) dropRefused('shop', id)
  expect(storage.texts.size).toBe(0)
})

test('the screen begins with what was typed; else with the first refused one, and the others go on waiting', () => {
  for (const id of ['a', 'b']) storeRefused('shop', bill(id))
  storeBill('shop', bill('typed'))
  expect(storedBill('shop', 'fresh', true).id).toBe('typed')
  expect(waiting()).toEqual(['a', 'b'])
  storage.removeItem('counterbook.bill.shop')
  expect(storedBill('shop', 'fresh', true)).toMatchObject({ id: 'a', party: 'Party of a' })
  expect(waiting()).toEqual(['b'])
  expect(storedBill('none', 'fresh', true).id).toBe('fresh')
})

test('what an older version kept is read: one bill alone, and lines that knew less', () => {
  const { lines, ...rest } = bill('old')
  const known = lines.map(({ free: _, isAmountAlone: __, ...line }) => line)
  storage.setItem('counterbook.bill-refused.shop', JSON.stringify({ ...rest, lines: known }))
  expect(refusedBills('shop', true)).toEqual([bill('old')])
  storage.setItem('counterbook.bill-refused.shop', '{half')
  expect(refusedBills('shop', true)).toEqual([])
  expect(readBillText(JSON.stringify({ ...rest, lines: [{ key: 'x' }] }), true)).toBe(null)
})

test('a store that is full costs no more than what it could not take', () => {
  storeRefused('shop', bill('a'))
  storage.isFull = true
  expect(() => storeRefused('shop', bill('b'))).not.toThrow()
  expect(waiting()).toEqual(['a'])
})
