import type { ItemRecord } from '#main/ports/goods-store.ts'
import type { Stamp } from '#main/ports/ledger-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { MAX_BALANCE_MINOR, type Minor, minor } from '#shared/money/money.ts'
import { cleanName } from '#shared/parties/party.ts'
import { amountOf, QUANTITY_PER_UNIT, type Quantity, quantity } from '#shared/quantity/quantity.ts'
import { adjustmentFact, type StockAdjustment } from '#shared/stock/adjustment.ts'
import { type Book, stampOf, today } from './book.ts'
import { itemView } from './item-view.ts'

type Request = Parsed<'stock.adjust'>

/**
 * Changes what is on hand of an item without a bill, for a reason. Less than nothing may be on hand. The same id again answers
 * `exists`. Fails with `item/not-found`, `stock/not-kept`, `stock/reason-needed`, `stock/nothing-changed` and `stock/too-large`.
 */
export function adjustStock(book: Book, request: Request): Output<'stock.adjust'> {
  const done = book.store.transact(() => adjustWithin(book, request, stampOf(book)))
  if (done.outcome === 'recorded') book.committed({})
  return { outcome: done.outcome, item: itemView(book, done.record) }
}

/** Changes it inside a transaction that is already open. */
export function adjustWithin(
  book: Book,
  request: Request,
  stamp: Stamp
): { readonly outcome: 'recorded' | 'exists'; readonly record: ItemRecord } {
  const { store } = book
  const record = store.items.byId(request.itemId) ?? refuse('item/not-found', {}, 'itemId')
  const known = store.stock.adjustmentById(request.id)
  if (known !== null) {
    // The same id for other goods, or another quantity, is no repetition: goods would vanish without a word.
    const isSame = known.itemNo === record.itemNo && (request.by === null || request.by === known.quantity)
    return isSame ? { outcome: 'exists', record } : refuse('entry/id-reused')
  }
  if (!record.item.keepsStock) refuse('stock/not-kept', { name: record.item.name }, 'itemId')
  const { id, reason, expiresOn } = request
  const adjustment = {
    ...{ id, bookOn: today(book), reason, expiresOn, itemId: record.item.id },
    note: noteOf(request),
    batch: cleanName(request.batch),
    ...changeOf(book, record, request)
  }
  writeAdjustment(book, record, adjustment, stamp)
  return { outcome: 'recorded', record }
}

/** Writes a change that is worked out already. Inside an open transaction; fails with `stock/too-large`. */
export function writeAdjustment(
  { store }: Book,
  { itemNo }: ItemRecord,
  adjustment: StockAdjustment,
  stamp: Stamp
): void {
  const op = store.journal.append('stock.adjust', stamp, adjustmentFact(adjustment, stamp.atMs))
  const adjustmentNo = store.stock.addAdjustment({ ...adjustment, itemNo }, op, stamp)
  store.stock.move({ ...adjustment, itemNo, cause: { adjustmentNo } })
}

function noteOf({ note, reason }: Request): string {
  const cleaned = cleanName(note)
  if (reason === 'other' && cleaned === '') refuse('stock/reason-needed', {}, 'note')
  return cleaned
}

/** How much more or less there is, and what goods that come in are worth. */
function changeOf(book: Book, record: ItemRecord, request: Request): { quantity: Quantity; valueMinor: Minor | null } {
  const { countedTo, by } = request
  if ((countedTo === null) === (by === null)) refuse('input/invalid', {}, 'by')
  const change = countedTo === null ? (by ?? 0) : countedTo - onHandOf(book, record, request)
  const field = countedTo === null ? 'by' : 'countedTo'
  if (change === 0) refuse('stock/nothing-changed', {}, field)
  if (!Number.isSafeInteger(change)) refuse('stock/too-large', {}, field)
  return { quantity: quantity(change), valueMinor: change > 0 ? costOf(book, record, request, quantity(change)) : null }
}

/** What the book says of the goods that were counted: of their batch, when one is named. */
function onHandOf({ store }: Book, { itemNo }: ItemRecord, { batch, expiresOn }: Request): Quantity {
  const named = cleanName(batch)
  if (named === '' && expiresOn === null) return store.stock.onHand(itemNo).quantity
  const same = store.stock.batches(itemNo).find((kept) => kept.batch === named && kept.expiresOn === expiresOn)
  return same?.quantity ?? quantity(0)
}

/** What is named, else the average; the first goods of an item, at what the shop pays for it as far as that is known. */
function costOf(book: Book, { itemNo, item }: ItemRecord, { costRate }: Request, change: Quantity): Minor | null {
  const isFirst = book.store.stock.onHand(itemNo).costQuantity === 0
  const rate = costRate ?? (isFirst ? item.purchaseRate : null)
  if (rate === null) return null
  const value = amountOf(change, rate, quantity(QUANTITY_PER_UNIT))
  if (value > BigInt(MAX_BALANCE_MINOR)) refuse('stock/too-large', {}, 'costRate')
  return minor(Number(value))
}
