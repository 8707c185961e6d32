import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ENTRY_KINDS } from '#shared/ledger/entry-kind.ts'
import { minor } from '#shared/money/money.ts'
import { accountSides } from './account-sides.ts'

test('a sale that was paid in part shows the goods on one side and the money on the other', () => {
  const sale = { kind: 'sale' as const, amountMinor: minor(125_000), creditMinor: minor(75_000) }
  expect(accountSides(sale)).toEqual({ gaveMinor: 125_000, gotMinor: 50_000 })
})

test('a purchase, and goods that come back, are got; what is paid for them is given', () => {
  const bought = { kind: 'purchase' as const, amountMinor: minor(40_000), creditMinor: minor(-30_000) }
  expect(accountSides(bought)).toEqual({ gaveMinor: 10_000, gotMinor: 40_000 })
})

test('goods that go back to a supplier are given; what he pays for them is got', () => {
  const back = { kind: 'purchase-return' as const, amountMinor: minor(40_000), creditMinor: minor(30_000) }
  expect(accountSides(back)).toEqual({ gaveMinor: 40_000, gotMinor: 10_000 })
})

test('the sides always differ by what the entry did to the balance', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...ENTRY_KINDS),
      fc.nat(1e9),
      fc.integer({ min: -1e9, max: 1e9 }),
      (kind, amount, credit) => {
        const sides = accountSides({ kind, amountMinor: minor(amount), creditMinor: minor(credit) })
        expect(sides.gaveMinor - sides.gotMinor).toBe(credit)
      }
    )
  )
})
