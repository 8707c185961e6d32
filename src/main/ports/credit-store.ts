import type { BookDate } from '#shared/calendar/book-date.ts'
import type { OpenPart, PartyMove } from '#shared/credit/open-items.ts'
import type { PlanPart } from '#shared/credit/plan-progress.ts'
import type { PartyTerms } from '#shared/credit/terms.ts'
import type { EntryKind } from '#shared/ledger/entry-kind.ts'
import type { Minor } from '#shared/money/money.ts'
import type { PartyRecord } from './ledger-store.ts'

/** An entry of a party with all that credit asks of it. */
export interface CreditMove extends PartyMove {
  readonly kind: EntryKind
  readonly bookOn: BookDate
  /** The day from which days of credit count: when it happened, else the day of the book. */
  readonly chargedOn: BookDate
  /** The due day and the promise that were set for it. */
  readonly dueSetOn: BookDate | null
  readonly promisedOn: BookDate | null
  /** Interest that was charged, to either side; also where it came from another party. */
  readonly isInterest: boolean
  /** What it brought along from another party; null where it came from none. */
  readonly moved: MovedCharge | null
}

/** What a charge keeps when it goes to another party, beside its days. */
export interface MovedCharge {
  readonly interestThrough: BookDate | null
  readonly isInterest: boolean
  /** The entry that it went on from, so that it is known again at the end of a chain of merges; left out in older books. */
  readonly fromId?: string
}

/** The newest charge of interest: its entry, and the day through which it goes. */
export interface InterestCharge {
  readonly entryNo: number
  readonly through: BookDate
}

/** What is open of a party. */
export interface OpenCredit {
  /** Together the balance, but for what was left unread. */
  readonly parts: readonly OpenPart<CreditMove>[]
  /** The newest charge of interest among the entries that were read; older ones do not touch what is open. */
  readonly lastInterest: InterestCharge | null
  /** What older entries make up that were not read, because `most` parts were found. */
  readonly unreadMinor: Minor
}

export const SETTLEMENT_WAYS = ['oldest', 'against', 'advance', 'on-account'] as const
export type SettlementWay = (typeof SETTLEMENT_WAYS)[number]

export interface Settlement {
  readonly way: SettlementWay
  readonly against: readonly { readonly entryId: string; readonly amountMinor: Minor }[]
}

export interface StoredPlan {
  readonly id: string
  readonly partyNo: number
  readonly side: 'get' | 'give'
  readonly title: string
  readonly afterEntryNo: number
  readonly totalMinor: Minor
  readonly isEnded: boolean
  readonly parts: readonly PlanPart[]
}

/** What was recorded with an entry, in its own transaction. */
export interface SaidWithEntry {
  readonly dueOn: number | null
  readonly promisedOn: number | null
  readonly settlement: Settlement
}

/** Reads what stands beside the entries about credit. It is written by `facts.record`. */
export interface CreditStore {
  /** A party's own terms; those of nobody when none were set. */
  terms(partyNo: number): PartyTerms
  /** Words used so far, sorted. */
  words(): { groups: string[]; routes: string[]; tags: string[] }
  /** What is open, newest first, at most so many parts; as if the entry `withoutNo` were not there. */
  open(partyNo: number, balanceMinor: Minor, most?: number, withoutNo?: number): OpenCredit
  /** One entry of a party; null when there is none of that id, or it is of no party. */
  move(entryId: string): (CreditMove & { readonly partyNo: number }) | null
  /** How an entry is called on a screen. */
  labelOf(entryNo: number): { id: string; number: string }
  /** The due days and promises that stand for an entry now. */
  datesOf(entryNo: number): { dueOn: BookDate | null; promisedOn: BookDate | null; moved: MovedCharge | null }
  settlementOf(paymentNo: number): Settlement
  /** What was said in the transaction that recorded the entry, whatever was said later. */
  saidWith(entryId: string): SaidWithEntry
  /** Plans of a party that were not ended. */
  plans(partyNo: number): StoredPlan[]
  planById(id: string): StoredPlan | null
  runningPlans(): StoredPlan[]
  /** What a party paid, or was paid, after an entry; zero or more. */
  paidSince(partyNo: number, side: 'get' | 'give', afterEntryNo: number): Minor
  /** Parties whose terms, days or settlements were said after an op. */
  touchedAfter(op: number): Set<number>
  /** Parties with a balance on one side, in the order of their numbers, with their terms. */
  withBalance(side: 'get' | 'give', afterPartyNo: number, limit: number): { party: PartyRecord; terms: PartyTerms }[]
}
