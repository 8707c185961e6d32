import type { ItemRecord } from '#main/ports/goods-store.ts'
import { addDays } from '#shared/calendar/book-date.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { cleanBarcode, readLabelFor, readScaleLabel, spellingsOf } from '#shared/items/barcode.ts'
import { type AskedPrice, costPrice, priceAt, salePrice } from '#shared/items/item-price.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Book, today } from './book.ts'
import { itemView, maySeeCosts } from './item-view.ts'

/** The best matches for what is typed, in any script; for nothing typed, what was used last. */
export function searchItems(book: Book, { text, limit }: Parsed<'item.search'>): Output<'item.search'> {
  return book.itemFinder
    .find(text, limit, today(book))
    .map(({ entry, matchStart, matchEnd }) => ({ ...itemView(book, entry), matchStart, matchEnd }))
}

/** Items in use that bear what a scanner sent: whole, as a code of the shop, or as a label of the scale. */
export function scanItem(book: Book, { code }: Parsed<'item.scan'>): Output<'item.scan'> {
  const scanned = cleanBarcode(code)
  const found = scanned === '' ? [] : itemsOf(book, spellingsOf(scanned))
  if (found.length > 0) return { items: viewsOf(book, found), quantity: null, amountMinor: null }
  const label = readScaleLabel(scanned, book.settings().scaleCodes)
  const [first, ...others] = label === null ? [] : itemsOf(book, label.itemCodes)
  if (label === null || first === undefined) return { items: [], quantity: null, amountMinor: null }
  return { items: viewsOf(book, [first, ...others]), ...readLabelFor(first.item, label) }
}

/** Items that bear the first of these codes that any bears. */
function itemsOf(book: Book, codes: readonly string[]): ItemRecord[] {
  for (const code of codes) {
    const found = book.store.items.byBarcode(code)
    if (found.length > 0) return found
  }
  return []
}

const viewsOf = (book: Book, records: readonly ItemRecord[]) => records.map((record) => itemView(book, record))

/** What the line of a bill shows as soon as item and party are known: prices, the last one asked, what is on hand. */
export function readItemBrief(book: Book, request: Parsed<'item.brief'>): Output<'item.brief'> {
  return book.store.atOneMoment(() => briefNow(book, request))
}

function briefNow(book: Book, { itemId, partyId, side }: Parsed<'item.brief'>): Output<'item.brief'> {
  const record = book.store.items.byId(itemId) ?? refuse('item/not-found', {}, 'itemId')
  const { itemNo, item } = record
  const party = partyId === null ? null : (book.store.parties.byId(partyId) ?? refuse('party/not-found', {}, 'partyId'))
  // What is agreed with a customer is asked of him; what is agreed with a supplier is paid to him.
  const isHisSide = party?.kind === (side === 'sale' ? 'customer' : 'supplier')
  const kept = party === null || !isHisSide ? null : book.store.items.agreedPrice(party.partyNo, itemNo)
  const agreed: AskedPrice | null =
    kept === null ? null : { ...kept, isTaxInPrice: side === 'sale' && item.isTaxInPrice }
  const usual = side === 'sale' ? priceAt(item, '') : maySeeCosts(book) ? costPrice(item) : null
  const price = side === 'sale' ? salePrice(item, agreed, party?.priceLevel ?? '') : (agreed ?? usual)
  const last = party === null ? null : book.store.bills.lastPrice(party.partyNo, itemNo, side)
  return { item: itemView(book, record), price, agreed, usual, last, batches: book.store.stock.batches(itemNo) }
}

/** A page of the list of items; typed text is searched, without it the list is paged from the file. */
export function listItems(book: Book, request: Parsed<'item.list'>): Output<'item.list'> {
  return book.store.atOneMoment(() => itemsNow(book, request))
}

const MOST_FOUND = 500
/** Goods that end within so many days are on the list of what ends soon. */
const EXPIRING_DAYS = 30

function itemsNow(book: Book, request: Parsed<'item.list'>): Output<'item.list'> {
  const rest = {
    groups: book.store.items.groups(),
    valueMinor: maySeeCosts(book) ? book.store.stock.totalValue() : null
  }
  const text = request.text.trim()
  if (text === '') {
    const { items, total } = book.store.items.page({ ...request, expiringOn: addDays(today(book), EXPIRING_DAYS) })
    return { items: viewsOf(book, items), total, ...rest }
  }
  // The finder leaves out what was put away: those few are looked for as they are written.
  const found =
    request.filter === 'archived'
      ? book.store.items.written(text, MOST_FOUND, true)
      : book.itemFinder.find(text, MOST_FOUND, today(book)).map(({ entry }) => entry)
  const items = found.filter((record) => passes(book, request, record))
  return {
    items: viewsOf(book, items.slice(request.offset, request.offset + request.limit)),
    total: items.length,
    ...rest
  }
}

function passes(book: Book, { filter, group }: Parsed<'item.list'>, { itemNo, item }: ItemRecord): boolean {
  if (group !== '' && item.group !== group) return false
  const { quantity } = book.store.stock.onHand(itemNo)
  if (filter === 'low') return item.lowStock !== null && quantity < item.lowStock
  if (filter === 'negative') return quantity < 0
  if (filter === 'in-stock') return quantity > 0
  if (filter === 'expiring') return isExpiring(book, itemNo)
  return true
}

function isExpiring(book: Book, itemNo: number): boolean {
  const until = addDays(today(book), EXPIRING_DAYS)
  return book.store.stock
    .batches(itemNo)
    .some(({ expiresOn, quantity }) => expiresOn !== null && expiresOn <= until && quantity > 0)
}
