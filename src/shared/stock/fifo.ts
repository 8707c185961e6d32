import { add, type Minor } from '#shared/money/money.ts'
import { type Quantity, quantity, shareOf } from '#shared/quantity/quantity.ts'
import type { StockFigures } from './moving-average.ts'

/** Goods that came in at a cost of their own. */
export interface CostLayer {
  /** More than zero. */
  readonly quantity: Quantity
  readonly costMinor: Minor
}

/** What is left of goods that came in when so many of them went back to where they came from; null: none. */
export function layerLeft(count: Quantity, costMinor: Minor, wentBack: Quantity): CostLayer | null {
  const left = quantity(count - wentBack)
  return left <= 0 ? null : { quantity: left, costMinor: shareOf(costMinor, left, count) }
}

/**
 * What is on hand is worth by first in, first out: what came in last is what is left. The layers are read newest first, and
 * only until all that is on hand is covered; what no layer covers (goods that were found, say) is worth its part of the moving
 * average, as is a shortage.
 */
export function fifoValue(
  onHand: Pick<StockFigures, 'quantity' | 'valueMinor'>,
  layersNewestFirst: Iterable<CostLayer>
): Minor {
  if (onHand.quantity <= 0) return onHand.valueMinor
  let left = onHand.quantity
  let value = 0 as Minor
  for (const layer of layersNewestFirst) {
    const taken = Math.min(left, layer.quantity)
    value = add(value, shareOf(layer.costMinor, taken, layer.quantity))
    left = quantity(left - taken)
    if (left === 0) return value
  }
  return add(value, shareOf(onHand.valueMinor, left, onHand.quantity))
}
