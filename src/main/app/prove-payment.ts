import type { Stamp } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { comparedLine, comparedPayment, evidenceOf, type MatchReason } from '#shared/payments/match-evidence.ts'
import { type Book, stampOf } from './book.ts'
import { openPaymentOf, paymentView, refusal } from './open-payments.ts'

/** A person says which lines are which payments: all in one transaction, each with his name and what speaks for it. */
export function provePayments(book: Book, { proofs }: Parsed<'payment.prove'>): Output<'payment.prove'> {
  const stamp = stampOf(book)
  const provedCount = book.store.transact(() => {
    let count = 0
    for (const { entryId, fingerprint } of proofs) {
      if (isProvedBy(book, entryId, fingerprint)) continue
      proveWithin(book, { entryId, fingerprint, reasons: null }, stamp)
      count++
    }
    return count
  })
  if (provedCount > 0) book.committed({})
  return { outcome: provedCount > 0 ? 'recorded' : 'exists', provedCount }
}

function isProvedBy(book: Book, entryId: string, fingerprint: string): boolean {
  const proof = book.store.payments.proofOfLine(fingerprint)
  return proof !== null && proof.entryId === entryId && !proof.isUndone
}

/**
 * Writes one proof inside a transaction that is open. `reasons` null: by hand, with the evidence there is. A line that proved an
 * entry which was undone since is free again. Fails with a code of `payment/`.
 */
export function proveWithin(
  book: Book,
  proof: { readonly entryId: string; readonly fingerprint: string; readonly reasons: readonly MatchReason[] | null },
  stamp: Stamp
): void {
  const { payments, facts, upi, entries } = book.store
  const { entryId, fingerprint } = proof
  const payment = payments.byEntry(entryId) ?? refuse('payment/not-found')
  if (payment.state === 'proved') refuse('payment/already-proved', { number: payment.number })
  const line = payments.line(fingerprint) ?? refuse('payment/line-unknown')
  if (line.amountMinor !== payment.amountMinor) refuse('payment/amount-differs')
  const earlier = payments.proofOfLine(fingerprint)
  if (earlier !== null && !earlier.isUndone) refuse('payment/line-taken')
  if (earlier !== null) facts.record('payment.doubt', stamp, { entryId: earlier.entryId, reason: 'undone' })
  const byHand = () => evidenceOf(comparedPayment(openPaymentOf(payment)), comparedLine(line)).reasons
  const reasons = [...(proof.reasons ?? [...byHand(), 'by-hand'])]
  facts.record('payment.prove', stamp, { entryId, fingerprint, reasons, at: stamp.atMs })
  const entryNo = entries.byId(entryId)?.entryNo ?? refuse('payment/not-found')
  upi.prove(entryNo)
}

/** A person says that a line is not a payment. It is remembered, and can be said once. */
export function refusePayment(book: Book, request: Parsed<'payment.refuse'>): Output<'payment.refuse'> {
  const { payments, definitions, facts } = book.store
  const { entryId, fingerprint } = request
  const body = refusal(entryId, fingerprint)
  const isNew = book.store.transact(() => {
    if (definitions.read(body.kind, body.key) !== null) return false
    if (payments.byEntry(entryId) === null) refuse('payment/not-found')
    if (payments.line(fingerprint) === null) refuse('payment/line-unknown')
    facts.record('definition.put', stampOf(book), body)
    return true
  })
  if (isNew) book.committed({})
  return { outcome: isNew ? 'recorded' : 'exists' }
}

/**
 * Takes a proof back, with the reason: the payment is again what it was before, and no import proves or asks it by that line once
 * more.
 */
export function doubtPayment(book: Book, request: Parsed<'payment.doubt'>): Output<'payment.doubt'> {
  const { entryId } = request
  const reason = request.reason.trim()
  if (reason === '') refuse('entry/reason-needed', {}, 'reason')
  book.store.transact(() => doubtWithin(book, { entryId, reason }, stampOf(book)))
  book.committed({})
  return { payment: paymentView(book.store.payments.byEntry(entryId) ?? refuse('payment/not-found')) }
}

/** The same inside a transaction that is open. */
export function doubtWithin(
  book: Book,
  { entryId, reason }: { readonly entryId: string; readonly reason: string },
  stamp: Stamp
): void {
  const { payments, definitions, facts, upi } = book.store
  const payment = payments.byEntry(entryId) ?? refuse('payment/not-found')
  const { line } = payment.proved ?? refuse('payment/not-proved', { number: payment.number })
  facts.record('payment.doubt', stamp, { entryId, reason })
  const no = refusal(entryId, line.fingerprint)
  if (definitions.read(no.kind, no.key) === null) facts.record('definition.put', stamp, no)
  upi.doubt(payment.entryNo)
}
