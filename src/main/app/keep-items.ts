import type { ItemRecord } from '#main/ports/goods-store.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { cleanBarcode } from '#shared/items/barcode.ts'
import { checkItem } from '#shared/items/check-item.ts'
import { type Item, type ItemRequest, itemFact } from '#shared/items/item.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import { cleanName } from '#shared/parties/party.ts'
import { ruleById } from '#shared/tax/rate-on.ts'
import { type Book, stampOf } from './book.ts'
import { itemView, maySeeCosts } from './item-view.ts'

/** Adds an item. The same id again answers `exists`; a second item of the same name, code or barcode is refused. */
export function addItem(book: Book, request: ItemRequest): Output<'item.add'> {
  const known = book.store.items.byId(request.id)
  if (known !== null) return { outcome: 'exists', item: itemView(book, known) }
  const stamp = stampOf(book)
  const record = book.store.transact(() =>
    book.store.items.byId(request.id) === null ? addItemWithin(book, request, stamp) : null
  )
  if (record === null) return addItem(book, request)
  book.itemFinder.put(record)
  book.committed({})
  return { outcome: 'recorded', item: itemView(book, record) }
}

/** Adds an item inside a transaction that is already open. */
export function addItemWithin(book: Book, request: ItemRequest, stamp: Stamp): ItemRecord {
  const item = orThrow(checkItem(cleaned({ ...request, isArchived: false })))
  refuseStrangeRule(book, item)
  refuseTwins(book, item)
  return book.store.items.add(item, book.store.journal.append('item.add', stamp, itemFact(item)))
}

/**
 * Changes what is known of an item, or puts it away. Bills and stock keep what they say; the op keeps the history. The unit
 * in which quantities are counted stays once goods have moved.
 */
export function changeItem(book: Book, request: Parsed<'item.change'>): Output<'item.change'> {
  const asked = orThrow(checkItem(cleaned(request)))
  const stamp = stampOf(book)
  const record = book.store.transact(() => {
    const known = book.store.items.byId(request.id) ?? refuse('item/not-found')
    // Who was not shown what the goods cost sends none back, and takes none away.
    const item = maySeeCosts(book) ? asked : { ...asked, purchaseRate: known.item.purchaseRate }
    if (item.taxRule !== known.item.taxRule) refuseStrangeRule(book, item)
    const { baseUnit } = known.item
    if (item.baseUnit !== baseUnit && book.store.stockLedger.isUsed(known.itemNo))
      refuse('item/base-unit-moved', { unit: baseUnit }, 'baseUnit')
    if (!item.isArchived) refuseTwins(book, item)
    book.store.items.change(item, book.store.journal.append('item.change', stamp, itemFact(item)))
    return { ...known, item }
  })
  book.itemFinder.put(record)
  book.committed({})
  return { item: itemView(book, record) }
}

function refuseStrangeRule(book: Book, { taxRule }: Item): void {
  if (taxRule !== '' && ruleById(book.taxScheme(), taxRule) === null)
    refuse('tax/rule-unknown', { rule: taxRule }, 'taxRule')
}

/** Names, codes and barcodes each belong to one item in use: the answer names the one that has it. */
function refuseTwins(book: Book, { id, name, code, barcodes }: Item): void {
  const { items } = book.store
  const other = (found: readonly ItemRecord[]) => found.find(({ item }) => item.id !== id)?.item
  if (other(items.sameName(name))) refuse('item/name-taken', { name }, 'name')
  const ofCode = code === '' ? undefined : other(items.sameCode(code))
  if (ofCode) refuse('item/code-taken', { code, name: ofCode.name }, 'code')
  for (const [at, barcode] of barcodes.entries()) {
    const ofBarcode = other(items.byBarcode(barcode))
    if (ofBarcode) refuse('item/barcode-taken', { barcode, name: ofBarcode.name }, `barcodes.${at}`)
  }
}

const cleaned = (item: Item): Item => ({
  ...item,
  name: cleanName(item.name),
  alias: cleanName(item.alias),
  code: cleanName(item.code),
  barcodes: item.barcodes.map(cleanBarcode).filter((barcode) => barcode !== ''),
  group: cleanName(item.group),
  prices: item.prices.map((price) => ({ ...price, level: cleanName(price.level) }))
})
