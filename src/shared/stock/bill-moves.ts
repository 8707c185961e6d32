import { type Minor, negate } from '#shared/money/money.ts'
import { type Quantity, quantity, shareOf } from '#shared/quantity/quantity.ts'
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
  /** Goods that a customer brings back: the line of the bill that they went out on. Null for every other move. */
  readonly ofLine: number | null
}

/** A move that took goods out, as far as their way back needs it: quantity and value are negative. */
export interface WentOut {
  readonly quantity: Quantity
  readonly valueMinor: Minor
}

/**
 * The moves of goods that a bill makes, in the order of its lines. A purchase comes in at what it cost; what is sent back
 * to the supplier goes out at what it is credited with; what is sold goes out at the average, and comes back at what it went
 * out for (`valueBack`). A quotation moves nothing.
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
      batch: line.batch,
      ofLine: bill.kind === 'sale-return' && bill.ofBillId !== null ? line.ofLine : null
    })
  }
  return moves
}

/**
 * What goods are worth that come back: their part of what they went out for. Null, which is the average, when they went out
 * worth nothing (before anything was known of their cost) or on another paper.
 */
export function valueBack(count: Quantity, out: WentOut | null): Minor | null {
  if (out === null || out.valueMinor === 0 || out.quantity === 0) return null
  return shareOf(negate(out.valueMinor), count, -out.quantity)
}
