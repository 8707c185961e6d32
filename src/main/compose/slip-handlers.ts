import type { Book } from '#main/app/book.ts'
import { addSlip, dropSlip, enterSlip, listSlips, settleSlip } from '#main/app/keep-slips.ts'
import type { Handlers } from '#shared/contract/contract.ts'

/** Kaccha slips of the open book. */
export function createSlipHandlers(
  book: () => Book
): Pick<Handlers, `slip.${'add' | 'list' | 'settle' | 'enter' | 'drop'}`> {
  return {
    'slip.add': (input) => addSlip(book(), input),
    'slip.list': (input) => listSlips(book(), input),
    'slip.settle': (input) => settleSlip(book(), input),
    'slip.enter': (input) => enterSlip(book(), input),
    'slip.drop': (input) => dropSlip(book(), input)
  }
}
