import type { BillRowRecord, StoredBill } from '#main/ports/goods-store.ts'
import type { BillRow, BillView } from '#shared/contract/goods-views.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { Book } from './book.ts'

export function billRow({ billNo: _, ...row }: BillRowRecord): BillRow {
  return row
}

/** A bill as screens show it, with how much of it came back. */
export function billView(book: Book, stored: StoredBill): BillView {
  const { bills } = book.store
  const row = bills.row(stored.bill.id)
  assert(row, 'a bill that is shown is there')
  return {
    row: billRow(row),
    bill: stored.bill,
    returned: bills.returned(stored.billNo).map((line) => ({ ...line })),
    returnedTotalMinor: bills.returnedTotal(stored.billNo),
    personName: stored.person
  }
}
