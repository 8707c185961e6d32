import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { billRow, billView } from './bill-view.ts'
import type { Book } from './book.ts'

/** A bill with all its figures, and how much of it came back. Fails with `bill/not-found`. */
export function readBill(book: Book, { billId }: Parsed<'bill.get'>): Output<'bill.get'> {
  return book.store.atOneMoment(() => billView(book, book.store.bills.byId(billId) ?? refuse('bill/not-found')))
}

/** Bills, newest first: by party, kind, a part of the number or of the party's name. */
export function findBills(book: Book, request: Parsed<'bill.find'>): Output<'bill.find'> {
  const { store } = book
  return store.atOneMoment(() => {
    const { partyId, kinds, text, isOpen, beforeBillId, limit } = request
    const party = partyId === null ? null : (store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId'))
    const before = beforeBillId === null ? null : (store.bills.row(beforeBillId) ?? refuse('bill/not-found'))
    const filter = { kinds, text, isOpen, limit, partyNo: party?.partyNo ?? null, beforeBillNo: before?.billNo ?? null }
    return store.bills.find(filter).map(billRow)
  })
}
