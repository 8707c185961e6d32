import type { BookDate } from '#shared/calendar/book-date.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Minor } from '#shared/money/money.ts'
import { cleanName, type PartyKind } from '#shared/parties/party.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import type { ItemUnit, UnitCode } from '#shared/quantity/unit.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'
import type { Moved } from './import-draft.ts'

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

export interface KnownItem {
  readonly id: string
  readonly code: string
  readonly name: string
  readonly baseUnit: UnitCode
  readonly units: readonly ItemUnit[]
  readonly keepsStock: boolean
  readonly isArchived: boolean
  /** Whether goods of it moved, or a bill names it. */
  readonly isUsed: boolean
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
  /** What the bill of that id moves; nothing when the entry has none. */
  movedBy(entryId: string): Moved
  itemById(id: string): KnownItem | null
  /** Items in use. Codes are compared without capitals, names to the letter. */
  itemByCode(code: string): KnownItem | null
  itemByName(name: string): KnownItem | null
  /** The item in use that bears a barcode, or has it as its code. */
  itemByBarcode(barcode: string): KnownItem | null
  stockById(id: string): { readonly quantity: Quantity; readonly valueMinor: Minor | null } | null
  taxScheme(): TaxScheme
}

/** Makes an id out of a name, always the same one: a second import of a row is seen to be the same row. */
export type IdFor = (name: string) => string

/** Two names with one key are one party to an import: case, width of letters and blanks do not count. */
export const nameKey = (name: string): string => cleanName(name).normalize('NFKC').toLowerCase()
