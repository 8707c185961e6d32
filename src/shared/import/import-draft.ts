import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ItemRequest } from '#shared/items/item.ts'
import type { JournalAccount } from '#shared/ledger/build-entry.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import type { Minor } from '#shared/money/money.ts'
import type { PartyRequest } from '#shared/parties/party.ts'
import { NO_QUANTITY, type Quantity } from '#shared/quantity/quantity.ts'
import type { BillRequest } from '#shared/sales/bill-request.ts'
import type { StockReason } from '#shared/stock/adjustment.ts'

/** A balance that a party brings along from an older book. Positive: the party owes us. */
export interface OpeningRequest {
  readonly kind: 'opening'
  readonly id: string
  readonly partyId: string
  readonly balanceMinor: Minor
}

/** What is between the shop and a party without money or goods. Positive: the party owes more. */
export interface JournalRequest {
  readonly kind: 'journal'
  readonly id: string
  readonly partyId: string
  readonly account: JournalAccount
  readonly creditMinor: Minor
  readonly bookOn: BookDate | null
  readonly occurredOn: BookDate | null
  readonly text: string
  readonly note: string
}

/** An entry with its goods. */
export interface BillToRecord {
  readonly kind: 'bill'
  readonly bill: BillRequest
}

/** Goods that an entry moves, all units added up, in thousandths; neither is negative. */
export interface Moved {
  readonly inQuantity: Quantity
  readonly outQuantity: Quantity
}

/** A change of what is on hand without a bill, as the book holds it, or will hold it after the commit. */
export interface PlannedStock {
  readonly id: string
  readonly itemId: string
  readonly reason: StockReason
  readonly note: string
  /** In thousandths of the base unit; never zero. */
  readonly quantity: Quantity
  /** What goods that come in are worth; null: at the average. */
  readonly valueMinor: Minor | null
  readonly batch: string
  readonly expiresOn: BookDate | null
  /** Whether it is still to be written. */
  readonly isNew: boolean
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
  /** Of the bill of the entry. */
  readonly moved: Moved
  /** What to record; null when an earlier import has recorded it. */
  readonly request: EntryRequest | OpeningRequest | JournalRequest | BillToRecord | null
}

/** What the rows of a file come to, before it is summed up. */
export interface ImportDraft {
  readonly parties: readonly PartyRequest[]
  readonly knownPartyCount: number
  readonly entries: readonly PlannedEntry[]
  readonly items: readonly ItemRequest[]
  /** Items of the file that were in the book before. */
  readonly knownItemCount: number
  readonly stocks: readonly PlannedStock[]
}

export const NO_GOODS = { items: [], knownItemCount: 0, stocks: [] } as const
export const NOTHING_MOVED: Moved = { inQuantity: NO_QUANTITY, outQuantity: NO_QUANTITY }

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
