import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Minor } from '#shared/money/money.ts'
import type { PaymentShop } from '#shared/payment-qr/payment-request.ts'
import { type PaymentQr, UPI_ALONE } from '#shared/payment-qr/payment-scheme.ts'
import type { BillFacts } from './bill-facts.ts'
import type { ReceiptLanguage } from './receipt-language.ts'

export type ReceiptKind =
  | 'sale'
  | 'sale-return'
  | 'purchase'
  | 'purchase-return'
  | 'quotation'
  | 'challan'
  | 'got'
  | 'gave'
  | 'expense'
  | 'contra'
  | 'reversal'

/** The head of every paper. Empty texts are left out of the print. */
export interface ReceiptShop {
  readonly name: string
  readonly place: string
  readonly phone: string
  readonly gstin: string
  /** Empty when the shop takes no UPI. */
  readonly upiAddress: string
  /** How the shop asks for money by a code; left out: by UPI. */
  readonly paymentQr?: PaymentQr
  readonly footText: string
}

export const paymentShopOf = ({ name, upiAddress, paymentQr = UPI_ALONE }: ReceiptShop): PaymentShop => ({
  name,
  upiAddress,
  paymentQr
})

export interface ReceiptParty {
  readonly name: string
  readonly place: string
  readonly phone: string
}

export interface ReceiptLine {
  readonly text: string
  readonly amountMinor: Minor
}

/** All that a receipt of one entry says, before it is put in words. Amounts are in minor units of the shop's currency. */
export interface ReceiptFacts {
  readonly language: ReceiptLanguage
  readonly kind: ReceiptKind
  readonly shop: ReceiptShop
  readonly counterName: string
  readonly personName: string
  /** Bill or receipt number; empty for an entry that has none. */
  readonly number: string
  readonly bookOn: BookDate
  /** Clock time of the entry in the shop's zone, `HH:MM`. */
  readonly time: string
  /** The day it really happened, when that is not the day of the book. */
  readonly occurredOn: BookDate | null
  readonly party: ReceiptParty | null
  readonly lines: readonly ReceiptLine[]
  readonly amountMinor: Minor
  readonly note: string
  /** What the party owed before: positive when the party owes the shop, negative when the shop owes the party. */
  readonly oldBalanceMinor: Minor | null
  readonly newBalanceMinor: Minor | null
  /** Cash handed over, before change. */
  readonly cashMinor: Minor
  readonly changeMinor: Minor
  readonly upiMinor: Minor
  readonly bankMinor: Minor
  /** What the party owes more after this entry, negative when it owes less: a sale's unpaid part, less a purchase's. */
  readonly creditMinor: Minor
  /** When what stays on credit is to be paid; left out or null: nothing does, or the paper does not say it. */
  readonly dueOn?: BookDate | null
  /** Our own reference for the payment QR: letters, digits, `-` and `_` only. */
  readonly reference: string
  /** The goods of a bill, with every figure worked out; `lines` are not printed then. */
  readonly bill?: BillFacts
  /** For a reversal: the entry it cancels. For any other kind: the entry that cancelled it. */
  readonly reversed: { readonly number: string; readonly reason: string } | null
}

export interface StatementRow {
  readonly on: BookDate
  readonly number: string
  readonly text: string
  /** Positive when the party owes more after it, negative when less. */
  readonly amountMinor: Minor
  readonly balanceMinor: Minor
}

/** A party's account over a period. Balances are signed as in `ReceiptFacts`. */
export interface StatementFacts {
  readonly language: ReceiptLanguage
  readonly shop: ReceiptShop
  readonly party: ReceiptParty
  readonly fromOn: BookDate
  readonly toOn: BookDate
  readonly printedOn: BookDate
  readonly time: string
  readonly personName: string
  readonly openingBalanceMinor: Minor
  readonly rows: readonly StatementRow[]
  readonly closingBalanceMinor: Minor
  /** Our own reference for the payment QR, or empty. */
  readonly reference: string
}
