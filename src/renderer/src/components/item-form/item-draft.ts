import type { Item, ItemPrice } from '#shared/items/item.ts'
import { formatPlainRate, formatQuantity } from '#shared/quantity/format-quantity.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import type { CountedIn } from '#shared/quantity/standard-units.ts'
import type { UnitCode } from '#shared/quantity/unit.ts'

/** A further unit as it is typed: `1 BOX = 12 PCS`. */
export interface UnitRow {
  readonly unit: UnitCode | null
  readonly holds: string
  /** The usual price of one of it; blank: as many times the price of the base unit. */
  readonly price: string
  /** How this shop writes it. */
  readonly called: string
}
export const NO_UNIT_ROW: UnitRow = { unit: null, holds: '', price: '', called: '' }
export const MOST_UNIT_ROWS = 6
export const MOST_BARCODES = 8

/** The form as it stands, letter by letter. Nothing of it is thrown away before it is saved. */
export interface ItemDraft {
  readonly name: string
  readonly alias: string
  readonly code: string
  readonly barcodes: readonly string[]
  readonly group: string
  readonly hsn: string
  readonly taxRule: string
  readonly isTaxInPrice: boolean
  readonly baseUnit: UnitCode
  readonly price: string
  readonly unitRows: readonly UnitRow[]
  readonly saleUnit: UnitCode | null
  /** By the name of the level. */
  readonly levelPrices: Readonly<Record<string, string>>
  readonly purchaseRate: string
  readonly retailPrice: string
  readonly keepsStock: boolean
  readonly tracked: 'nothing' | 'batch' | 'expiry'
  readonly lowStock: string
  /** A new item: what is on hand now, and what one of the base unit cost. */
  readonly opening: string
  readonly openingCost: string
  readonly isArchived: boolean
}

/** What a new item begins with beside its name: what the shop chose for the last one is most likely right again. */
export type ItemHabits = Pick<ItemDraft, 'baseUnit' | 'taxRule' | 'hsn' | 'isTaxInPrice' | 'group'>
export const NO_HABITS: ItemHabits = { baseUnit: 'PCS', taxRule: '', hsn: '', isTaxInPrice: false, group: '' }

export const newDraft = (name: string): ItemDraft => ({
  ...NO_HABITS,
  name,
  alias: '',
  code: '',
  barcodes: [],
  price: '',
  unitRows: [],
  saleUnit: null,
  levelPrices: {},
  purchaseRate: '',
  retailPrice: '',
  keepsStock: true,
  tracked: 'nothing',
  lowStock: '',
  opening: '',
  openingCost: '',
  isArchived: false
})

/** An item as its form shows it. */
export function draftOfItem(
  item: Item,
  plainAmount: (amount: NonNullable<Item['retailPriceMinor']>) => string
): ItemDraft {
  const levels = [...new Set(item.prices.map((price) => price.level))].filter((level) => level !== '')
  return {
    name: item.name,
    alias: item.alias,
    code: item.code,
    barcodes: item.barcodes,
    group: item.group,
    hsn: item.hsn,
    taxRule: item.taxRule,
    isTaxInPrice: item.isTaxInPrice,
    baseUnit: item.baseUnit,
    price: rateText(priceOf(item, '', item.baseUnit)),
    unitRows: item.units.map(({ unit, size, name }) => ({
      unit,
      holds: formatQuantity(size),
      price: rateText(priceOf(item, '', unit)),
      called: name
    })),
    saleUnit: item.saleUnit,
    levelPrices: Object.fromEntries(levels.map((level) => [level, levelText(item, level)])),
    purchaseRate: item.purchaseRate === null ? '' : formatPlainRate(item.purchaseRate),
    retailPrice: item.retailPriceMinor === null ? '' : plainAmount(item.retailPriceMinor),
    keepsStock: item.keepsStock,
    tracked: item.hasExpiry ? 'expiry' : item.hasBatch ? 'batch' : 'nothing',
    lowStock: item.lowStock === null ? '' : formatQuantity(item.lowStock as number as Quantity),
    opening: '',
    openingCost: '',
    isArchived: item.isArchived
  }
}

const priceOf = (item: Item, level: string, unit: UnitCode): ItemPrice | undefined =>
  item.prices.find((price) => price.level === level && price.unit === unit)

const rateText = (price: ItemPrice | undefined): string => (price === undefined ? '' : formatPlainRate(price.rate))

/** `240`, or `240; 2400/BOX` where the level has a price for another unit too. */
function levelText(item: Item, level: string): string {
  const prices = item.prices.filter((one) => one.level === level)
  return prices
    .map(({ rate, unit }) => `${formatPlainRate(rate)}${unit === item.baseUnit ? '' : `/${unit}`}`)
    .join('; ')
}

/** How the item of the form is counted, as far as its units are typed. What makes no sense yet is left out. */
export function countedIn(
  draft: Pick<ItemDraft, 'baseUnit' | 'unitRows' | 'saleUnit'>,
  sizes: readonly (Quantity | null)[]
): CountedIn {
  const units = draft.unitRows.flatMap((row, at) => {
    const size = sizes[at] ?? null
    return row.unit === null || size === null ? [] : [{ unit: row.unit, name: row.called.trim(), size }]
  })
  const saleUnit = units.some(({ unit }) => unit === draft.saleUnit) ? draft.saleUnit : null
  return { baseUnit: draft.baseUnit, units, saleUnit }
}
