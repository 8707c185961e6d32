import type { StoredBill } from '#main/ports/goods-store.ts'
import { addDays } from '#shared/calendar/book-date.ts'
import type { BillFacts } from '#shared/receipt/bill-facts.ts'
import type { Settings } from '#shared/settings/settings.ts'
import type { Book } from './book.ts'

/** What the paper of a bill says beside what every receipt does. */
export function billFactsOf(book: Book, { bill, bookOn }: StoredBill, settings: Settings): BillFacts {
  const origin = bill.ofBillId === null ? null : book.store.bills.byId(bill.ofBillId)
  const { quotationDays } = settings.receiptLayout
  return {
    bill,
    shopAddress: settings.shopAddress,
    origin: origin === null ? null : { kind: origin.bill.kind, number: origin.number, on: origin.bookOn },
    validUntil: bill.kind === 'quotation' && quotationDays > 0 ? addDays(bookOn, quotationDays) : null
  }
}
