import type { StoredBill } from '#main/ports/goods-store.ts'
import { unitSize } from '#shared/quantity/standard-units.ts'
import type { WorkedLine } from '#shared/sales/bill.ts'
import { type BillWarning, billWarnings, type LineFacts } from '#shared/sales/bill-warnings.ts'
import type { Book } from './book.ts'
import { maySeeCosts } from './item-view.ts'
import type { LookedUp } from './look-up-bill.ts'

/** What the law or good sense says of a bill whose goods have not moved yet. It warns, is logged, and never stops. */
export function warningsForBill(
  book: Book,
  { bill, billNo }: Pick<StoredBill, 'bill' | 'billNo'>,
  { items, party, context }: LookedUp
): BillWarning[] {
  if (bill.kind === 'quotation') return []
  const seesCosts = maySeeCosts(book)
  const warnings = billWarnings(bill, {
    on: context.on,
    scheme: context.scheme,
    isAboveFiveCrore: book.settings().isAboveFiveCrore,
    lines: bill.lines.map((line) => factsOf(book, line, { items, party, side: sideOf(bill.kind), billNo }))
  })
  return seesCosts ? warnings : warnings.filter(({ rail }) => rail !== 'sold-below-cost')
}

const sideOf = (kind: string): 'sale' | 'purchase' => (kind.startsWith('purchase') ? 'purchase' : 'sale')

function factsOf(
  book: Book,
  line: WorkedLine,
  { items, party, side }: Pick<LookedUp, 'items' | 'party'> & { side: 'sale' | 'purchase'; billNo: number }
): LineFacts {
  const record = line.itemId === null ? undefined : items.get(line.itemId)
  if (record === undefined) return { onHand: null, last: null, size: null }
  const { item, itemNo } = record
  const onHand = item.keepsStock ? book.store.stock.onHand(itemNo) : null
  const price = party === null ? null : book.store.bills.lastPrice(party.partyNo, itemNo, side)
  const lastSize = price === null ? null : unitSize(price.unit, item)
  return {
    onHand: onHand === null ? null : costAtHand(onHand),
    last: price === null || lastSize === null ? null : { rate: price.rate, size: lastSize },
    size: line.rateUnit === null ? null : unitSize(line.rateUnit, item)
  }
}

/** Goods cost their average while there are any, and what they cost the last time when there are none. */
function costAtHand(onHand: ReturnType<Book['store']['stock']['onHand']>): NonNullable<LineFacts['onHand']> {
  const { quantity, valueMinor, costMinor, costQuantity } = onHand
  return quantity > 0
    ? { quantity, costMinor: valueMinor, costQuantity: quantity }
    : { quantity, costMinor, costQuantity }
}
