import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { checkHsn } from '#shared/tax/hsn.ts'
import { ITEM_NAME_LENGTH, type Item } from './item.ts'
import { isSameLevel, unitsOf } from './item-price.ts'

/**
 * What can be said of an item without knowing the others: the first thing that is wrong, with its field, or the item.
 * Fails with `item/name-empty`, `item/name-too-long`, `tax/hsn-digits`, `item/barcode-twice`, `item/unit-twice`,
 * `item/sale-unit-unknown`, `item/price-unit-unknown` and `item/price-twice`.
 */
export function checkItem(item: Item): Result<Item> {
  if (item.name === '') return fail('item/name-empty', {}, 'name')
  if (item.name.length > ITEM_NAME_LENGTH)
    return fail('item/name-too-long', { most: ITEM_NAME_LENGTH, length: item.name.length }, 'name')
  const hsn = checkHsn(item.hsn)
  if (!hsn.ok) return hsn
  const barcode = secondOf(item.barcodes)
  if (barcode >= 0) return fail('item/barcode-twice', { barcode: item.barcodes[barcode] ?? '' }, `barcodes.${barcode}`)
  return checkUnits({ ...item, hsn: hsn.value })
}

function checkUnits(item: Item): Result<Item> {
  const units = unitsOf(item)
  const unit = secondOf(units)
  if (unit >= 0) return fail('item/unit-twice', { unit: units[unit] ?? '' }, `units.${unit - 1}.unit`)
  if (item.saleUnit !== null && !units.includes(item.saleUnit))
    return fail('item/sale-unit-unknown', { unit: item.saleUnit }, 'saleUnit')
  for (const [at, price] of item.prices.entries()) {
    if (!units.includes(price.unit)) return fail('item/price-unit-unknown', { unit: price.unit }, `prices.${at}.unit`)
    const isTwice = item.prices
      .slice(0, at)
      .some((other) => other.unit === price.unit && isSameLevel(other.level, price.level))
    if (isTwice) return fail('item/price-twice', { unit: price.unit, level: price.level }, `prices.${at}.rate`)
  }
  return ok(item)
}

/** Where the first member stands that stood before already, or -1. */
const secondOf = (list: readonly string[]): number => list.findIndex((member, at) => list.indexOf(member) < at)
