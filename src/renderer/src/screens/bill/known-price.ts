import type { ItemBrief, ItemView } from '#shared/contract/goods-views.ts'
import { formatPlainRate } from '#shared/quantity/format-quantity.ts'
import type { ChosenItem } from './bill-draft.ts'

/** What a line begins with when an item was chosen, before main has told more. */
export function chosenFrom(item: ItemView, isForSale: boolean): ChosenItem {
  const unit = item.saleUnit ?? item.baseUnit
  const base = { id: item.id, name: item.name, unit, isTaxInPrice: item.isTaxInPrice }
  if (!isForSale) {
    const rate = item.purchaseRate === null ? '' : rateText(item.purchaseRate, item.baseUnit, unit)
    return { ...base, rate, isTaxInPrice: false }
  }
  const usual =
    item.prices.find((price) => price.level === '' && price.unit === unit) ??
    item.prices.find((price) => price.level === '')
  return { ...base, rate: usual === undefined ? '' : rateText(usual.rate, usual.unit, unit) }
}

/** A rate as it would be typed; another unit than the line's own is named. */
export const rateText = (rate: Parameters<typeof formatPlainRate>[0], unit: string, lineUnit: string): string =>
  unit === lineUnit ? formatPlainRate(rate) : `${formatPlainRate(rate)}/${unit}`

/** The price that a line begins with, as main knows it. Whether the item's price holds the tax says nothing of a supplier's rate. */
export function knownPriceOf({ item, price }: ItemBrief, isForSale: boolean): Omit<ChosenItem, 'id' | 'name'> {
  const unit = item.saleUnit ?? item.baseUnit
  if (price === null) return { unit, rate: '', isTaxInPrice: isForSale && item.isTaxInPrice }
  return { unit, rate: rateText(price.rate, price.unit, unit), isTaxInPrice: price.isTaxInPrice }
}

/** Whether a line of this party begins with the item's usual price: none is agreed, and its level has no other one. */
export function isUsualPrice(brief: ItemBrief | null): boolean {
  if (brief === null) return true
  const { price, usual, agreed } = brief
  if (agreed !== null || price === null || usual === null) return false
  return price.rate === usual.rate && price.unit === usual.unit
}
