import type { LaterEntries, LaterSpan } from '#main/ports/closing-store.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { currentBookDate } from '#shared/calendar/shop-clock.ts'
import type { Carried } from '#shared/closing/carried.ts'
import type { PeriodTotals } from '#shared/closing/day-figures.ts'
import { plusTotals } from '#shared/closing/period-sums.ts'
import { assert } from '#shared/kernel/assert.ts'
import { bucketShare } from '#shared/ledger/period-bucket.ts'
import { type Book, openPeriod, today } from './book.ts'

/** The first entry that no Z holds; the number after the newest one when there is none. */
export function firstOpenEntry(book: Book): number {
  const last = book.store.closings.lastClosing()
  return last?.carried?.runs[0]?.[0] ?? book.store.entries.firstOwnAfter(last?.lastEntryNo ?? 0)
}

/** How many entries no Z holds. */
export function openEntryCount(book: Book): number {
  const last = book.store.closings.lastClosing()
  const { entries } = book.store
  const from = last?.lastEntryNo ?? 0
  return entries.lastNo() - from - entries.othersAfter(from) + (last?.carried?.entryCount ?? 0)
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

/** How many entries the Z of a forgotten day would leave out; none of them is read. */
export const countLater = (book: Book, forgotten: BookDate): number =>
  book.store.closings.later.count(spanAfter(book, forgotten))

function carriedAfter(book: Book, bookOn: BookDate): Carried | null {
  const { later } = book.store.closings
  const span = spanAfter(book, bookOn)
  const runs = later.runs(span)
  if (runs.length === 0) return null
  return {
    runs: runs.map(({ run }) => run),
    entryCount: runs.reduce((count, run) => count + run.entryCount, 0),
    newestOn: runs.reduce((newest, run) => (run.newestOn > newest ? run.newestOn : newest), bookOn),
    totals: later.totals(span).reduce<PeriodTotals[]>((sum, lot) => plusTotals(sum, [namedLot(book, lot)]), [])
  }
}

/**
 * The open entries of days after one, up to today; those of a clock that stood ahead are not among them, nor those of a shift
 * that is over: what a cashier handed over and signed stays in the Z that holds his shift.
 */
function spanAfter(book: Book, bookOn: BookDate): LaterSpan {
  const { entries, closings, shifts } = book.store
  const last = closings.lastClosing()
  const from = (shifts.current()?.afterEntryNo ?? 0) + 1
  const open = [...(last?.carried?.runs ?? []), [(last?.lastEntryNo ?? 0) + 1, entries.lastNo()] as const]
  const runs = open.map(([first, end]) => [Math.max(first, from), end] as const).filter(([first, end]) => first <= end)
  return { runs, afterOn: bookOn, toOn: today(book) }
}

/** A lot under the name that its entries have in the totals of a period. */
function namedLot(book: Book, lot: ReturnType<LaterEntries['totals']>[number]): PeriodTotals {
  const { entries } = book.store
  const like = entries.byId(lot.likeId)
  assert(like, 'an entry that was found is there')
  const undone = like.reversesId === null ? null : entries.byId(like.reversesId)
  return { bucket: bucketShare(like, undone).bucket, ...lot.totals }
}
