import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { minor, sum } from '#shared/money/money.ts'
import { buildEntry, buildOpening, buildOverShort, buildReversal, type PartyFacts } from './build-entry.ts'
import { type EntryRequest, zEntryRequest } from './entry-request.ts'

const ID = '6a1f8f5e-3a41-4a57-9a68-1d5f1f0f9c11'
const COMMON = { id: ID, bookOn: null, occurredOn: null, text: '', note: '' }
const customer: PartyFacts = { id: ID, kind: 'customer' }
const supplier: PartyFacts = { id: ID, kind: 'supplier' }
const amount = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1_000_000_000 }), fc.constant(1_000_000_000_000))
const paid = fc.record({ cashMinor: amount, upiMinor: amount, bankMinor: amount })
const tender = fc.record({ cashMinor: amount, changeMinor: amount, upiMinor: amount, bankMinor: amount })
const partyId = fc.constantFrom(null, ID)
const place = fc.constantFrom('cash', 'bank', 'upi', 'owner')

const request = fc
  .oneof(
    fc.record({ kind: fc.constant('sale'), partyId, amountMinor: amount, lines: fc.constant([]), tender }),
    fc.record({ kind: fc.constantFrom('sale-return', 'purchase'), partyId, amountMinor: amount, paid }),
    fc.record({ kind: fc.constant('got'), partyId: fc.constant(ID), tender }),
    fc.record({ kind: fc.constant('gave'), partyId: fc.constant(ID), paid }),
    fc.record({ kind: fc.constant('expense'), accountCode: fc.constant('expense:tea'), paid }),
    fc.record({ kind: fc.constant('contra'), from: place, to: place, amountMinor: amount })
  )
  .map((part): EntryRequest => zEntryRequest.parse({ ...COMMON, ...part }))

describe('any request', () => {
  test('builds an entry that sums to zero, or is refused with a code; its reversal takes all of it back', () => {
    fc.assert(
      fc.property(request, fc.constantFrom(customer, supplier), (asked, party) => {
        const built = buildEntry(asked, 'partyId' in asked && asked.partyId !== null ? party : null)
        if (!built.ok) {
          expect(built.failure.code).toMatch(/^(money|entry)\//)
          return
        }
        const { postings, cashMinor, creditMinor, amountMinor } = built.value
        const total = (of: typeof postings, code?: string) =>
          sum(
            of
              .filter((posting) => code === undefined || posting.accountCode === code)
              .map((posting) => posting.amountMinor)
          )
        expect(total(postings)).toBe(0)
        expect(postings.every((posting) => posting.amountMinor !== 0)).toBe(true)
        expect(total(postings, 'cash')).toBe(cashMinor)
        expect(total(postings, party.kind === 'customer' ? 'debtors' : 'creditors')).toBe(creditMinor)
        expect(amountMinor).toBeGreaterThan(0)
        const back = buildReversal(built.value)
        expect(total([...postings, ...back.postings], 'cash')).toBe(0)
        expect(sum([creditMinor, back.creditMinor])).toBe(0)
      })
    )
  })
})

describe('change', () => {
  const sale = (cashMinor: number, changeMinor: number) =>
    buildEntry(
      zEntryRequest.parse({
        ...COMMON,
        ...{ kind: 'sale', partyId: null, amountMinor: 260_00, lines: [] },
        tender: { cashMinor, changeMinor, upiMinor: 0, bankMinor: 0 }
      }),
      null
    )

  test('is never counted as cash', () => {
    expect(sale(500_00, 240_00)).toMatchObject({ value: { cashMinor: 260_00, changeMinor: 240_00, creditMinor: 0 } })
  })

  test('is never more than was handed over', () => {
    expect(sale(100_00, 240_00)).toMatchObject({ failure: { code: 'entry/change-exceeds-cash' } })
  })

  test('is given back when nobody is there to owe it to', () => {
    expect(sale(500_00, 0)).toMatchObject({ failure: { code: 'entry/overpaid-without-party' } })
    expect(sale(200_00, 0)).toMatchObject({ failure: { code: 'entry/cash-sale-must-be-paid' } })
  })
})

test.each([1, -1, 5_000_00, -5_000_00])('an opening and a difference of %i balance', (value) => {
  for (const built of [
    buildOpening(customer, minor(value)),
    buildOpening('cash', minor(value)),
    buildOverShort(minor(value))
  ]) {
    expect(sum(built.postings.map((posting) => posting.amountMinor))).toBe(0)
    expect(built.amountMinor).toBe(Math.abs(value))
  }
})
