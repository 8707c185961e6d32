import type { Output, Parsed } from '#shared/contract/contract.ts'
import { type Book, openPeriod } from './book.ts'
import { openCounts } from './keep-shifts.ts'
import { countLater, forgottenOn, openEntryCount } from './open-period.ts'
import { dayToClose, readFigures } from './read-figures.ts'

/** What may be known before the count: never what should be in the drawer. */
export function readClosingStatus(book: Book): Output<'closing.status'> {
  return book.store.atOneMoment(() => statusNow(book))
}

function statusNow(book: Book): Output<'closing.status'> {
  const { closings, prints } = book.store
  const last = closings.lastClosing()
  const forgotten = forgottenOn(book)
  return {
    bookOn: dayToClose(book),
    nextZNo: openPeriod(book),
    entryCount: openEntryCount(book),
    counts: openCounts(book),
    lastClosing: last === null ? null : closings.byNo(last.zNo),
    forgotten: forgotten === null ? null : { bookOn: forgotten, laterCount: countLater(book, forgotten) },
    printWaiting: prints.counts().waiting
  }
}

export const listClosings = (book: Book, request: Parsed<'closing.list'>): Output<'closing.list'> =>
  book.store.closings.list(request.beforeZNo, request.limit)

export const readOpenFigures = (book: Book): Output<'closing.figures'> =>
  book.store.atOneMoment(() => readFigures(book))
