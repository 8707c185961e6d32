import type { CountRecord } from '#main/ports/closing-store.ts'
import { type CashCount, countedTotal, isCountIn, storedCount } from '#shared/closing/cash-count.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { CountResult } from '#shared/contract/views.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { refuse } from '#shared/kernel/result.ts'
import { subtract } from '#shared/money/money.ts'
import { type Book, openPeriod, stampOf } from './book.ts'
import { openCounts, refuseUnfit } from './keep-shifts.ts'
import { forgottenDay } from './open-period.ts'
import { readFigures } from './read-figures.ts'

/**
 * Accepts a blind count of the drawer. From now on it stands beside every later count of the same day, and only now
 * is it said what should be there.
 */
export function countDrawer(book: Book, request: Parsed<'closing.count'>): Output<'closing.count'> {
  const known = book.store.closings.count(request.id)
  if (known !== null) {
    if (bytesOf(known.count) !== bytesOf(request.count)) refuse('entry/id-reused')
    return { outcome: 'exists', result: resultOf(book, known, request.isForgotten) }
  }
  if (!isCountIn(request.count, book.shop().currency)) refuse('input/invalid', {}, 'count')
  const stamp = stampOf(book)
  const countedMinor = countedTotal(request.count)
  const record = book.store.transact((): CountRecord | null => {
    if (book.store.closings.count(request.id) !== null) return null
    const forgotten = request.isForgotten ? (forgottenDay(book) ?? refuse('closing/none-forgotten')) : null
    const figures = readFigures(book, forgotten)
    const made: CountRecord = {
      id: request.id,
      periodNo: openPeriod(book),
      lastEntryNo: book.store.entries.lastNo(),
      count: request.count,
      countedMinor,
      expectedMinor: figures.expectedMinor,
      forgottenOn: forgotten?.carried ? forgotten.bookOn : null
    }
    const body = {
      id: made.id,
      z: made.periodNo,
      after: made.lastEntryNo,
      at: stamp.atMs,
      count: storedCount(made) as unknown as Json,
      counted: made.countedMinor,
      expected: made.expectedMinor
    }
    book.store.closings.addCount(made, book.store.journal.append('cash.count', stamp, body), stamp)
    return made
  })
  if (record === null) return countDrawer(book, request)
  book.committed({})
  return { outcome: 'recorded', result: resultOf(book, record, request.isForgotten) }
}

const bytesOf = (count: CashCount) => canonicalJson(count as unknown as Json)

/** What a count came to, beside the others of the same drawer: the day's, or those of the cashier who is at it. */
function resultOf(book: Book, record: CountRecord, isForgotten: boolean): CountResult {
  const forgotten = isForgotten ? forgottenDay(book) : null
  refuseUnfit(book, record, forgotten)
  return {
    counts: openCounts(book),
    figures: { ...readFigures(book, forgotten), expectedMinor: record.expectedMinor },
    countedMinor: record.countedMinor,
    overShortMinor: subtract(record.countedMinor, record.expectedMinor)
  }
}
