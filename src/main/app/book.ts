import type { Clock } from '#main/ports/clock.ts'
import type { LedgerStore, ShopRow, Stamp } from '#main/ports/ledger-store.ts'
import type { Randomness } from '#main/ports/randomness.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { currentBookDate } from '#shared/calendar/shop-clock.ts'
import type { ReceiptLanguage } from '#shared/receipt/receipt-language.ts'
import type { Translate } from '#shared/receipt/receipt-texts.ts'
import type { ReportWords } from '#shared/reports/report-words.ts'
import type { Settings } from '#shared/settings/settings.ts'
import type { TaxScheme } from '#shared/tax/tax-scheme.ts'
import type { ItemFinder } from './item-finder.ts'
import type { PartyFinder } from './party-finder.ts'

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
  /** The tax of the shop's country; fails with `tax/rules-unreadable`. */
  taxScheme(): TaxScheme
  /** Called after a commit, outside the transaction: what was kept in memory is stale, and the screens want to know. */
  committed(change: Committed): void
}

export interface Committed {
  readonly settings?: boolean
  /** A job was queued: its printer's worker shall look. */
  readonly printing?: boolean
  /** The newest entry, where the caller knows it: the file is not asked again. */
  readonly lastEntryNo?: number
}

export function stampOf(book: Book): Stamp {
  const now = book.clock.now()
  return { atMs: now.epochMs, offsetMinutes: now.offsetMinutes, person: personOf(book) }
}

/** Who works at the counter: the cashier who took the drawer over, or whom the settings name. */
export const personOf = (book: Book): string => book.store.shifts.current()?.person ?? book.settings().personName

/** The day of the book that an entry made now belongs to. */
export function today(book: Book): BookDate {
  const last = book.store.closings.lastClosing()
  return currentBookDate(book.clock.now(), book.settings().rolloverHour, last?.bookOn ?? null)
}

/** The number that the next Z will bear: every entry made now belongs to it. */
export const openPeriod = (book: Book): number => (book.store.closings.lastClosing()?.zNo ?? 0) + 1
