import type { ItemRecord, StoredBill } from '#main/ports/goods-store.ts'
import { movesOfBill, valueBack, type WentOut } from '#shared/stock/bill-moves.ts'
import type { Book } from './book.ts'

/** Moves the goods of a bill. Inside the transaction that records it. */
export function moveGoods(
  book: Book,
  stored: StoredBill,
  { items, origin }: { items: ReadonlyMap<string, ItemRecord>; origin: StoredBill | null }
): void {
  const moves = movesOfBill(stored.bill)
  const isBack = moves.some(({ ofLine }) => ofLine !== null)
  const wentOut = isBack && origin !== null ? outOf(book, origin.billNo) : NOTHING_OUT
  for (const move of moves) {
    const back = valueBack(move.quantity, move.ofLine === null ? null : (wentOut.get(move.ofLine) ?? null))
    const record = items.get(move.itemId) ?? book.store.items.byId(move.itemId)
    if (record === null) continue
    book.store.stock.move({
      itemNo: record.itemNo,
      bookOn: stored.bookOn,
      cause: { billNo: stored.billNo, lineNo: move.lineNo, isUndone: false },
      quantity: move.quantity,
      valueMinor: back ?? move.valueMinor,
      isBack: back !== null,
      batch: move.batch?.batch ?? '',
      expiresOn: move.batch?.expiresOn ?? null
    })
  }
}

const NOTHING_OUT: ReadonlyMap<number, WentOut> = new Map()

/** What each line of a bill took out. */
function outOf(book: Book, billNo: number): ReadonlyMap<number, WentOut> {
  const out = new Map<number, WentOut>()
  for (const { cause, quantity, valueMinor } of book.store.stock.movesOfBill(billNo)) {
    if ('lineNo' in cause && quantity < 0) out.set(cause.lineNo, { quantity, valueMinor })
  }
  return out
}
