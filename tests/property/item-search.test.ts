import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkDigitOf } from '#shared/items/barcode.ts'
import { ItemIndex } from '#shared/search/item-index.ts'
import { makeItems } from '#tests/bench/made-items.ts'
import { seededRandom } from '#tests/bench/made-parties.ts'

const ASK = { limit: 20, nowDay: 20261121 }
const ITEMS = makeItems(3_000, seededRandom(20261122))
const index = new ItemIndex()
for (const { row } of ITEMS) index.add(row)

const someItem = fc.constantFrom(...ITEMS)
const namesFound = (text: string): string[] =>
  index.query(text, ASK).map(({ itemNo }) => ITEMS[itemNo - 1]?.row.name ?? '')

/** Places of letters of which one may be wrong: those before the size, for another size is another item. */
const letterPlaces = (name: string): number[] =>
  [...name.replace(/ \d+ \S+$/, '').matchAll(/[\p{L}\p{M}]/gu)].map(({ index: at }) => at)

const slip = fc.constantFrom(
  (name: string, at: number) => name.slice(0, at) + name.slice(at + 1),
  (name: string, at: number) => name.slice(0, at) + name.charAt(at) + name.slice(at),
  (name: string, at: number) => name.slice(0, at) + name.charAt(at + 1) + name.charAt(at) + name.slice(at + 2)
)

// A letter of an Indian script that is left out takes a vowel along: now and then that is more than one slip.
test('of a hundred items 99 are found by a name with one letter left out, doubled or swapped, all by the name itself', () => {
  const typings = fc.array(fc.tuple(someItem, fc.nat(), slip), { minLength: 300, maxLength: 300, size: 'max' })
  fc.assert(
    fc.property(typings, (all) => {
      const missed = all.filter(([{ row }, choice, makeSlip]) => {
        expect(namesFound(row.name)).toContain(row.name)
        const places = letterPlaces(row.name)
        return !namesFound(makeSlip(row.name, places[choice % places.length] ?? 0)).includes(row.name)
      })
      expect(missed.length).toBeLessThanOrEqual(3)
    }),
    { numRuns: 3 }
  )
})

test('a code that is typed whole finds its item first, a barcode its item alone, whatever else is called alike', () => {
  const code = fc.stringMatching(/^[A-Z]{1,3}-?\d{1,4}$/)
  const body = fc.stringMatching(/^89\d{10}$/)
  fc.assert(
    fc.property(fc.uniqueArray(code, { minLength: 1, maxLength: 30 }), body, (codes, digits) => {
      const barcode = `${digits}${checkDigitOf(digits)}`
      const own = new ItemIndex()
      const row = { name: 'Soap', group: '', alias: '', barcodes: [], uses: 0, lastUsedOn: 0 }
      for (const [at, one] of codes.entries()) own.add({ ...row, itemNo: at + 1, code: one })
      own.add({ ...row, itemNo: 999, code: '', name: codes[0] ?? '', uses: 0, barcodes: [barcode] })
      const same = (one: string) => one.replace('-', '')
      for (const [at, one] of codes.entries()) {
        const first = own.query(one, ASK)[0]?.itemNo ?? 0
        expect([one, first === 999 ? same(codes[0] ?? '') : same(codes[first - 1] ?? '')]).toEqual([
          one,
          same(codes[at] ?? '')
        ])
      }
      expect(own.query(barcode, ASK).map(({ itemNo }) => itemNo)).toEqual([999])
    })
  )
})

test('what an item is not called any more does not find it', () => {
  fc.assert(
    fc.property(someItem, someItem, ({ row: before }, { row: after }) => {
      fc.pre(before.name !== after.name && before.code !== after.code)
      const own = new ItemIndex()
      const kept = { ...before, alias: '', barcodes: [] }
      own.add({ ...kept, code: 'OLD1' })
      own.change({ ...kept, name: after.name, code: 'NEW2' })
      expect(own.query('OLD1', ASK)).toEqual([])
      expect(own.query('NEW2', ASK)).toHaveLength(1)
      expect(own.remove(before.itemNo)).toBe(true)
      expect(own.query(after.name, ASK)).toEqual([])
    })
  )
})
