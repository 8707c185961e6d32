import { useMemo } from 'react'
import type { Item } from '#shared/items/item.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'
import type { SaidQuantity } from '#shared/quantity/parse-quantity.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import { groupWhole } from './amounts.ts'
import { inUnits } from './in-units.ts'
import { useUnitWords } from './unit-words.ts'

type Counted = Pick<Item, 'baseUnit' | 'units' | 'saleUnit'>

/** Quantities of an item as people say them. */
export interface QuantityWords {
  /** `5 box 3 pcs` where bills begin with boxes, else `63 pcs`; a minus sign in front of what is less than nothing. */
  readonly onHand: (quantity: Quantity, item: Counted) => string
  /** The same with a plus sign in front of what came in. */
  readonly moved: (quantity: Quantity, item: Counted) => string
}

export function useQuantityWords(): QuantityWords {
  const words = useUnitWords()
  return useMemo(() => {
    const say = (said: readonly SaidQuantity[], item: Counted) =>
      said
        .map(
          ({ count, unit }) =>
            `${grouped(count)} ${words.short(unit, item.units.find((one) => one.unit === unit)?.name)}`
        )
        .join(' ')
    const onHand = (quantity: Quantity, item: Counted) =>
      `${quantity < 0 ? '\u2212' : ''}${say(inUnits(Math.abs(quantity) as Quantity, item), item)}`
    return { onHand, moved: (quantity, item) => `${quantity > 0 ? '+' : ''}${onHand(quantity, item)}` }
  }, [words])
}

/** `1234567.5` as `12,34,567.5`. */
function grouped(count: Quantity): string {
  const [, part] = formatQuantity(count).split('.')
  return `${groupWhole(Math.trunc(count / 1_000))}${part === undefined ? '' : `.${part}`}`
}
