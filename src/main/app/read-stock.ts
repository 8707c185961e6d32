import type { StockMoveRow } from '#main/ports/goods-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { StockMoveView } from '#shared/contract/goods-views.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'
import { fifoValue } from '#shared/stock/fifo.ts'
import type { Book } from './book.ts'
import { itemView, maySeeCosts } from './item-view.ts'

/** Moves of an item, newest first, each with what was on hand after it; and what is on hand is worth by the way asked for. */
export function readStockLedger(book: Book, request: Parsed<'stock.ledger'>): Output<'stock.ledger'> {
  return book.store.atOneMoment(() => ledgerNow(book, request))
}

function ledgerNow(book: Book, request: Parsed<'stock.ledger'>): Output<'stock.ledger'> {
  const { stock, stockLedger } = book.store
  const record = book.store.items.byId(request.itemId) ?? refuse('item/not-found', {}, 'itemId')
  const { itemNo } = record
  const { beforeMoveNo, limit } = request
  // One more than the page tells whether there is another.
  const rows = stockLedger.moves(itemNo, beforeMoveNo, limit + 1)
  const since = beforeMoveNo === null ? 0 : stockLedger.movedSince(itemNo, beforeMoveNo)
  const seesCosts = maySeeCosts(book)
  const onHand = stock.onHand(itemNo)
  return {
    item: itemView(book, record),
    moves: withOnHand(rows.slice(0, limit), quantity(onHand.quantity - since), seesCosts),
    hasMore: rows.length > limit,
    valueMinor: seesCosts ? worthOf(book, itemNo, request.valuation) : null
  }
}

function worthOf({ store: { stock } }: Book, itemNo: number, valuation: 'average' | 'fifo'): Minor {
  const onHand = stock.onHand(itemNo)
  return valuation === 'average' ? onHand.valueMinor : fifoValue(onHand, stock.costLayers(itemNo))
}

/** Read back from what is on hand after the newest of them. */
function withOnHand(rows: readonly StockMoveRow[], onHandAfterNewest: Quantity, seesCosts: boolean): StockMoveView[] {
  let onHandAfter = onHandAfterNewest
  return rows.map((row) => {
    const view = { ...row, valueMinor: seesCosts ? row.valueMinor : null, onHandAfter }
    onHandAfter = quantity(onHandAfter - row.quantity)
    return view
  })
}
