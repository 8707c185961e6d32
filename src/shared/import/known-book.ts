import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Minor } from '#shared/money/money.ts'
import { cleanName, type PartyKind } from '#shared/parties/party.ts'

export interface KnownParty {
  readonly id: string
  readonly kind: PartyKind
  readonly balanceMinor: Minor
  readonly entryCount: number
}

export interface KnownEntry {
  readonly kind: EntryKind
  readonly amountMinor: Minor
  /** What it did to the party's balance. */
  readonly creditMinor: Minor
}

/** What an import must know of the book that it comes into. Lookups are exact and answer at once. */
export interface KnownBook {
  /** The day that an entry made now belongs to. */
  readonly todayOn: BookDate
  readonly lastClosedOn: BookDate | null
  partyById(id: string): KnownParty | null
  /**
   * By `nameKey` and place. A party with another place is another party; without a place in the file or in the book
   * the name alone decides, if only one party bears it.
   */
  partyByName(key: string, place: string): KnownParty | null
  entryById(id: string): KnownEntry | null
}

/** Makes an id out of a name, always the same one: a second import of a row is seen to be the same row. */
export type IdFor = (name: string) => string

/** Two names with one key are one party to an import: case, width of letters and blanks do not count. */
export const nameKey = (name: string): string => cleanName(name).normalize('NFKC').toLowerCase()
