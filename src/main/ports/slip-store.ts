import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Minor } from '#shared/money/money.ts'
import type { SlipState } from '#shared/slips/slip.ts'

export interface SlipRecord {
  readonly id: string
  readonly name: string
  readonly amountMinor: Minor
  readonly bookOn: BookDate
  readonly at: number
  readonly person: string
  readonly state: SlipState
  /** The entry that it became; null while it is open, and for one that left no entry. */
  readonly entryId: string | null
}

/** Slips are written by their facts (`facts.record`); here they are read. */
export interface SlipStore {
  byId(id: string): SlipRecord | null
  /** Open slips, the newest first. */
  open(limit: number): SlipRecord[]
  /** What all open slips come to. Both sums are zero or more; `earlierCount` are those of a day before `today`. */
  openTotals(today: BookDate): { count: number; earlierCount: number; oweUsMinor: Minor; weOweMinor: Minor }
}
