import { assert } from '#shared/kernel/assert.ts'
import { ENTRY_KINDS, type EntryKind } from '#shared/ledger/entry-kind.ts'

/** The number that stands in a row for a kind, as the table `entry_kind` has it. It never changes: old rows bear it. */
const NUMBERS: Readonly<Record<EntryKind, number>> = {
  sale: 1,
  'sale-return': 2,
  purchase: 3,
  got: 4,
  gave: 5,
  expense: 6,
  contra: 7,
  opening: 8,
  'over-short': 9,
  reversal: 10,
  'purchase-return': 11,
  journal: 12
}
const KINDS: readonly EntryKind[] = ENTRY_KINDS.toSorted((left, right) => NUMBERS[left] - NUMBERS[right])

export const kindNumber = (kind: EntryKind): number => NUMBERS[kind]

export function kindOf(number: number): EntryKind {
  const kind = KINDS[number - 1]
  assert(kind !== undefined, 'a kind of entry that is known')
  return kind
}
