import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Carried } from '#shared/closing/carried.ts'
import type { CashCount } from '#shared/closing/cash-count.ts'
import type { PeriodTotals } from '#shared/closing/day-figures.ts'
import type { ClosingView, CountView, ShiftView } from '#shared/contract/views.ts'
import type { Minor } from '#shared/money/money.ts'
import type { Series } from '#shared/numbering/document-number.ts'
import type { DayInvoiceDetails } from '#shared/sales/day-invoice.ts'
import type { OpNumber, Stamp } from './ledger-store.ts'

export interface CountRecord {
  readonly id: string
  readonly periodNo: number
  readonly lastEntryNo: number
  readonly count: CashCount
  readonly countedMinor: Minor
  readonly expectedMinor: Minor
  /** The forgotten day that was counted without what later days brought; null for the drawer as it stood. */
  readonly forgottenOn: BookDate | null
}

export interface ClosingRecord {
  readonly id: string
  readonly zNo: number
  readonly bookOn: BookDate
  readonly lastEntryNo: number
  readonly nextFloatMinor: Minor
  readonly view: ClosingView
}

export interface LastClosing {
  readonly zNo: number
  readonly bookOn: BookDate
  readonly lastEntryNo: number
  readonly nextFloatMinor: Minor
  readonly carried: Carried | null
}

/** Entries of some runs, first and last of each, whose day lies after a day, up to another. */
export interface LaterSpan {
  readonly runs: readonly (readonly [number, number])[]
  readonly afterOn: BookDate
  readonly toOn: BookDate
}

export interface LaterEntries {
  count(span: LaterSpan): number
  /** Runs of them without a gap, in the order of recording. */
  runs(span: LaterSpan): { run: [first: number, last: number]; entryCount: number; newestOn: BookDate }[]
  /** What they add to the totals of a period, a dozen lots; each entry of a lot falls under the name that `likeId` falls under. */
  totals(span: LaterSpan): { likeId: string; totals: Omit<PeriodTotals, 'bucket'> }[]
}

/** A Z of a counter of the shop: this one's own where there is no device number. */
export interface OtherClosing {
  readonly deviceNo: number | null
  readonly closing: ClosingView
}

/** The Zs of all counters of the shop. What another counter froze is shown as it came, and is in no figure of this one. */
export interface ShopClosings {
  /** Newest first, before one that is known. */
  page(before: { readonly closedAt: number; readonly id: string } | null, limit: number): OtherClosing[]
  /** Those of a day, the first one first. */
  ofDay(bookOn: BookDate): OtherClosing[]
  byId(id: string): OtherClosing | null
}

export interface ClosingStore {
  readonly shop: ShopClosings
  lastClosing(): LastClosing | null
  buckets(periodNo: number): PeriodTotals[]
  /** What other counters put into their drawers and took out of them: the cash of the shop that is not in this drawer. */
  othersCash(): Minor
  upiByState(periodNo: number): { waitingMinor: Minor; claimedMinor: Minor }
  /** The same of the entries of a run, first and last, whatever period they were recorded in. */
  upiOfRun(run: readonly [number, number]): { waitingMinor: Minor; claimedMinor: Minor }
  /** First and last bill among the entries of a run; empty when there is none. */
  numbersBetween(fromEntryNo: number, toEntryNo: number): { first: string; last: string }
  readonly later: LaterEntries
  warningsSince(entryNo: number): number
  addCount(record: CountRecord, op: OpNumber, stamp: Stamp): void
  count(id: string): (CountRecord & { countedAt: number; person: string }) | null
  counts(periodNo: number): CountView[]
  add(record: ClosingRecord, op: OpNumber, stamp: Stamp): void
  byId(id: string): ClosingView | null
  byNo(zNo: number): ClosingView | null
  list(beforeZNo: number | null, limit: number): ClosingView[]
}

/** A cashier at the drawer. */
export interface ShiftRow {
  readonly shiftNo: number
  readonly id: string
  readonly periodNo: number
  readonly person: string
  readonly openedAt: number
  readonly afterEntryNo: number
  readonly floatMinor: Minor
  readonly ended: ShiftEnd | null
}

/** What was frozen when a shift ended. */
export interface ShiftEnd {
  readonly view: ShiftView
  /** The totals of its period at its end: the next shift of the period begins there. */
  readonly totals: readonly PeriodTotals[]
}

export interface ShiftStore {
  /** Who has the drawer now; null where nobody took it over. */
  current(): ShiftRow | null
  byId(id: string): ShiftRow | null
  byNo(shiftNo: number): ShiftRow | null
  /** The shifts of a period in their order, the open one too. */
  ofPeriod(periodNo: number): ShiftRow[]
  /** Names of persons in the newest shifts and entries, used last first. */
  people(limit: number): string[]
  /** Only inside `transact`. */
  begin(shift: Omit<ShiftRow, 'shiftNo' | 'ended'>, stamp: Stamp): ShiftRow
  end(id: string, end: ShiftEnd, lastEntryNo: number, stamp: Stamp): void
}

/** The one invoice for the small sales of a day. */
export interface DayInvoice {
  readonly invoiceNo: number
  readonly id: string
  readonly number: string
  readonly periodNo: number
  readonly bookOn: BookDate
  readonly totalMinor: Minor
  readonly details: DayInvoiceDetails
}

export interface DayInvoiceStore {
  byId(id: string): DayInvoice | null
  /** Newest first. */
  list(beforeNo: number | null, limit: number): DayInvoice[]
  /** Numbers of bills of an invoice that were undone after it was made. */
  undoneSince(invoiceNo: number): string[]
  /** Walk-in bills of a run of entries below an amount that stand, and are on no invoice yet: their ids and entries. */
  smallSales(fromEntryNo: number, toEntryNo: number, belowMinor: Minor): { id: string; entryNo: number }[]
  /** The next number of the series; it is taken by `make`. */
  nextNumber(series: Series): number
  /** Records the invoice and counts its series on. Only inside `transact`. */
  make(invoice: Omit<DayInvoice, 'invoiceNo'> & { billIds: readonly string[] }, series: Series, stamp: Stamp): void
}
