import type { Output, Parsed } from '#shared/contract/contract.ts'
import { type Book, openPeriod } from './book.ts'
import { fittingCounts, readOpenShift } from './keep-shifts.ts'
import { countLater, forgottenDay, forgottenOn, openEntryCount } from './open-period.ts'
import { dayToClose, readFigures } from './read-figures.ts'

/** What may be known before the count: never what should be in the drawer. */
export function readClosingStatus(
  book: Book,
  { isForgotten }: Parsed<'closing.status'> = { isForgotten: false }
): Output<'closing.status'> {
  return book.store.atOneMoment(() => statusNow(book, isForgotten))
}

function statusNow(book: Book, isForgotten: boolean): Output<'closing.status'> {
  const { closings, prints } = book.store
  const last = closings.lastClosing()
  const forgotten = forgottenOn(book)
  return {
    bookOn: dayToClose(book),
    nextZNo: openPeriod(book),
    entryCount: openEntryCount(book),
    counts: fittingCounts(book, isForgotten ? forgottenDay(book) : null),
    lastClosing: last === null ? null : closings.byNo(last.zNo),
    forgotten: forgotten === null ? null : { bookOn: forgotten, laterCount: countLater(book, forgotten) },
    printWaiting: prints.counts().waiting
  }
}

export const listClosings = (book: Book, request: Parsed<'closing.list'>): Output<'closing.list'> =>
  book.store.closings.list(request.beforeZNo, request.limit)

export const readOpenFigures = (
  book: Book,
  { ofShift }: Parsed<'closing.figures'> = { ofShift: false }
): Output<'closing.figures'> =>
  book.store.atOneMoment(() => (ofShift ? readOpenShift(book).figures : readFigures(book)))
