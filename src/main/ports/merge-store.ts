/** A balance comes in by so many entries at most: the newest open items, each with its days, and one for the rest. */
export const MOST_MOVES = 51

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
  /** Whether a merge that had moved nothing was taken back. One that moved something is known by its entries. */
  wasTakenBack(partyNo: number): boolean
  /** Parties that are this one now, those of theirs included; without the party itself. */
  membersOf(partyNo: number): number[]
  /** The entries that brought to `intoNo` what went out of a party after an entry, in their order. */
  movesInto(partyNo: number, intoNo: number, afterEntryNo: number): number[]
  /** How many plans of the party are not ended, by their ids. */
  openPlans(partyNo: number): string[]
}
