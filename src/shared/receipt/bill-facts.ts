import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Bill } from '#shared/sales/bill.ts'
import type { BillKind } from '#shared/sales/bill-request.ts'

/** What the paper of a bill says beside what every receipt does. */
export interface BillFacts {
  readonly bill: Bill
  /** Street, town and PIN code of the shop; empty: its place stands instead. */
  readonly shopAddress: string
  /** The bill that is returned, or the quotation or challan that became this bill; null: none. */
  readonly origin: { readonly kind: BillKind; readonly number: string; readonly on: BookDate } | null
  /** Of a quotation; null: it says no day. */
  readonly validUntil: BookDate | null
}
