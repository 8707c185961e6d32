import type { OtherClosing } from '#main/ports/closing-store.ts'
import { shopDay } from '#shared/closing/shop-day.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { Book } from './book.ts'
import { counterNames } from './counter-names.ts'

/** The Zs of all counters, newest first, each with the name of its counter. */
export function listShopClosings(book: Book, { before, limit }: Parsed<'closing.ofShop'>): Output<'closing.ofShop'> {
  return book.store.atOneMoment(() => {
    const nameOf = nameOfCounter(book)
    return book.store.closings.shop
      .page(before, limit)
      .map((one) => ({ counterName: nameOf(one), isHere: one.deviceNo === null, closing: one.closing }))
  })
}

/** What all drawers of the shop come to for a day, by their Zs. */
export function readShopDay(book: Book, { bookOn }: Parsed<'closing.shopDay'>): Output<'closing.shopDay'> {
  const closings = book.store.closings.shop.ofDay(bookOn)
  return shopDay(
    bookOn,
    closings.map(({ deviceNo, closing }) => ({ ...closing, counter: String(deviceNo) }))
  )
}

/** A Z of this counter or another one; `counterName` is null for an own one. Fails with `closing/not-found`. */
export function closingOfShop(book: Book, id: string): { closing: ClosingView; counterName: string | null } {
  const own = book.store.closings.byId(id)
  if (own !== null) return { closing: own, counterName: null }
  const other = book.store.closings.shop.byId(id) ?? refuse('closing/not-found')
  return { closing: other.closing, counterName: nameOfCounter(book)(other) }
}

function nameOfCounter(book: Book): (one: OtherClosing) => string {
  const names = counterNames(book)
  const own = book.store.sync.account() === null ? '' : book.settings().counterName
  return ({ deviceNo }) => (deviceNo === null ? own : names(deviceNo))
}
