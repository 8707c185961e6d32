import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { localTime } from '#shared/calendar/shop-clock.ts'
import { duesOf } from '#shared/credit/dues.ts'
import type { PartyTerms } from '#shared/credit/terms.ts'
import { type Minor, ZERO } from '#shared/money/money.ts'
import type { Book } from './book.ts'
import { creditOf } from './credit-of-party.ts'

/** What a message says of a party's account. */
export interface MessageDebt {
  /** What is asked for: what is overdue, else what is open at all; zero when nothing is owed. */
  readonly amountMinor: Minor
  readonly balanceMinor: Minor
  /** The oldest day that is not paid. */
  readonly dueOn: BookDate | null
  readonly promisedOn: BookDate | null
  readonly terms: PartyTerms
}

/** The day that a message speaks of: that of the wall, for the book is a day ahead between the Z and midnight. */
export const messageDay = (book: Book): BookDate => localTime(book.clock.now()).date

/** What is open of a party now, by its own terms or the shop's. What settles nothing yet is not asked for twice. */
export function debtOf(book: Book, party: PartyRecord, known?: PartyTerms): MessageDebt {
  const { balanceMinor } = party
  const { items, terms } = creditOf(book.store, party, {
    shop: book.settings(),
    ...(known === undefined ? {} : { terms: known })
  })
  if (balanceMinor <= 0) return { amountMinor: ZERO, balanceMinor, dueOn: null, promisedOn: null, terms }
  const { overdueMinor, dueMinor, oldestDueOn, promisedOn } = duesOf(items, messageDay(book))
  const open = overdueMinor > 0 ? overdueMinor : dueMinor
  // Nobody is asked for more than he owes altogether.
  const amountMinor = open > 0 && open < balanceMinor ? open : balanceMinor
  return { amountMinor, balanceMinor, dueOn: oldestDueOn, promisedOn, terms }
}
