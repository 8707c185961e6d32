import { addDays } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { Book } from './book.ts'
import { type MatchStore, matchBook, paymentView } from './open-payments.ts'

/** Unsure payments and lines without an entry, of so many days before the newest statement's end. */
const REVIEWED_DAYS = 92
const MOST_SHOWN = 200

/** Payments by UPI by their state, the newest first, and what all of them come to. */
export function listPayments(book: Book, { filter, offset, limit }: Parsed<'payment.list'>): Output<'payment.list'> {
  const { payments } = book.store
  const isClaimed = filter === 'unproved' ? null : filter === 'claimed'
  return book.store.atOneMoment(() => {
    const rows = filter === 'proved' ? payments.proved(offset, limit) : payments.open(isClaimed, offset, limit)
    return { payments: rows.map(paymentView), ...payments.totals(), lastStatement: payments.lastStatement() }
  })
}

/** What no reference decides: payments with the lines that come into question, and money that nobody entered. */
export function reviewPayments(store: MatchStore): Output<'payment.review'> {
  const { payments } = store
  return store.atOneMoment(() => {
    const lastOn = payments.lastStatement()?.toOn ?? null
    const lineOn = payments.newestLineOn()
    const toOn = lastOn === null || (lineOn !== null && lineOn > lastOn) ? lineOn : lastOn
    if (toOn === null) return { unsure: [], unsureCount: 0, missingLines: [], missingLineCount: 0 }
    const { matching, payments: records } = matchBook(store, addDays(toOn, -REVIEWED_DAYS), toOn)
    // What a reference proves by now (an entry was made after its line) is asked as well: only an import proves by itself.
    const sure = matching.matched.map(({ payment, line, reasons }) => ({
      payment,
      candidates: [{ line, reasons, isLikely: true }]
    }))
    const all = [...sure, ...matching.unsure]
    return {
      unsure: all.slice(0, MOST_SHOWN).flatMap(({ payment, candidates }) => {
        const record = records.get(payment.entryId)
        const shown = candidates.map(({ reasons, ...candidate }) => ({ ...candidate, reasons: [...reasons] }))
        return record === undefined ? [] : [{ payment: paymentView(record), candidates: shown }]
      }),
      unsureCount: all.length,
      missingLines: matching.missingLines.slice(-MOST_SHOWN).toReversed(),
      missingLineCount: matching.missingLines.length
    }
  })
}
