import type { Output, Parsed } from '#shared/contract/contract.ts'
import { assert } from '#shared/kernel/assert.ts'
import { refuse } from '#shared/kernel/result.ts'
import { billRow } from './bill-view.ts'
import { type Book, stampOf, today } from './book.ts'
import { noteClockJump } from './note-clock-jump.ts'

/**
 * Calls a quotation or a challan off, with a reason; what a challan moved comes back. Its number stays. Asked again it
 * changes nothing. A bill that posts is undone by the reversal of its entry (`bill/not-cancellable`), and a paper that a bill was
 * made of after that bill (`bill/has-returns`).
 */
export function cancelBill(book: Book, request: Parsed<'bill.cancel'>): Output<'bill.cancel'> {
  const { bills, stock, journal } = book.store
  const reason = request.reason.trim()
  const isDone = book.store.transact(() => {
    const stored = bills.byId(request.billId) ?? refuse('bill/not-found')
    if (stored.entryNo !== null) refuse('bill/not-cancellable')
    if (bills.isCancelled(stored.billNo)) return false
    if (reason === '') refuse('entry/reason-needed', {}, 'reason')
    if (bills.hasReturns(stored.billNo)) refuse('bill/has-returns')
    const stamp = stampOf(book)
    noteClockJump(book, stamp)
    const on = today(book)
    const op = journal.append('bill.cancel', stamp, {
      at: stamp.atMs,
      bill: request.billId,
      id: request.id,
      on,
      reason
    })
    bills.cancel(stored.billNo, reason, op, stamp)
    if (stored.bill.kind === 'challan') stock.undoBill(stored.billNo, on)
    return true
  })
  if (isDone) book.committed({})
  const row = bills.row(request.billId)
  assert(row, 'a bill that was called off is there')
  return { bill: billRow(row) }
}
