import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { expenseAccount } from '#shared/ledger/account.ts'
import type { BuiltEntry } from '#shared/ledger/build-entry.ts'
import { creditRails, guardRails, type Warning } from '#shared/ledger/guard-rails.ts'
import { type Minor, negate, ZERO } from '#shared/money/money.ts'
import { takesPaymentQr } from '#shared/payment-qr/payment-request.ts'
import { type Book, openPeriod } from './book.ts'
import { standingOf } from './standing-of-party.ts'

/** What the law or good sense says of an entry that is about to be posted. It warns, is logged, and never stops. */
export function warningsFor(book: Book, entry: BuiltEntry, party: PartyRecord | null, bookOn: BookDate): Warning[] {
  // The limits are those of the law of India and of its banks.
  const ofLaw = book.shop().currency === 'INR' ? railsOfLaw(book, entry, party, bookOn) : []
  return [...ofLaw, ...railsOfCredit(book, entry, party)]
}

/** Asked only where more credit is given. */
function railsOfCredit(book: Book, { creditMinor }: BuiltEntry, party: PartyRecord | null): Warning[] {
  if (party === null || creditMinor <= 0) return []
  return creditRails({ creditMinor, balanceMinor: party.balanceMinor, ...standingOf(book, party) })
}

function railsOfLaw(book: Book, entry: BuiltEntry, party: PartyRecord | null, bookOn: BookDate): Warning[] {
  // What came before is only asked for where cash is in hand.
  const earlier =
    party === null || entry.cashMinor === 0
      ? { inMinor: ZERO, outMinor: ZERO }
      : book.store.parties.cashOn(party.partyNo, bookOn, openPeriod(book))
  const isPayment = entry.kind === 'expense' || entry.kind === 'gave' || entry.kind === 'purchase'
  const isReceipt = entry.kind === 'sale' || entry.kind === 'got' || entry.kind === 'purchase-return'
  return guardRails({
    cashInMinor: isReceipt && entry.cashMinor > 0 ? entry.cashMinor : ZERO,
    cashInTodayMinor: earlier.inMinor,
    cashOutMinor: isPayment && entry.cashMinor < 0 ? negate(entry.cashMinor) : ZERO,
    cashOutTodayMinor: earlier.outMinor,
    isFreight: entry.accountCode === expenseAccount('freight'),
    upiMinor: entry.kind === 'sale' || entry.kind === 'got' ? askedByQr(book, entry) : ZERO
  })
}

/** What the receipt's QR asks for: the part that is to come by UPI, or what is left on credit. Without an address there is none. */
function askedByQr(book: Book, entry: BuiltEntry): Minor {
  if (entry.upiMinor > 0) return entry.upiMinor
  return !takesPaymentQr(book.settings()) || entry.creditMinor < 0 ? ZERO : entry.creditMinor
}
