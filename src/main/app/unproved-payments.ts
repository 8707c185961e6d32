import type { PaymentRecord } from '#main/ports/payment-store.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { DayFigures } from '#shared/closing/day-figures.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import { PAYMENT_RETURNED, zReturned } from '#shared/payments/payer-reference.ts'
import { type Book, openPeriod } from './book.ts'

/** So many stand on the paper of a Z, the largest of the day; how many more there are is said, and the screen of payments has them all. */
const MOST_LISTED = 10

type Listed = NonNullable<ClosingView['unproved']>['payments'][number]

/**
 * The payments by UPI of a day that no line of a statement proves yet, the largest of them, in the order in which they were entered;
 * before them those of earlier days whose proof was taken back in this period because the money went out again.
 */
export function unprovedOf(book: Book, figures: DayFigures): NonNullable<ClosingView['unproved']> {
  const own = book.store.payments
    .openRun(figures.firstEntryNo, figures.lastEntryNo)
    .filter(({ bookOn }) => bookOn <= figures.bookOn)
  const known = new Set(own.map(({ entryId }) => entryId))
  const earlier = returnedNow(book).filter(({ entryId }) => !known.has(entryId))
  const all = [
    ...earlier.map((payment) => listed(payment, formatBookDate(payment.bookOn))),
    ...largest(own, Math.max(0, MOST_LISTED - earlier.length)).map((payment) => listed(payment, payment.time))
  ]
  const payments = all.slice(0, MOST_LISTED)
  return { payments, moreCount: earlier.length + own.length - payments.length }
}

/** A strip as long as the counter helps nobody: what is missing hurts most where it is most. */
function largest(payments: readonly PaymentRecord[], most: number): readonly PaymentRecord[] {
  if (payments.length <= most) return payments
  const kept = new Set([...payments].sort((one, other) => other.amountMinor - one.amountMinor).slice(0, most))
  return payments.filter((payment) => kept.has(payment))
}

function listed(payment: PaymentRecord, time: string): Listed {
  const { number, partyName, amountMinor, state, returned } = payment
  return {
    ...{ number, partyName, amountMinor, time },
    state: returned !== null ? 'returned' : state === 'claimed' ? 'claimed' : 'waiting'
  }
}

/** What the open period learned of money that went back, as far as it is neither proved anew nor undone. */
function returnedNow(book: Book): PaymentRecord[] {
  const period = openPeriod(book)
  return book.store.definitions.list(PAYMENT_RETURNED).flatMap(({ key, body }) => {
    const read = zReturned.safeParse(body)
    const payment = read.success && read.data.periodNo === period ? book.store.payments.byEntry(key) : null
    return payment === null || payment.returned === null ? [] : [payment]
  })
}
