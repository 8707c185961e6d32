import { type Minor, negate } from '#shared/money/money.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'
import type { Bill } from '#shared/sales/bill.ts'
import { lineCosts } from '#shared/sales/bill-entry.ts'
import type { Batch } from '#shared/sales/bill-request.ts'

/** What a line of a bill moves, before it is valued: signed, in positive. */
export interface LineMove {
  readonly lineNo: number
  readonly itemId: string
  readonly quantity: Quantity
  /** Null: at the average. */
  readonly valueMinor: Minor | null
  readonly batch: Batch | null
}

/**
 * The moves of goods that a bill makes, in the order of its lines. A purchase comes in at what it cost; what is sent back
 * to the supplier goes out at what it is credited with; what is sold goes out, and what is returned comes in, at the
 * average. A quotation moves nothing.
 */
export function movesOfBill(bill: Bill): LineMove[] {
  const moves: LineMove[] = []
  if (bill.kind === 'quotation') return moves
  const isIn = bill.kind === 'purchase' || bill.kind === 'sale-return'
  const costs = bill.kind === 'purchase' || bill.kind === 'purchase-return' ? lineCosts(bill) : null
  for (const [at, line] of bill.lines.entries()) {
    if (!line.movesStock || line.itemId === null || line.quantity === 0) continue
    const cost = costs?.[at] ?? null
    moves.push({
      lineNo: at + 1,
      itemId: line.itemId,
      quantity: isIn ? line.quantity : quantity(-line.quantity),
      valueMinor: cost === null ? null : isIn ? cost : negate(cost),
      batch: line.batch
    })
  }
  return moves
}
