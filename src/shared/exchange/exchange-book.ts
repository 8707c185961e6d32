import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Item } from '#shared/items/item.ts'
import type { AccountCode, AccountKind } from '#shared/ledger/account.ts'
import type { Posting } from '#shared/ledger/build-entry.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Currency } from '#shared/money/currency.ts'
import type { Minor } from '#shared/money/money.ts'
import type { PartyKind, PartyTaxFacts } from '#shared/parties/party.ts'
import type { Bill } from '#shared/sales/bill.ts'

/** The shop as other programs get to know it. */
export interface ExchangeShop {
  readonly id: string
  readonly name: string
  readonly state: string
  readonly gstin: string
  readonly currency: Currency
}

export interface ExchangeAccount {
  readonly code: AccountCode
  readonly kind: AccountKind
  /** Empty for the accounts that the program itself names. */
  readonly name: string
}

export interface ExchangeParty extends PartyTaxFacts {
  /** In the order of recording, from 1. */
  readonly partyNo: number
  readonly id: string
  readonly name: string
  readonly kind: PartyKind
  readonly phone: string
  readonly place: string
  readonly alias: string
}

export interface ExchangeItem {
  readonly itemNo: number
  readonly item: Item
}

/** An entry with its whole double entry. Postings: debit positive, credit negative, sum zero. */
export interface ExchangeEntry {
  readonly entryNo: number
  readonly id: string
  readonly kind: EntryKind
  readonly number: string
  readonly bookOn: BookDate
  readonly occurredOn: BookDate | null
  readonly partyId: string | null
  readonly text: string
  readonly note: string
  readonly reason: string
  readonly person: string
  readonly reversesId: string | null
  readonly amountMinor: Minor
  readonly postings: readonly Posting[]
}

/** What a payment was said to settle: parts of earlier entries, by the numbers of these. */
export interface ExchangeSettlement {
  readonly way: 'against' | 'advance' | 'on-account'
  readonly parts: readonly { readonly chargeNo: number; readonly amountMinor: Minor }[]
}

/** A book as the ways out read it: each call reads again from the beginning, a page at a time. */
export interface ExchangeBook {
  readonly shop: ExchangeShop
  /** The newest link of the journal's chain at this moment: its number, and its hash as hexadecimal digits. */
  readonly chain: { readonly n: number; readonly hash: string }
  readonly accounts: readonly ExchangeAccount[]
  /** In the order of recording, those that were put away too. */
  parties(): Iterable<ExchangeParty>
  items(): Iterable<ExchangeItem>
  /** In the order of recording; days may go back and forth. */
  entries(): Iterable<ExchangeEntry>
  /** Every fact that is neither an entry nor a party, as its op stands in the journal, in order. */
  facts(): Iterable<{ readonly n: number; readonly op: string }>
  /** The bill that posted an entry; null for an entry without goods. */
  billOf(entryNo: number): Bill | null
  /** The entry that this one undoes or is settled by, as far as its paper needs it. */
  entryById(id: string): ExchangeEntry | null
  settlementOf(entryNo: number): ExchangeSettlement | null
  /** The consolidated invoices of small sales: papers with a number of their own that post nothing. In the order of recording. */
  dayInvoices(): Iterable<{ readonly number: string; readonly bookOn: BookDate }>
  /** The number on the paper of an entry; empty without one. */
  numberOf(entryNo: number): string
}

/** Days of the book, both included; null is open. */
export interface ExchangePeriod {
  readonly fromOn: BookDate | null
  readonly toOn: BookDate | null
}

export const ALL_DAYS: ExchangePeriod = { fromOn: null, toOn: null }

export const isWithin = ({ fromOn, toOn }: ExchangePeriod, on: BookDate): boolean =>
  (fromOn === null || on >= fromOn) && (toOn === null || on <= toOn)

/** What a way out wrote: how many entries, and the sum of their debits. */
export interface Written {
  readonly entryCount: number
  readonly debitMinor: Minor
}
