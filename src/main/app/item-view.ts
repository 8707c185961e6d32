import type { ItemRecord } from '#main/ports/goods-store.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import { roleSeesCosts } from '#shared/people/role.ts'
import type { Book } from './book.ts'

/** Whether whoever stands at the counter may see what the shop pays. Everybody may where people are off, nobody while it is locked. */
export function maySeeCosts(book: Book): boolean {
  const { now } = book.present
  return now === 'anybody' || (now !== 'nobody' && roleSeesCosts(now.role))
}

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
