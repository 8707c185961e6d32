import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Book } from './book.ts'
import { firstOpenEntry } from './open-period.ts'

/** Entries of a period of days, newest first, with totals over all of them. */
export function readDayBook(book: Book, request: Parsed<'dayBook.read'>): Output<'dayBook.read'> {
  const { offset, limit, ...filter } = request
  const { entries, atOneMoment } = book.store
  return atOneMoment(() => ({ entries: entries.dayBook(filter, offset, limit), ...entries.dayBookTotals(filter) }))
}

/** Entries since the last Z, newest first. */
export const readRecent = (book: Book, request: Parsed<'entry.recent'>): Output<'entry.recent'> =>
  book.store.entries.recent(firstOpenEntry(book) - 1, request.beforeEntryNo, request.limit)

export const readEntry = (book: Book, { entryId }: Parsed<'entry.get'>): Output<'entry.get'> =>
  book.store.entries.view(entryId) ?? refuse('entry/not-found')
