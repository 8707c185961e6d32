import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import type { Minor } from '#shared/money/money.ts'
import type { PartyRequest } from '#shared/parties/party.ts'

/** A balance that a party brings along from an older book. Positive: the party owes us. */
export interface OpeningRequest {
  readonly kind: 'opening'
  readonly id: string
  readonly partyId: string
  readonly balanceMinor: Minor
}

/** An entry of the file as the book holds it, or will hold it after the commit. */
export interface PlannedEntry {
  readonly id: string
  readonly kind: EntryKind
  readonly amountMinor: Minor
  /** What it does to the party's balance: positive when the party owes more. */
  readonly creditMinor: Minor
  readonly partyId: string | null
  /** The day as the file has it; null for an opening balance, which is of the day of the import. */
  readonly date: BookDate | null
  /** Orders the entries of a day: the file's own number. */
  readonly number: string
  /** What to record; null when an earlier import has recorded it. */
  readonly request: EntryRequest | OpeningRequest | null
}

/** What the rows of a file come to, before it is summed up. */
export interface ImportDraft {
  readonly parties: readonly PartyRequest[]
  readonly knownPartyCount: number
  readonly entries: readonly PlannedEntry[]
}

/** Money on credit: nothing was handed over. */
export const NO_TENDER = { cashMinor: 0, changeMinor: 0, upiMinor: 0, bankMinor: 0 } as {
  cashMinor: Minor
  changeMinor: Minor
  upiMinor: Minor
  bankMinor: Minor
}
export const NOTHING_PAID = { cashMinor: 0, upiMinor: 0, bankMinor: 0 } as {
  cashMinor: Minor
  upiMinor: Minor
  bankMinor: Minor
}
