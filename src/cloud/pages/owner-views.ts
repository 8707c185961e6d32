import type { BookDate } from '#shared/calendar/book-date.ts'
import type { DayFigures } from '#shared/closing/day-figures.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { UpiState } from '#shared/ledger/upi-state.ts'
import type { Currency } from '#shared/money/currency.ts'
import type { Minor } from '#shared/money/money.ts'
import type { ReturnKind } from '#shared/sync/link-wire.ts'

/** What stands on every page. */
export interface OwnerShop {
  readonly name: string
  readonly place: string
  /** In which amounts are written: digits and grouping. */
  readonly currency: Currency
  /** The shop's own currency as its book names it; empty before it is known. A server that is older than the shop may not know it. */
  readonly currencyCode: string
  /** The day of the book by the server's clock and the shop's time zone. */
  readonly today: BookDate
  /** When the newest op that the page knows was received, in the shop's own time; null before there is one. */
  readonly asOf: { readonly atMs: number; readonly offsetMinutes: number } | null
  /** True while ops wait that the figures do not have yet. */
  readonly isBuilding: boolean
}

export interface OwnerEntryView {
  readonly id: string
  readonly kind: EntryKind
  readonly number: string
  readonly bookOn: BookDate
  readonly time: string
  readonly partyId: string | null
  readonly partyName: string
  readonly text: string
  readonly amountMinor: Minor
  /** What it did to the party's account: positive, the party owes more. */
  readonly creditMinor: Minor
  /** Null where nothing came by UPI. */
  readonly upiState: UpiState | null
  readonly isUndone: boolean
  readonly counterName: string
  /** It came after its counter had closed that day: no Z of it has it. */
  readonly isLate: boolean
}

export interface CounterView {
  readonly deviceNo: number
  readonly name: string
}

/** The figures of a day of the book, all counters together. The drawer is each counter's own and not among them. */
export type OwnerFigures = Omit<DayFigures, 'openingFloatMinor' | 'expectedMinor' | 'warningCount'>

export interface DayView {
  readonly day: BookDate
  readonly figures: OwnerFigures
  readonly drawers: readonly (CounterView & { readonly cashMinor: Minor })[]
  readonly closings: readonly OwnerClosingView[]
  readonly entries: readonly OwnerEntryView[]
  readonly entryCount: number
  /** Where the next page of entries begins; null at the end. */
  readonly before: string | null
  readonly payments: readonly LinkPaymentView[]
}

export interface OwnerClosingView {
  readonly id: string
  readonly zNo: number
  readonly counter: CounterView
  readonly bookOn: BookDate
  readonly closedAt: string
  readonly personName: string
  readonly salesMinor: Minor
  readonly expectedMinor: Minor
  readonly countedMinor: Minor | null
  readonly overShortMinor: Minor
  readonly reason: string
  readonly toOwnerMinor: Minor
  readonly toBankMinor: Minor
  readonly nextFloatMinor: Minor
  readonly firstNumber: string
  readonly lastNumber: string
}

export const PARTY_SORTS = ['amount', 'name', 'last'] as const
export interface PartiesAsk {
  readonly find: string
  readonly sort: (typeof PARTY_SORTS)[number]
  readonly isWithSettled: boolean
  readonly page: number
}

export interface OwnerPartyView {
  readonly id: string
  readonly name: string
  readonly place: string
  readonly balanceMinor: Minor
  readonly lastOn: BookDate | null
}

export interface PartiesView {
  readonly asked: PartiesAsk
  readonly parties: readonly OwnerPartyView[]
  readonly count: number
  readonly getMinor: Minor
  readonly giveMinor: Minor
  readonly hasMore: boolean
}

export interface StatementLine extends OwnerEntryView {
  readonly balanceMinor: Minor
}

export interface StatementView {
  readonly party: OwnerPartyView
  /** The newest first. */
  readonly lines: readonly StatementLine[]
  /** The balance before the oldest of them. */
  readonly beforeMinor: Minor
  readonly before: string | null
}

/** A payment that came by a link of the shop, as the gateway proved it. */
export interface LinkPaymentView {
  /** Null for a payment; otherwise what became of one. */
  readonly what: ReturnKind | null
  readonly partyName: string
  readonly amountMinor: Minor
  readonly on: BookDate
  /** A receipt of the same party and amount was recorded by hand near that day. */
  readonly isMaybeTwice: boolean
}
