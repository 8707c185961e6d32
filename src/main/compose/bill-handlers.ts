import type { Book } from '#main/app/book.ts'
import { cancelBill } from '#main/app/cancel-bill.ts'
import { findBills, readBill } from '#main/app/find-bills.ts'
import { dropHeldBill, heldBills, holdBill } from '#main/app/hold-bill.ts'
import { recordBill } from '#main/app/record-bill.ts'
import type { Handlers } from '#shared/contract/contract.ts'

type BillHandlers = Pick<Handlers, `bill.${'record' | 'cancel' | 'get' | 'find' | 'hold' | 'held' | 'drop'}`>

/** The use cases of bills of the open book. */
export function createBillHandlers(book: () => Book): BillHandlers {
  return {
    'bill.record': (input) => recordBill(book(), input),
    'bill.cancel': (input) => cancelBill(book(), input),
    'bill.get': (input) => readBill(book(), input),
    'bill.find': (input) => findBills(book(), input),
    'bill.hold': (input) => holdBill(book(), input),
    'bill.held': () => heldBills(book()),
    'bill.drop': (input) => dropHeldBill(book(), input)
  }
}
