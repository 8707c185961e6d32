import type { LedgerStore } from '#main/ports/ledger-store.ts'
import type { PaymentRecord } from '#main/ports/payment-store.ts'
import { addDays, type BookDate } from '#shared/calendar/book-date.ts'
import type { LineView, PaymentView } from '#shared/contract/statement-endpoints.ts'
import type { OpenPayment } from '#shared/payments/match-evidence.ts'
import { type Matching, matchPayments } from '#shared/payments/match-payments.ts'
import { ownReferences, twelveDigits } from '#shared/payments/payment-references.ts'

/** How far around a statement's days payments and lines are looked at. */
const DAYS_AROUND = 7
/** The kind of definition that remembers that a line is not a payment. */
const NOT_THE_PAYMENT = 'not-the-payment' as const

/** What the matcher needs of a payment. */
export const openPaymentOf = (payment: PaymentRecord): OpenPayment => ({
  ...{ entryId: payment.entryId, on: payment.paidOn, time: payment.paidTime, amountMinor: payment.amountMinor },
  ownReferences: ownReferences({ id: payment.entryId, number: payment.number }),
  typedReferences: twelveDigits(`${payment.payerReference} ${payment.text} ${payment.note}`),
  ...{ partyName: payment.partyName, partyPhone: payment.partyPhone }
})

/** A payment as a screen may see it. */
export function paymentView({ note: _, partyPhone, paidOn, paidTime, ...view }: PaymentRecord): PaymentView {
  return view
}

/** What of a book is read to match payments; also by a thread that has no more of it. */
export type MatchStore = Pick<LedgerStore, 'payments' | 'definitions' | 'journal' | 'shop' | 'atOneMoment'>

export interface MatchedBook {
  readonly matching: Matching
  readonly payments: ReadonlyMap<string, PaymentRecord>
}

/**
 * Matches what the book waits for in these days and around them with the lines that it has, and with those that a statement would
 * bring. What a person has refused before is not brought up again, nor are lines whose money is `gone` again.
 */
export function matchBook(
  { payments: store, definitions }: MatchStore,
  fromOn: BookDate,
  toOn: BookDate,
  fresh: readonly LineView[] = [],
  gone: ReadonlySet<string> = new Set()
): MatchedBook {
  const [from, to] = [addDays(fromOn, -DAYS_AROUND), addDays(toOn, DAYS_AROUND)]
  const records = store.openBetween(from, to)
  const refused = new Set(definitions.list(NOT_THE_PAYMENT).map(({ key }) => key))
  return {
    payments: new Map(records.map((record) => [record.entryId, record])),
    matching: matchPayments(
      records.map(openPaymentOf),
      [...fresh, ...store.freeLines(from, to).filter(({ fingerprint }) => !gone.has(fingerprint))],
      (entryId, line) => refused.has(refusalKey(entryId, line))
    )
  }
}

const refusalKey = (entryId: string, fingerprint: string): string => `${entryId} ${fingerprint}`

/** What `definition.put` writes down when a person says that a line is not a payment. */
export const refusal = (entryId: string, fingerprint: string) => ({
  kind: NOT_THE_PAYMENT,
  key: refusalKey(entryId, fingerprint),
  body: true
})
