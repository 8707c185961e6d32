import { expect, test } from 'vitest'
import { minor, ZERO } from '#shared/money/money.ts'
import { type AccountCode, systemAccount } from './account.ts'
import { type BuiltEntry, buildReversal } from './build-entry.ts'
import { accountsBeside, postingsOf } from './legs.ts'

const account = (code: string) => code as AccountCode
const legs = {
  cashMinor: minor(500_00),
  upiMinor: ZERO,
  bankMinor: ZERO,
  creditMinor: minor(680_00),
  partyId: 'ramesh',
  control: systemAccount('debtors'),
  other: systemAccount('sales'),
  parts: [
    { accountCode: account('output-cgst'), amountMinor: minor(-90_00) },
    { accountCode: account('output-sgst'), amountMinor: minor(-90_00) },
    { accountCode: account('round-off'), amountMinor: minor(10) }
  ]
}
const entry: BuiltEntry = {
  ...legs,
  kind: 'sale',
  accountCode: null,
  amountMinor: minor(1_180_00),
  changeMinor: ZERO,
  lines: [],
  postings: postingsOf(legs)
}

test('the other account takes what the parts leave, and the parts follow it', () => {
  expect(entry.postings.map(({ accountCode, amountMinor }) => [accountCode, amountMinor])).toEqual([
    ['cash', 500_00],
    ['debtors', 680_00],
    ['sales', -1_000_10],
    ['output-cgst', -90_00],
    ['output-sgst', -90_00],
    ['round-off', 10]
  ])
})

test('what was read off an entry with parts makes the same entry again, and its reversal the same turned round', () => {
  expect(accountsBeside(entry)).toEqual({ other: 'sales', parts: legs.parts })
  const reversal = buildReversal(entry)
  expect(accountsBeside(reversal)).toEqual({
    other: 'sales',
    parts: legs.parts.map((part) => ({ ...part, amountMinor: -part.amountMinor }))
  })
})

test('a second line of a party, or a part of nothing, is no form that a row could hold', () => {
  const withLast = (last: BuiltEntry['postings'][number]) => ({ ...entry, postings: [...entry.postings, last] })
  expect(() => accountsBeside(withLast({ accountCode: account('x'), partyId: null, amountMinor: ZERO }))).toThrow()
  expect(() => accountsBeside(withLast({ accountCode: account('x'), partyId: 'p', amountMinor: minor(1) }))).toThrow()
})
