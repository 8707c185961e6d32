import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Minor } from '#shared/money/money.ts'
import type { ReceiptKind, ReceiptShop } from './receipt-facts.ts'
import type { ReceiptLanguage } from './receipt-language.ts'
import type { UnprovedLine } from './unproved-blocks.ts'

export interface CountedDenomination {
  readonly valueMinor: Minor
  readonly count: number
  readonly amountMinor: Minor
}

/** The cash of a day by cause. Every amount but the last is positive; the builder knows which are added and which are taken away. */
export interface DayCashLines {
  /** Cash taken for bills, less change. */
  readonly cashSalesMinor: Minor
  readonly duesReceivedCashMinor: Minor
  readonly otherCashInMinor: Minor
  readonly fromOwnerOrBankMinor: Minor
  readonly cashRefundsMinor: Minor
  readonly cashExpensesMinor: Minor
  readonly cashPaidToPartiesMinor: Minor
  readonly toOwnerMinor: Minor
  readonly toBankMinor: Minor
  /** Signed: what counts at handovers found over or short. */
  readonly handoversMinor: Minor
  /** Signed: what came in less what went out since the drawer was counted. The lines above hold it, the count does not. */
  readonly afterCountMinor: Minor
}

/** A cashier's time at the drawer, as the Z tells it. */
export interface ShiftLine {
  readonly personName: string
  readonly from: string
  readonly to: string
  /** Null: nobody counted. */
  readonly overShortMinor: Minor | null
}

/** All that an X (a look), a shift that was handed over, or a Z (the frozen close of a day) says. */
export interface DayReportFacts {
  readonly language: ReceiptLanguage
  readonly title: 'x' | 'z' | 'shift'
  /** The number of the close; null on an X. */
  readonly zNo: number | null
  readonly shop: ReceiptShop
  readonly counterName: string
  readonly bookOn: BookDate
  /** Times in the shop's zone, ready to print; empty when not known. */
  readonly openedAt: string
  readonly closedAt: string
  readonly personName: string
  /** First and last bill number of the day; empty when there was none. */
  readonly firstNumber: string
  readonly lastNumber: string
  readonly counts: Readonly<Partial<Record<ReceiptKind, number>>>
  readonly openingFloatMinor: Minor
  readonly cash: DayCashLines
  /** Null while the count is still blind: then the cash section is not printed at all. */
  readonly expectedMinor: Minor | null
  readonly countedMinor: Minor | null
  /** Counted less expected: negative is short. */
  readonly overShortMinor: Minor | null
  readonly reason: string
  /** A Z that stands on the book's figure, because nobody counted. */
  readonly isUncounted: boolean
  /** Who took the drawer over; empty on an X and a Z. */
  readonly nextPersonName: string
  /** The cashiers of the day; none where nobody handed over. */
  readonly shifts: readonly ShiftLine[]
  readonly denominations: readonly CountedDenomination[]
  readonly tornMinor: Minor
  readonly chequesMinor: Minor
  readonly vouchersMinor: Minor
  /** What left the drawer at the close; zero on an X. */
  readonly closedToOwnerMinor: Minor
  readonly closedToBankMinor: Minor
  /** Left in the drawer for the next day; null on an X. */
  readonly nextFloatMinor: Minor | null
  readonly upi: { readonly waitingMinor: Minor; readonly claimedMinor: Minor; readonly provedMinor: Minor }
  /** Of a Z: what was not proved when the day was closed. */
  readonly unproved?: { readonly payments: readonly UnprovedLine[]; readonly moreCount: number }
  readonly bankMinor: Minor
  readonly creditGivenMinor: Minor
  readonly salesMinor: Minor
  readonly returnsMinor: Minor
  readonly recounts: readonly { readonly countedMinor: Minor; readonly time: string }[]
  /** What the reader must know, in words already: a clock that jumped, entries after the last Z. */
  readonly notices: readonly string[]
}
