import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Minor } from '#shared/money/money.ts'

/**
 * A charge of a party that is not settled yet, or a part of it; or money that settles nothing yet (an advance, or kept on account).
 * `openMinor` is signed as the balance is: positive, the party owes it. The open items of a party add up to its balance.
 */
export interface OpenItem {
  readonly entryNo: number
  readonly kind: EntryKind
  readonly bookOn: BookDate
  readonly dueOn: BookDate
  readonly promisedOn: BookDate | null
  /** What the entry did to the balance. */
  readonly creditMinor: Minor
  readonly openMinor: Minor
  /** Money that settles nothing yet: it falls never due. */
  readonly isUnsettled: boolean
  /** Whether its due day was set for it, and does not follow the terms. */
  readonly isDueSet: boolean
  /** Interest that was charged: it bears none itself. */
  readonly isInterest: boolean
}

/** Where ages are cut, in days after the due day: not due yet, then up to 30, 60, 90, and older. */
export const AGE_LIMITS = [0, 30, 60, 90] as const

/** Open amounts by age: not due, 1 to 30 days over, 31 to 60, 61 to 90, more than 90; and what settles nothing yet. They add up to the balance. */
export interface Ageing {
  readonly buckets: readonly [Minor, Minor, Minor, Minor, Minor]
  readonly unsettledMinor: Minor
}
