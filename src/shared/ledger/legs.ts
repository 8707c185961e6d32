import { assert } from '#shared/kernel/assert.ts'
import { type Minor, negate, sum } from '#shared/money/money.ts'
import { type AccountCode, systemAccount } from './account.ts'
import type { BuiltEntry, Posting } from './build-entry.ts'

/** An entry as it is stored: what it did to drawer, UPI, bank and party, and the one other account that takes the rest. */
export interface Legs {
  readonly cashMinor: Minor
  readonly upiMinor: Minor
  readonly bankMinor: Minor
  readonly creditMinor: Minor
  readonly partyId: string | null
  /** The control account of the party's kind; null without a party. */
  readonly control: AccountCode | null
  readonly other: AccountCode | null
}

/** The double entry, line by line. It sums to zero, or an account for the rest is missing. */
export function postingsOf(legs: Legs): Posting[] {
  const postings: Posting[] = []
  const post = (accountCode: AccountCode, partyId: string | null, amountMinor: Minor) =>
    postings.push({ accountCode, partyId, amountMinor })
  if (legs.cashMinor !== 0) post(systemAccount('cash'), null, legs.cashMinor)
  if (legs.upiMinor !== 0) post(systemAccount('upi'), null, legs.upiMinor)
  if (legs.bankMinor !== 0) post(systemAccount('bank'), null, legs.bankMinor)
  if (legs.creditMinor !== 0 && legs.control !== null) post(legs.control, legs.partyId, legs.creditMinor)
  if (legs.other !== null)
    post(legs.other, null, negate(sum([legs.cashMinor, legs.upiMinor, legs.bankMinor, legs.creditMinor])))
  return postings
}

/** The account that takes the rest of an entry, or null. An entry of any other form is a bug: no row could hold it. */
export function otherAccount(entry: BuiltEntry): AccountCode | null {
  let at = 0
  const isNext = (accountCode: AccountCode, amountMinor: Minor) => {
    if (amountMinor === 0) return
    const posting = entry.postings[at++]
    if (posting?.accountCode !== accountCode || posting.amountMinor !== amountMinor || posting.partyId !== null)
      assert(false, `an entry that is stored has its ${accountCode} at place ${at}`)
  }
  isNext(systemAccount('cash'), entry.cashMinor)
  isNext(systemAccount('upi'), entry.upiMinor)
  isNext(systemAccount('bank'), entry.bankMinor)
  if (entry.creditMinor !== 0) {
    const posting = entry.postings[at++]
    assert(
      entry.partyId !== null && posting?.partyId === entry.partyId && posting.amountMinor === entry.creditMinor,
      'an entry that is stored has the line of its party after that'
    )
  }
  const other = entry.postings[at]
  assert(
    other?.partyId !== undefined
      ? other.partyId === null && at + 1 === entry.postings.length
      : at === entry.postings.length,
    'an entry that is stored has one other line'
  )
  return other?.accountCode ?? null
}
