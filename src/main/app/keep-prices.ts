import type { Output, Parsed } from '#shared/contract/contract.ts'
import { unitsOf } from '#shared/items/item-price.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Book, stampOf } from './book.ts'

/** Keeps what is agreed with a party for an item, or that nothing is any more. Bills of the past stay as they are. */
export function setPrice(book: Book, request: Parsed<'price.set'>): Output<'price.set'> {
  const { partyId, itemId, unit, rate } = request
  const stamp = stampOf(book)
  book.store.transact(() => {
    const party = book.store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId')
    const { itemNo, item } = book.store.items.byId(itemId) ?? refuse('item/not-found', {}, 'itemId')
    if (!unitsOf(item).includes(unit)) refuse('item/price-unit-unknown', { unit }, 'unit')
    const op = book.store.journal.append('price.set', stamp, { partyId, itemId, unit, rate })
    book.store.items.setPrice(party.partyNo, itemNo, { unit, rate }, op)
  })
  book.committed({})
  return {}
}
