import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { billRow, billView } from './bill-view.ts'
import type { Book } from './book.ts'

/** A bill with all its figures, and how much of it came back. Fails with `bill/not-found`. */
export function readBill(book: Book, { billId }: Parsed<'bill.get'>): Output<'bill.get'> {
  return book.store.atOneMoment(() => billView(book, book.store.bills.byId(billId) ?? refuse('bill/not-found')))
}

/** A few hundredths of a second: whoever wants to record something meanwhile does not wait longer. */
const SCANNED_AT_ONCE = 20_000

/** Bills, newest first: by party, kind, a part of the number or of the party's name. */
export function findBills(book: Book, request: Parsed<'bill.find'>): Output<'bill.find'> {
  const { store } = book
  return store.atOneMoment(() => {
    const { partyId, kinds, text, isOpen, beforeBillId, limit } = request
    const party = partyId === null ? null : (store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId'))
    const before = beforeBillId === null ? null : (store.bills.row(beforeBillId) ?? refuse('bill/not-found'))
    const filter = {
      scan: SCANNED_AT_ONCE,
      kinds,
      text,
      isOpen,
      limit,
      partyNo: party?.partyNo ?? null,
      beforeBillNo: before?.billNo ?? null
    }
    const { rows, nextBelow } = store.bills.find(filter)
    return { rows: rows.map(billRow), next: nextBelow === null ? null : store.bills.idOf(nextBelow) }
  })
}
