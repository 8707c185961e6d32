import type { Clock } from '#main/ports/clock.ts'
import type { Kept, LedgerStore, ShopRow, Stamp } from '#main/ports/ledger-store.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { currentBookDate } from '#shared/calendar/shop-clock.ts'
import type { Present } from '#shared/people/person.ts'
import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import type { ReportWords } from '#shared/reports/report-words.ts'
import type { Settings } from '#shared/settings/settings.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'
import type { ItemFinder } from './item-finder.ts'
import type { PartyFinder } from './party-finder.ts'
import type { KnownStanding } from './standing-of-party.ts'

/** An open ledger with all that a use case needs beside it. */
export interface Book {
  readonly store: LedgerStore
  readonly clock: Clock
  readonly randomness: Randomness
  readonly finder: PartyFinder
  readonly itemFinder: ItemFinder
  /** The texts of papers in a language, with those of a second one beside them. */
  words(language: ReceiptLanguage, second?: ReceiptLanguage): Translate
  /** The texts of reports in the language of the screens. */
  reportWords(): ReportWords
  shop(): ShopRow
  settings(): Settings
  /** Who stands at the counter. Changed by the lock alone. */
  readonly present: { now: Present }
  /** By number of the party, for `standingOf` alone. Dropped when another connection writes or a transaction is given up. */
  readonly standings: Kept<Map<number, KnownStanding>>
  /** The tax of the shop's country; fails with `tax/rules-unreadable`. */
  taxScheme(): TaxScheme
  /** Called after a commit, outside the transaction: what was kept in memory is stale, and the screens want to know. */
  committed(change: Committed): void
}

export interface Committed {
  readonly settings?: boolean
  /** Facts of another counter stand in the file now: everything that was read before may be another. */
  readonly taken?: boolean
  /** A job was queued: its printer's worker shall look. */
  readonly printing?: boolean
  /** The newest entry, where the caller knows it: the file is not asked again. */
  readonly lastEntryNo?: number
}

export function stampOf(book: Book): Stamp {
  const now = book.clock.now()
  return { atMs: now.epochMs, offsetMinutes: now.offsetMinutes, person: personOf(book) }
}

/** Who works at the counter: whoever typed his PIN; without PINs the cashier who took the drawer over, or whom the settings name. */
export function personOf(book: Book): string {
  const { now } = book.present
  if (typeof now !== 'string') return now.name
  return book.store.shifts.current()?.person ?? book.settings().personName
}

/** The day of the book that an entry made now belongs to. */
export function today(book: Book): BookDate {
  const last = book.store.closings.lastClosing()
  return currentBookDate(book.clock.now(), book.settings().rolloverHour, last?.bookOn ?? null)
}

/** The number that the next Z will bear: every entry made now belongs to it. */
export const openPeriod = (book: Book): number => (book.store.closings.lastClosing()?.zNo ?? 0) + 1
