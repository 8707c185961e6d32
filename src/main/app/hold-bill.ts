import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Book, stampOf } from './book.ts'

/** Puts a bill aside as it was typed. The same id again replaces it. */
export function holdBill(book: Book, request: Parsed<'bill.hold'>): Output<'bill.hold'> {
  const { store } = book
  if (!isJson(request.draft)) refuse('input/invalid', {}, 'draft')
  store.transact(() => store.bills.hold(request, stampOf(book)))
  book.committed({})
  return { held: heldBills(book).map(({ draft: _, ...held }) => held) }
}

/** Bills that wait on the counter, newest first. */
export const heldBills = (book: Book): Output<'bill.held'> =>
  book.store.bills.held().map(({ person, ...held }) => ({ ...held, personName: person }))

/** Throws a bill that waits away; one that is gone already is no failure. */
export function dropHeldBill(book: Book, { id }: Parsed<'bill.drop'>): Output<'bill.drop'> {
  book.store.transact(() => book.store.bills.drop(id))
  book.committed({})
  return {}
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
