import { assert } from '#shared/kernel/assert.ts'
import { add, type Minor, negate, sum } from '#shared/money/money.ts'
import { type AccountCode, systemAccount } from './account.ts'
import type { BuiltEntry, Posting } from './build-entry.ts'

/** A further account of an entry, after the one that takes the rest: tax by head, freight, rounding. Never zero. */
export interface Part {
  readonly accountCode: AccountCode
  readonly amountMinor: Minor
}

/** Nearly every entry has none: one list for all of them. */
export const NO_PARTS: readonly Part[] = []

/**
 * An entry as it is stored: what it did to drawer, UPI, bank and party, the one other account that takes the rest, and
 * the parts, which only an entry with another account has.
 */
export interface Legs {
  readonly cashMinor: Minor
  readonly upiMinor: Minor
  readonly bankMinor: Minor
  readonly creditMinor: Minor
  readonly partyId: string | null
  /** The control account of the party's kind; null without a party. */
  readonly control: AccountCode | null
  readonly other: AccountCode | null
  readonly parts: readonly Part[]
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
  if (legs.other !== null) post(legs.other, null, restOf(legs))
  for (const part of legs.parts) post(part.accountCode, null, part.amountMinor)
  return postings
}

function restOf(legs: Legs): Minor {
  const sumOfLegs = sum([legs.cashMinor, legs.upiMinor, legs.bankMinor, legs.creditMinor])
  return negate(legs.parts.reduce((total, part) => add(total, part.amountMinor), sumOfLegs))
}

/**
 * The account that takes the rest of an entry, or null, and the parts after it. An entry of any other form is a bug: no
 * row could hold it.
 */
export function accountsBeside(entry: BuiltEntry): {
  readonly other: AccountCode | null
  readonly parts: readonly Part[]
} {
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
  if (other === undefined) return { other: null, parts: NO_PARTS }
  assert(other.partyId === null, 'an entry that is stored has one line of a party')
  return { other: other.accountCode, parts: at + 1 === entry.postings.length ? NO_PARTS : partsFrom(entry, at + 1) }
}

function partsFrom(entry: BuiltEntry, at: number): Part[] {
  return entry.postings.slice(at).map(({ accountCode, partyId, amountMinor }) => {
    assert(partyId === null && amountMinor !== 0, 'a part of an entry is of no party and never zero')
    return { accountCode, amountMinor }
  })
}
