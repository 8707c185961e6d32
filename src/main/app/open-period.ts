import type { BookDate } from '#shared/calendar/book-date.ts'
import { currentBookDate } from '#shared/calendar/shop-clock.ts'
import { type Carried, runsOf } from '#shared/closing/carried.ts'
import type { PeriodTotals } from '#shared/closing/day-figures.ts'
import { plusTotals } from '#shared/closing/period-sums.ts'
import { assert } from '#shared/kernel/assert.ts'
import { bucketShare } from '#shared/ledger/period-bucket.ts'
import { type Book, openPeriod, today } from './book.ts'

/** The first entry that no Z holds; the number after the newest one when there is none. */
export function firstOpenEntry(book: Book): number {
  const last = book.store.closings.lastClosing()
  return last?.carried?.runs[0]?.[0] ?? (last?.lastEntryNo ?? 0) + 1
}

/** How many entries no Z holds. */
export function openEntryCount(book: Book): number {
  const last = book.store.closings.lastClosing()
  return book.store.entries.lastNo() - (last?.lastEntryNo ?? 0) + (last?.carried?.entryCount ?? 0)
}

/** The totals of all entries that no Z holds. */
export function openTotals(book: Book): readonly PeriodTotals[] {
  const { closings } = book.store
  const carried = closings.lastClosing()?.carried
  const own = closings.buckets(openPeriod(book))
  return carried ? plusTotals(own, carried.totals) : own
}

/** The newest day that an open entry bears; null when there is none. */
export function newestOpenDay(book: Book): BookDate | null {
  const last = book.store.closings.lastClosing()
  const newest = book.store.entries.newestDaySince(last?.lastEntryNo ?? 0)
  const carriedOn = last?.carried?.newestOn ?? null
  return newest === null || (carriedOn !== null && carriedOn > newest) ? carriedOn : newest
}

/** A day that is past, was worked on, and was never closed. */
export interface ForgottenDay {
  readonly bookOn: BookDate
  /** Entries of later days, which its Z leaves to the next one; null when there are none. */
  readonly carried: Carried | null
}

/**
 * The oldest day on which something was recorded that no Z holds, when that day is over; else null. It is the day of the
 * clock that the first open entry was recorded on: what was brought along from another book, or entered for a day before,
 * is no day that somebody forgot to close. It costs one row.
 */
export function forgottenOn(book: Book): BookDate | null {
  const { entries, closings } = book.store
  const recordedAt = entries.recordedAt(firstOpenEntry(book))
  if (recordedAt === null) return null
  const worked = { epochMs: recordedAt, offsetMinutes: book.clock.now().offsetMinutes }
  const bookOn = currentBookDate(worked, book.settings().rolloverHour, closings.lastClosing()?.bookOn ?? null)
  return bookOn < today(book) ? bookOn : null
}

/** The forgotten day with what its Z leaves out. */
export function forgottenDay(book: Book): ForgottenDay | null {
  const bookOn = forgottenOn(book)
  return bookOn === null ? null : { bookOn, carried: carriedAfter(book, bookOn) }
}

/**
 * The open entries of days after one, up to today; those of a clock that stood ahead are not among them, nor those of a shift
 * that is over: what a cashier handed over and signed stays in the Z that holds his shift.
 */
function carriedAfter(book: Book, bookOn: BookDate): Carried | null {
  const { entries, closings, shifts } = book.store
  const last = closings.lastClosing()
  const handedOverUpTo = shifts.current()?.afterEntryNo ?? 0
  const isOpen = (entryNo: number) =>
    entryNo > (last?.lastEntryNo ?? 0) ||
    (last?.carried?.runs ?? []).some(([first, end]) => entryNo >= first && entryNo <= end)
  const from = Math.max(firstOpenEntry(book), handedOverUpTo + 1)
  const later = closings.entriesOfDays(from, bookOn, today(book)).filter((one) => isOpen(one.entryNo))
  if (later.length === 0) return null
  let totals: PeriodTotals[] = []
  for (const { id } of later) {
    const entry = entries.byId(id)
    assert(entry, 'an entry that was found is there')
    const undone = entry.reversesId === null ? null : entries.byId(entry.reversesId)
    totals = plusTotals(totals, [{ ...bucketShare(entry, undone), count: 1 }])
  }
  return {
    runs: runsOf(later.map(({ entryNo }) => entryNo)),
    entryCount: later.length,
    newestOn: later.reduce((newest, one) => (one.bookOn > newest ? one.bookOn : newest), bookOn),
    totals
  }
}
