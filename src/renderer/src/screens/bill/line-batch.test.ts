import { describe, expect, it } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import { type BillDraft, emptyBill, withCell, withItem, withScanned } from './bill-draft.ts'
import {
  type BatchOnHand,
  batchHits,
  chosenIn,
  readBatch,
  shelfOf,
  withFirstBatch,
  withNamedBatch
} from './line-batch.ts'
import { cellAfter, cellBefore } from './spots.ts'

const BOTH = { hasBatch: true, hasExpiry: true }
const typed = (batch: string, expiresOn: number | null = null) => ({ batch, expiresOn })
const there = (batch: string, expiresOn: number | null, count = 1): BatchOnHand => ({
  ...{ batch, expiresOn: expiresOn as BookDate | null, quantity: (count * 1_000) as Quantity }
})
const TODAY = 20261122 as BookDate
const SHELF = [there('A1', 20260101), there('B12', 20280331), there('B2', 20290101), there('C', null)]
const syrup = { id: 'syrup', name: 'Syrup', unit: 'BTL', rate: '80', isTaxInPrice: false }
const sale = (): BillDraft => withItem(emptyBill('id', 'sale', true), 0, syrup)

describe('the batch of a line', () => {
  it('is read with the day behind it', () => {
    const read = (text: string, item = BOTH) => readBatch(typed(text), item)
    expect(read('')).toEqual({ ok: true, value: null })
    expect(read('B12')).toEqual({ ok: true, value: { batch: 'B12', expiresOn: null } })
    expect(read(' B12  03/28 ')).toEqual({ ok: true, value: { batch: 'B12', expiresOn: 20280331 } })
    expect(read('LOT 7 31-12-2028')).toEqual({ ok: true, value: { batch: 'LOT 7', expiresOn: 20281231 } })
    expect(read('LOT 7')).toEqual({ ok: true, value: { batch: 'LOT 7', expiresOn: null } })
    expect(read('B12 31-02-2028')).toMatchObject({ ok: false, failure: { code: 'calendar/not-a-date' } })
    // A name alone is never taken for a day, and no day is looked for where the item has none.
    expect(read('12/25')).toEqual({ ok: true, value: { batch: '12/25', expiresOn: null } })
    const named = { hasBatch: true, hasExpiry: false }
    expect(read('LOT 12/25', named)).toEqual({ ok: true, value: { batch: 'LOT 12/25', expiresOn: null } })
  })

  it('is the day alone for an item without batches', () => {
    const item = { hasBatch: false, hasExpiry: true }
    expect(readBatch(typed('02/28'), item)).toEqual({ ok: true, value: { batch: '', expiresOn: 20280229 } })
    expect(readBatch(typed('soon'), item)).toMatchObject({ ok: false })
    expect(readBatch(typed('', 20280229), item)).toEqual({ ok: true, value: { batch: '', expiresOn: 20280229 } })
  })

  it('stands as it was chosen, and is given up with its day when it is typed anew', () => {
    const chosen = withFirstBatch(sale(), 0, shelfOf(SHELF, TODAY))
    expect(chosen.lines[0]).toMatchObject({ batch: 'B12', expiresOn: 20280331 })
    expect(withFirstBatch(chosen, 0, [there('Z', 20270101)])).toBe(chosen)
    expect(withCell(chosen, 0, 'batch', 'B1').lines[0]).toMatchObject({ batch: 'B1', expiresOn: null })
    expect(withCell(chosen, 0, 'item', 'Soa').lines[0]).toMatchObject({ batch: '', expiresOn: null })
    const bought = { ...sale(), kind: 'purchase' as const }
    expect(withFirstBatch(bought, 0, SHELF)).toBe(bought)
  })

  it('is offered by what spoils first; what is spoilt or gone is not the first', () => {
    const names = (batches: readonly BatchOnHand[]) => batches.map(({ batch }) => batch)
    const shelf = shelfOf([...SHELF, there('GONE', 20270101, 0)].toReversed(), TODAY)
    expect(names(shelf)).toEqual(['B12', 'B2', 'C', 'A1'])
    expect(names(batchHits(typed('b'), shelf))).toEqual(['B12', 'B2'])
    expect(names(batchHits(typed('B2', 20290101), shelf))).toEqual(names(shelf))
    expect(chosenIn(typed('B2', 20290101), shelf)).toBe(1)
  })

  it('gets its day when a known one is typed by name', () => {
    const named = withNamedBatch(withCell(sale(), 0, 'batch', 'b12'), 0, SHELF)
    expect(named.lines[0]).toMatchObject({ batch: 'B12', expiresOn: 20280331 })
    const other = withCell(sale(), 0, 'batch', 'b13')
    expect(withNamedBatch(other, 0, SHELF)).toBe(other)
  })

  it('is asked for after the quantity, of items that have one alone', () => {
    expect(cellAfter(sale(), 'quantity', 0, true)).toBe('batch')
    expect(cellAfter(sale(), 'quantity', 0, false)).toBe('rate')
    expect(cellAfter(sale(), 'batch', 0, true)).toBe('rate')
    expect(cellAfter(withCell(sale(), 0, 'rate', '75'), 'batch', 0, true)).toBeNull()
    expect([cellBefore(sale(), 'rate', true), cellBefore(sale(), 'rate', false)]).toEqual(['batch', 'quantity'])
  })

  it('stays when one more is scanned', () => {
    const once = withFirstBatch(withScanned(emptyBill('id', 'sale', true), syrup, null).draft, 0, SHELF)
    expect(withScanned(once, syrup, null).draft.lines.map(({ quantity, batch }) => `${quantity} ${batch}`)).toEqual([
      '2 A1'
    ])
  })
})
