import { QUANTITY_PER_UNIT, type Quantity, quantity, type Rate } from '#shared/quantity/quantity.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'
import type { Item, ItemPrice } from './item.ts'

export interface AskedPrice {
  readonly rate: Rate
  readonly unit: UnitCode
  readonly isTaxInPrice: boolean
}

/** The units that an item is counted in, its base unit first. */
export const unitsOf = (item: Pick<Item, 'baseUnit' | 'units'>): readonly UnitCode[] => [
  item.baseUnit,
  ...item.units.map(({ unit }) => unit)
]

/** How much of the base unit, in thousandths, a unit of an item holds; null for a unit that it is not counted in. */
export function sizeOf(item: Pick<Item, 'baseUnit' | 'units'>, unit: UnitCode): Quantity | null {
  if (unit === item.baseUnit) return quantity(QUANTITY_PER_UNIT)
  return item.units.find((one) => one.unit === unit)?.size ?? null
}

/** The price of a level, empty for the usual one; null when the item has none. The unit that a bill begins with goes first. */
export function priceAt(item: Item, level: string): AskedPrice | null {
  const ofLevel = item.prices.filter((price) => isSameLevel(price.level, level))
  const of = (unit: UnitCode): ItemPrice | undefined => ofLevel.find((price) => price.unit === unit)
  const price = of(item.saleUnit ?? item.baseUnit) ?? of(item.baseUnit) ?? ofLevel[0]
  return price === undefined ? null : { rate: price.rate, unit: price.unit, isTaxInPrice: item.isTaxInPrice }
}

/** What a line of a sale begins with: what is agreed with the party, else the price of its level, else the usual one. */
export function salePrice(item: Item, agreed: AskedPrice | null, level: string): AskedPrice | null {
  return agreed ?? (level === '' ? null : priceAt(item, level)) ?? priceAt(item, '')
}

/** What the shop pays for one of the base unit, as last known by hand. Suppliers' rates are without tax. */
export const costPrice = (item: Item): AskedPrice | null =>
  item.purchaseRate === null ? null : { rate: item.purchaseRate, unit: item.baseUnit, isTaxInPrice: false }

export const isSameLevel = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase()
