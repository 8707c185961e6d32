import type { BookDate } from '#shared/calendar/book-date.ts'
import type { LineView, PaymentView } from '#shared/contract/statement-endpoints.ts'
import type { UpiState } from '#shared/ledger/upi-state.ts'
import type { Minor } from '#shared/money/money.ts'
import type { OpNumber, Stamp } from './ledger-store.ts'

/** A payment with what it can be known again by. */
export interface PaymentRecord extends PaymentView {
  readonly note: string
  readonly partyPhone: string
  /** The day and time on the wall when it was entered; no time where the entry is of another day. */
  readonly paidOn: BookDate
  readonly paidTime: string
}

export interface Sum {
  readonly count: number
  readonly amountMinor: Minor
}

export interface ProofRecord {
  readonly entryId: string
  readonly fingerprint: string
  readonly amountMinor: Minor
}

/** Payments by UPI, lines of statements and what proves what. Written by facts (`facts.record`), read here. */
export interface PaymentStore {
  /** Not proved and not undone, entered between two days of the book. */
  openBetween(fromOn: BookDate, toOn: BookDate): PaymentRecord[]
  /** The same of a run of entries, in their order. */
  openRun(fromEntryNo: number, toEntryNo: number): PaymentRecord[]
  byEntry(entryId: string): PaymentRecord | null
  /** The newest first. */
  open(isClaimed: boolean | null, offset: number, limit: number): PaymentRecord[]
  proved(offset: number, limit: number): PaymentRecord[]
  totals(): { readonly waiting: Sum; readonly claimed: Sum; readonly proved: Sum }
  hasStatement(id: string): boolean
  /** The newest that a person took; what a gateway tells by itself is none. */
  lastStatement(): { readonly source: string; readonly toOn: BookDate; readonly at: number } | null
  /** The newest day that money came in by any line. */
  newestLineOn(): BookDate | null
  line(fingerprint: string): LineView | null
  /** Lines of these days that prove no entry that still stands. */
  freeLines(fromOn: BookDate, toOn: BookDate): LineView[]
  /** The proof that a line is, and whether its entry was undone meanwhile. */
  proofOfLine(fingerprint: string): { readonly entryId: string; readonly isUndone: boolean } | null
  /** Lines and total of one statement, for reading back. */
  statementTotals(id: string): Sum
}

export interface UpiStore {
  /** A payment is waited for from the entry on that tells of it. */
  open(entryNo: number, periodNo: number, amountMinor: Minor): void
  /** Records a step of a payment's state. */
  mark(step: { id: string; entryNo: number; state: UpiState }, op: OpNumber, stamp: Stamp): void
  /** A reversed payment is no longer waited for. */
  close(entryNo: number): void
  /** A proof was recorded: the payment is no longer waited for. */
  prove(entryNo: number): void
  /** A proof was taken back: the payment is waited for again, as it was before. */
  doubt(entryNo: number): void
  stepById(id: string): { entryNo: number } | null
  stateOf(entryNo: number): UpiState | null
  /** Payments of a period that nobody has proved. */
  unprovedCount(periodNo: number): number
}
