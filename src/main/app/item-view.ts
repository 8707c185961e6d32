import type { ItemRecord } from '#main/ports/goods-store.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import type { Book } from './book.ts'

/** Whether whoever sits at the counter may see what the shop pays. There are no roles yet: everybody may. */
export const maySeeCosts = (_book: Book): boolean => true

/** An item with what the shop has of it, without what this person may not see. */
export function itemView(book: Book, { itemNo, item }: ItemRecord): ItemView {
  const { quantity, valueMinor } = book.store.stock.onHand(itemNo)
  const seesCosts = maySeeCosts(book)
  return {
    ...item,
    purchaseRate: seesCosts ? item.purchaseRate : null,
    onHand: quantity,
    valueMinor: seesCosts ? valueMinor : null
  }
}
