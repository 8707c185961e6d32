import type { BookDate } from '#shared/calendar/book-date.ts'
import type { AccountCode } from '#shared/ledger/account.ts'
import type { Posting } from '#shared/ledger/build-entry.ts'
import { add, ZERO } from '#shared/money/money.ts'
import type { ExchangeBook } from './exchange-book.ts'

/** What every account, and on a control account every party, stood at before a day, in the order first met; zero is left out. */
export function openingBalances(book: ExchangeBook, fromOn: BookDate | null): Posting[] {
  const balances = new Map<string, Posting>()
  if (fromOn === null) return []
  for (const { bookOn, postings } of book.entries()) {
    if (bookOn >= fromOn) continue
    for (const posting of postings) addTo(balances, posting)
  }
  return [...balances.values()].filter(({ amountMinor }) => amountMinor !== 0)
}

/** The place where a posting adds up: its account, and its party if it has one. */
export const placeOf = (accountCode: AccountCode, partyId: string | null): string => `${accountCode} ${partyId ?? ''}`

function addTo(balances: Map<string, Posting>, posting: Posting): void {
  const { accountCode, partyId } = posting
  const place = placeOf(accountCode, partyId)
  const before = balances.get(place)?.amountMinor ?? ZERO
  balances.set(place, { accountCode, partyId, amountMinor: add(before, posting.amountMinor) })
}
