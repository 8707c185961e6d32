import type { CreditMove, Settlement } from '#main/ports/credit-store.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { restOf } from '#shared/credit/open-items.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { refuse } from '#shared/kernel/result.ts'
import { absolute, add, type Minor, minor, sum, ZERO } from '#shared/money/money.ts'
import { type Book, stampOf } from './book.ts'

/**
 * Says what a payment settles: charges by name and amount, nothing yet (an advance, on account), or the oldest first again. What
 * was said before is replaced. It settles never more of a charge than others left of it, nor more than the payment is.
 * The same again changes nothing.
 */
export function settlePayment(book: Book, request: Parsed<'credit.settle'>): Output<'credit.settle'> {
  const stamp = stampOf(book)
  const isNew = book.store.transact(() => settleWithin(book, request, stamp))
  if (isNew) book.committed({})
  return { outcome: isNew ? 'recorded' : 'exists' }
}

/** Settles inside a transaction that is already open; answers whether anything is new. */
export function settleWithin(
  book: Book,
  { entryId, ...wanted }: Parsed<'credit.settle'>,
  stamp: Stamp,
  how: { readonly isWithEntry?: true } = {}
): boolean {
  const { credit, facts } = book.store
  const payment = credit.move(entryId) ?? refuse('entry/not-found', {}, 'entryId')
  const before = credit.settlementOf(payment.entryNo)
  const asked = sortedSettlement(wanted)
  if (asText(before) === asText(asked)) return false
  holdSettlement(book, payment, asked, before)
  facts.record('entry.settle', stamp, {
    entryId,
    way: asked.way,
    against: asked.against.map((part) => ({ ...part })),
    ...how
  })
  return true
}

/** Charges in the order of their ids, so that the same said twice is the same. */
export function sortedSettlement({ way, against }: Settlement): Settlement {
  return { way, against: against.toSorted((one, other) => (one.entryId < other.entryId ? -1 : 1)) }
}

export const asText = (settlement: Settlement): string =>
  canonicalJson(sortedSettlement(settlement) as unknown as { readonly [key: string]: Json })

type PartyMove = CreditMove & { readonly partyNo: number }

function holdSettlement(book: Book, payment: PartyMove, { way, against }: Settlement, before: Settlement): void {
  if (payment.isUndone) refuse('credit/undone', {}, 'entryId')
  if (payment.creditMinor === 0) refuse('credit/not-a-payment', {}, 'entryId')
  if (way === 'oldest' && against.length > 0) refuse('input/invalid', {}, 'against')
  if (new Set(against.map(({ entryId }) => entryId)).size < against.length) refuse('input/invalid', {}, 'against')
  const own = new Map(before.against.map(({ entryId, amountMinor }) => [entryId, amountMinor]))
  for (const { entryId, amountMinor } of against) {
    const charge = book.store.credit.move(entryId) ?? refuse('entry/not-found', {}, 'against')
    holdCharge(payment, charge)
    if (amountMinor === 0) refuse('money/zero', {}, 'against')
    holdOpen(book, charge, amountMinor, own.get(entryId) ?? ZERO)
  }
  const named = sum(against.map(({ amountMinor }) => amountMinor))
  const ownSum = sum(before.against.map((part) => (isGone(book, part.entryId) ? ZERO : part.amountMinor)))
  const most = add(absolute(restOf(payment)), ownSum)
  if (named > most) refuse('credit/payment-exceeded', { namedMinor: named, openMinor: most }, 'against')
}

/** A name whose charge was reversed is taken off neither. */
const isGone = ({ store }: Book, entryId: string): boolean => store.credit.move(entryId)?.isUndone ?? true

function holdCharge(payment: PartyMove, charge: PartyMove): void {
  if (charge.isUndone) refuse('credit/undone', {}, 'against')
  const isOther = charge.partyNo !== payment.partyNo || charge.creditMinor < 0 === payment.creditMinor < 0
  if (isOther || charge.creditMinor === 0) refuse('credit/not-a-charge', {}, 'against')
}

/** What is open of a charge by name: what others did not name of it, whatever the oldest first would leave of it. */
function holdOpen({ store }: Book, charge: PartyMove, amountMinor: Minor, ownMinor: Minor): void {
  const openMinor = minor(Math.abs(restOf(charge)) + ownMinor)
  if (amountMinor <= openMinor) return
  const { number } = store.credit.labelOf(charge.entryNo)
  refuse('credit/charge-exceeded', { number, openMinor, amountMinor }, 'against')
}
