import type { Minor } from '#shared/money/money.ts'

/** A party that was found to be another one. */
export interface MergeRecord {
  readonly partyNo: number
  readonly intoNo: number
  /** The newest entry when they were made one: what moved the balance came after it. */
  readonly afterEntryNo: number
}

/** Merges are written by their facts (`facts.record`); here they are read. */
export interface MergeStore {
  /** What became of this party; null for one that stands for itself. */
  of(partyNo: number): MergeRecord | null
  /** Parties that are this one now, those of theirs included; without the party itself. */
  membersOf(partyNo: number): number[]
  /** What `balances-moved` did to a party after an entry, all together. */
  movedSince(partyNo: number, afterEntryNo: number): Minor
  /** How many plans of the party are not ended, by their ids. */
  openPlans(partyNo: number): string[]
}
