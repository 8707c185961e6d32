import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { buildEntry } from '#shared/ledger/build-entry.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { MAX_ENTRY_MINOR, minor } from '#shared/money/money.ts'
import { entryOfSlip, slipAgeDays, slipKinds, slipWays, zSlipAmount } from './slip.ts'

const ID = '0192f000-0000-7000-8000-000000000001'
const PARTY = '0192f000-0000-7000-8000-000000000002'
const customer = { id: PARTY, kind: 'customer' } as const

describe('entryOfSlip', () => {
  it('moves what a party owes by exactly what stands on the slip, or not at all when it was paid', () => {
    const amount = fc.integer({ min: 1, max: MAX_ENTRY_MINOR }).chain((size) => fc.constantFrom(size, -size))
    fc.assert(
      fc.property(amount, fc.nat(3), fc.boolean(), (value, wayAt, isFirst) => {
        const slip = { name: 'चाय वाला', amountMinor: minor(value) }
        const kind = slipKinds(slip.amountMinor)[isFirst ? 0 : 1]
        const ways = slipWays(kind)
        const way = ways[wayAt % ways.length] ?? 'cash'
        const request = entryOfSlip(slip, { id: ID, kind, partyId: PARTY, way })
        expect(zEntryRequest.parse(request)).toEqual(request)
        const built = buildEntry(request, customer)
        if (!built.ok) throw new Error(built.failure.code)
        const isPaidGoods = (kind === 'sale' || kind === 'purchase') && way !== 'credit'
        expect(built.value.creditMinor).toBe(isPaidGoods ? 0 : value)
      })
    )
  })

  it('tells the name as the text of an entry without a party, and as a note beside a party', () => {
    const slip = { name: 'Raju', amountMinor: minor(40_00) }
    const cash = entryOfSlip(slip, { id: ID, kind: 'sale', partyId: null, way: 'cash' })
    expect(cash).toMatchObject({ text: 'Raju', note: '', tender: { cashMinor: 40_00 } })
    const credit = entryOfSlip(slip, { id: ID, kind: 'sale', partyId: PARTY, way: 'credit' })
    expect(credit).toMatchObject({ text: '', note: 'Raju', tender: { cashMinor: 0 } })
  })
})

describe('slips', () => {
  it('are of some amount, either way', () => {
    expect(zSlipAmount.safeParse(0).success).toBe(false)
    expect(zSlipAmount.parse(-15_00)).toBe(-15_00)
    expect(zSlipAmount.safeParse(MAX_ENTRY_MINOR + 1).success).toBe(false)
  })

  it.each([
    [20261121, 20261121, 0],
    [20261030, 20261102, 3],
    [20261122, 20261121, 0]
  ])('written on %i are on %i so many days old', (bookOn, today, days) => {
    expect(slipAgeDays(bookOn as BookDate, today as BookDate)).toBe(days)
  })
})
