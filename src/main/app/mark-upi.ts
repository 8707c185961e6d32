import type { Stamp } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { UPI_STATES } from '#shared/ledger/upi-state.ts'
import { PAYER_REFERENCE, payerReference } from '#shared/payments/payer-reference.ts'
import { type Book, stampOf } from './book.ts'
import { viewOf } from './record-entry.ts'

/**
 * Records that the cashier saw a UPI payment arrive, with the payer's number where he told it: it is kept with the state, and later
 * statements are held against it. A state only moves forward; a number can be told, or told rightly, while nothing proves it.
 */
export function markUpi(book: Book, request: Parsed<'upi.mark'>): Output<'upi.mark'> {
  const { store } = book
  const reference = referenceOf(request.reference)
  const entry = store.entries.byId(request.entryId) ?? refuse('entry/not-found')
  const known = store.upi.stepById(request.id)
  if (known !== null) {
    if (known.entryNo !== entry.entryNo) refuse('entry/id-reused')
    return { outcome: 'exists', entry: viewOf(book, entry.id) }
  }
  const stamp = stampOf(book)
  const isDone = store.transact(() => {
    if (store.upi.stepById(request.id) !== null) return false
    const state = store.upi.stateOf(entry.entryNo)
    if (state === null || store.entries.reversalOf(entry.entryNo) !== null) refuse('upi/not-upi')
    const isAnew = state === request.state && reference !== '' && tell(book, entry.id, reference, stamp)
    if (isAnew) return true
    if (UPI_STATES.indexOf(request.state) <= UPI_STATES.indexOf(state)) refuse('upi/state-backwards')
    const body = { at: stamp.atMs, entry: entry.id, id: request.id, state: request.state }
    const op = store.journal.append('upi.mark', stamp, body)
    store.upi.mark({ id: request.id, entryNo: entry.entryNo, state: request.state }, op, stamp)
    if (reference !== '') tell(book, entry.id, reference, stamp)
    return true
  })
  if (!isDone) return markUpi(book, request)
  book.committed({})
  return { outcome: 'recorded', entry: viewOf(book, entry.id) }
}

const referenceOf = (typed: string): string =>
  typed.trim() === '' ? '' : (payerReference(typed) ?? refuse('upi/reference-invalid', {}, 'reference'))

/** Writes the payer's number down; false when it is known already. */
function tell({ store }: Book, entryId: string, reference: string, stamp: Stamp): boolean {
  if (store.definitions.read(PAYER_REFERENCE, entryId) === reference) return false
  store.facts.record('definition.put', stamp, { kind: PAYER_REFERENCE, key: entryId, body: reference })
  return true
}
