import type { z } from 'zod'
import type { StockMoveView } from '#shared/contract/goods-views.ts'
import type { stockEndpoints } from '#shared/contract/item-endpoints.ts'

export type StockPage = z.output<(typeof stockEndpoints)['stock.ledger']['output']>

/** What of an item's ledger has been fetched: the newest pages, newest move first. */
export type StockPages = Pick<StockPage, 'item' | 'moves' | 'hasMore' | 'valueMinor'>

/** The move before which the next older page begins, or null when everything is here. */
export const olderThan = (pages: StockPages): number | null =>
  pages.hasMore ? (pages.moves.at(-1)?.moveNo ?? null) : null

/** Puts an older page behind. A page that does not begin where this one ends (it came twice) changes nothing. */
export function withOlder(pages: StockPages, older: StockPage): StockPages {
  const last = pages.moves.at(-1)?.moveNo ?? 0
  if (older.moves.some((move) => move.moveNo >= last)) return pages
  return { ...pages, moves: [...pages.moves, ...older.moves], hasMore: older.hasMore }
}

/**
 * Takes the newest page again after something was recorded. Older moves that are held stay if the new page reaches back
 * to them; else only the new page is kept, so that there is never a gap in the middle.
 */
export function withNewest(pages: StockPages, newest: StockPage): StockPages {
  const reaches = newest.moves.at(-1)?.moveNo
  const held: readonly StockMoveView[] =
    reaches === undefined ? [] : pages.moves.filter((move) => move.moveNo < reaches)
  const isJoined = reaches !== undefined && pages.moves.some((move) => move.moveNo >= reaches)
  if (held.length === 0 || !isJoined) return newest
  return { ...newest, moves: [...newest.moves, ...held], hasMore: pages.hasMore }
}
