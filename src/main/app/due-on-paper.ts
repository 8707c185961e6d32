import type { PartyRecord, StoredEntry } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { creditDaysOf, dueDay } from '#shared/credit/due-days.ts'
import type { Book } from './book.ts'

/**
 * The day on which goods that stay on credit are to be paid for, as a paper says it: the day that was set for the entry, else by the days of
 * the party or of the shop. Null where nothing of it is owed. `isNew` is an entry of this very transaction: how its party stands was just
 * worked out then, and nothing more is read for it.
 */
export function dueOnPaper(
  book: Book,
  entry: StoredEntry,
  party: PartyRecord | null,
  { isNew }: { readonly isNew: boolean }
): BookDate | null {
  if (party === null || !leavesDebt(entry)) return null
  const chargedOn = entry.occurredOn ?? entry.bookOn
  const known = isNew ? knownCreditDays(book, party.partyNo) : null
  if (known !== null) return dueDay(chargedOn, null, known)
  const { credit } = book.store
  const creditDays = creditDaysOf(credit.terms(party.partyNo), book.settings().creditDays)
  return dueDay(chargedOn, credit.datesOf(entry.entryNo).dueOn, creditDays)
}

/** Goods that were sold or bought, with something of them open: what an advance has paid already is not owed. */
function leavesDebt({ kind, creditMinor, balanceAfterMinor }: StoredEntry): boolean {
  const balance = balanceAfterMinor ?? 0
  if (kind === 'sale') return creditMinor > 0 && balance > 0
  return kind === 'purchase' && creditMinor < 0 && balance < 0
}

/** Null where anything was said beside the entries since: a due day of its own among them. */
function knownCreditDays(book: Book, partyNo: number): number | null {
  const known = book.standings.get().get(partyNo)
  if (known === undefined || known.settings !== book.settings()) return null
  return known.factCount === book.store.facts.count() ? known.creditDays : null
}
