import type { PartyRecord } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { type Minor, ZERO } from '#shared/money/money.ts'
import type { Book } from './book.ts'

/** What a message says of a party's account. */
export interface MessageDebt {
  /** What is asked for: zero when nothing is owed. */
  readonly amountMinor: Minor
  readonly balanceMinor: Minor
  /** The oldest day that is not paid. */
  readonly dueOn: BookDate | null
  readonly promisedOn: BookDate | null
}

/** Older charges than these are asked for with the newest of them. */
const MOST_LINES = 1_000

/** The oldest charge that the balance still stands for, money being laid against the oldest first. */
export function debtOf(book: Book, party: Pick<PartyRecord, 'partyNo' | 'balanceMinor'>): MessageDebt {
  const { balanceMinor } = party
  if (balanceMinor <= 0) return { amountMinor: ZERO, balanceMinor, dueOn: null, promisedOn: null }
  const lines = book.store.entries.statement(party.partyNo, null, MOST_LINES)
  let open: number = balanceMinor
  let dueOn: BookDate | null = null
  for (const line of lines.toReversed()) {
    if (line.creditMinor <= 0) continue
    dueOn = line.bookOn
    open -= line.creditMinor
    if (open <= 0) break
  }
  return { amountMinor: balanceMinor, balanceMinor, dueOn, promisedOn: null }
}
