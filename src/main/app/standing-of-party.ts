import type { PartyRecord, StoredEntry } from '#main/ports/ledger-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { dueDay } from '#shared/credit/due-days.ts'
import { type Dues, duesOf } from '#shared/credit/dues.ts'
import type { Minor } from '#shared/money/money.ts'
import type { Settings } from '#shared/settings/settings.ts'
import { type Book, today } from './book.ts'
import { creditOf } from './credit-of-party.ts'

/** How a party stands before an entry: its limit, and what of its open items is late. */
export type Standing = Dues & { readonly limitMinor: Minor | null }

/** A standing that was worked out, with all that it hangs on. It holds as long as none of that has changed. */
export interface KnownStanding {
  readonly standing: Standing
  readonly on: BookDate
  readonly settings: Settings
  readonly creditDays: number
  readonly factCount: number
  readonly lastEntryNo: number | null
}

/** Open items that the counter reads before an entry, at most: it must not wait for a party with thousands of them. */
const MOST_AT_COUNTER = 200
/** Parties whose standing is kept at a time. */
const MOST_KNOWN = 5_000

/**
 * How a party stands before an entry. Of a party with very many open items the newest are looked at. The screen asks as soon as the
 * party is known, and the entry asks again when it is saved: what was found is kept, so that a save reads no open items.
 */
export function standingOf(book: Book, party: PartyRecord): Standing {
  const known = book.standings.get().get(party.partyNo)
  const [on, settings, factCount] = [today(book), book.settings(), book.store.facts.count()]
  if (
    known !== undefined &&
    known.lastEntryNo === party.lastEntryNo &&
    known.on === on &&
    known.settings === settings &&
    known.factCount === factCount
  )
    return known.standing
  const { items, limitMinor, creditDays } = creditOf(book.store, party, { shop: settings, most: MOST_AT_COUNTER })
  const standing = { limitMinor, ...duesOf(items, on) }
  keep(book, party.partyNo, { standing, on, settings, creditDays, factCount, lastEntryNo: party.lastEntryNo })
  return standing
}

/** What is sold on credit today is late tomorrow at the earliest: it can only be the first that falls due. */
export function keepStandingAfter(book: Book, before: PartyRecord, entry: StoredEntry): void {
  const known = book.standings.get().get(before.partyNo)
  if (known === undefined || known.lastEntryNo !== before.lastEntryNo) return
  const isPlain = entry.kind === 'sale' && entry.creditMinor > 0 && entry.occurredOn === null
  // Money that lies there already would settle it.
  if (!isPlain || entry.bookOn !== known.on || before.balanceMinor < 0) return
  const { standing, creditDays } = known
  const dueOn = dueDay(entry.bookOn, null, creditDays)
  const oldestDueOn = standing.oldestDueOn !== null && standing.oldestDueOn < dueOn ? standing.oldestDueOn : dueOn
  keep(book, before.partyNo, { ...known, lastEntryNo: entry.entryNo, standing: { ...standing, oldestDueOn } })
}

function keep(book: Book, partyNo: number, known: KnownStanding): void {
  const all = book.standings.get()
  if (all.size >= MOST_KNOWN) all.clear()
  all.set(partyNo, known)
}
