import type { Item } from '#shared/items/item.ts'
import type { SaidQuantity } from '#shared/quantity/parse-quantity.ts'
import { type Quantity, quantity } from '#shared/quantity/quantity.ts'

/**
 * A quantity in the unit that bills begin with and, for what is left over, in the base unit. `count` is zero or more, in
 * thousandths of the base unit. Together the parts are always exactly the whole.
 */
export function inUnits(count: Quantity, item: Pick<Item, 'baseUnit' | 'units' | 'saleUnit'>): readonly SaidQuantity[] {
  const large = item.units.find((one) => one.unit === item.saleUnit)
  if (large === undefined || count < large.size) return [{ count, unit: item.baseUnit }]
  const whole = Math.trunc(count / large.size)
  const left = quantity(count - whole * large.size)
  const first = { count: quantity(whole * 1_000), unit: large.unit }
  return left === 0 ? [first] : [first, { count: left, unit: item.baseUnit }]
}
