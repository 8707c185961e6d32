import type { ItemRecord, StoredBill } from '#main/ports/goods-store.ts'
import { movesOfBill } from '#shared/stock/bill-moves.ts'
import type { Book } from './book.ts'

/** Moves the goods of a bill. Inside the transaction that records it. */
export function moveGoods(book: Book, stored: StoredBill, items: ReadonlyMap<string, ItemRecord>): void {
  for (const move of movesOfBill(stored.bill)) {
    const record = items.get(move.itemId) ?? book.store.items.byId(move.itemId)
    if (record === null) continue
    book.store.stock.move({
      itemNo: record.itemNo,
      bookOn: stored.bookOn,
      cause: { billNo: stored.billNo, lineNo: move.lineNo, isUndone: false },
      quantity: move.quantity,
      valueMinor: move.valueMinor,
      batch: move.batch?.batch ?? '',
      expiresOn: move.batch?.expiresOn ?? null
    })
  }
}
