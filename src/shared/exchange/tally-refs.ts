import type { ExchangeBook, ExchangePeriod } from './exchange-book.ts'
import { isWithin } from './exchange-book.ts'

/**
 * Entries of a period that its payments were said to settle, by their numbers. Whatever their kind, each opens a reference: a part
 * that points to one that is not there is refused, or opens it on the wrong side.
 */
export function settledRefs(book: ExchangeBook, period: ExchangePeriod): ReadonlySet<number> {
  const [within, named] = [new Set<number>(), new Set<number>()]
  for (const { entryNo, bookOn, partyId } of book.entries()) {
    if (partyId === null || !isWithin(period, bookOn)) continue
    within.add(entryNo)
    const said = book.settlementOf(entryNo)
    if (said?.way === 'against') for (const { chargeNo } of said.parts) named.add(chargeNo)
  }
  return new Set([...named].filter((chargeNo) => within.has(chargeNo)))
}
