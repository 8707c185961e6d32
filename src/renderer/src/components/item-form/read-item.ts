import type { ItemPrice, ItemRequest } from '#shared/items/item.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { parseQuantity } from '#shared/quantity/parse-quantity.ts'
import { parseRate } from '#shared/quantity/parse-rate.ts'
import type { Quantity, Rate } from '#shared/quantity/quantity.ts'
import { type CountedIn, standardSize } from '#shared/quantity/standard-units.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { countedIn, type ItemDraft, type UnitRow } from './item-draft.ts'

/** Reads an amount as the open shop writes it. */
export type ReadAmount = (text: string) => Result<Minor>

/**
 * The item that a form describes. The first thing that makes no sense is the failure, with `field`: the name of the box,
 * `unit-0` or `price-0` for the first further unit, `level-<name>` for a level of prices.
 */
export function readItem(id: string, draft: ItemDraft, readAmount: ReadAmount): Result<ItemRequest> {
  const hsn = latinDigits(draft.hsn.normalize('NFKC')).replace(/\s/gu, '')
  const sizes = readSizes(draft)
  if (!sizes.ok) return sizes
  const counted = countedIn(draft, sizes.value)
  const prices = readPrices(draft, counted)
  if (!prices.ok) return prices
  const purchase = readOneRate(draft.purchaseRate, counted, 'purchaseRate')
  if (!purchase.ok) return purchase
  const retail = optional(draft.retailPrice, readAmount, 'retailPrice')
  if (!retail.ok) return retail
  const low = optional(draft.lowStock, (text) => readCount(text, counted), 'lowStock')
  if (!low.ok) return low
  return ok({
    id,
    name: draft.name.trim(),
    alias: draft.alias.trim(),
    code: draft.code.trim(),
    barcodes: draft.barcodes.map((code) => code.trim()).filter((code) => code !== ''),
    group: draft.group.trim(),
    hsn,
    taxRule: draft.taxRule,
    isTaxInPrice: draft.isTaxInPrice,
    baseUnit: counted.baseUnit,
    units: [...counted.units],
    saleUnit: counted.saleUnit,
    prices: prices.value,
    purchaseRate: purchase.value,
    retailPriceMinor: retail.value as ItemRequest['retailPriceMinor'],
    keepsStock: draft.keepsStock,
    hasBatch: draft.tracked !== 'nothing',
    hasExpiry: draft.tracked === 'expiry',
    lowStock: low.value
  })
}

/** How much there is of a new item, in thousandths of its base unit, and what one cost; null: nothing was typed. */
export function readOpening(
  draft: ItemDraft,
  counted: CountedIn
): Result<{ readonly quantity: Quantity; readonly costRate: Rate | null } | null> {
  if (draft.opening.trim() === '' || !draft.keepsStock) return ok(null)
  const quantity = named(readCount(draft.opening, counted), 'opening')
  if (!quantity.ok) return quantity
  const cost = readOneRate(draft.openingCost, counted, 'openingCost')
  return cost.ok ? ok({ quantity: quantity.value, costRate: cost.value }) : cost
}

/** The size of each further unit; null for a row that says nothing. A dozen needs no number: everybody knows it. */
function readSizes({ baseUnit, unitRows }: ItemDraft): Result<readonly (Quantity | null)[]> {
  const sizes: (Quantity | null)[] = []
  for (const [at, row] of unitRows.entries()) {
    const size = sizeOf(row, baseUnit)
    if (!size.ok) return named(size, `unit-${at}`)
    sizes.push(size.value)
  }
  return ok(sizes)
}

function sizeOf({ unit, holds }: UnitRow, baseUnit: ItemDraft['baseUnit']): Result<Quantity | null> {
  if (unit === null) return holds.trim() === '' ? ok(null) : fail('item/unit-size', {})
  if (holds.trim() === '') {
    const known = standardSize(unit, baseUnit)
    return known === null ? fail('item/unit-size', {}) : ok(known)
  }
  return readCount(holds, { baseUnit, units: [], saleUnit: null })
}

function readCount(text: string, counted: CountedIn): Result<Quantity> {
  // A bare number is in the base unit here, whatever bills begin with.
  const read = parseQuantity(text, { ...counted, saleUnit: null })
  return read.ok ? ok(read.value.quantity) : read
}

function readPrices(draft: ItemDraft, counted: CountedIn): Result<ItemPrice[]> {
  const texts: readonly (readonly [field: string, level: string, unit: ItemPrice['unit'], text: string])[] = [
    ['price', '', counted.baseUnit, draft.price],
    ...draft.unitRows.flatMap(({ unit, price }, at) =>
      unit === null ? [] : [[`price-${at}`, '', unit, price] as const]
    ),
    ...Object.entries(draft.levelPrices).map(
      ([level, text]) => [`level-${level}`, level, counted.baseUnit, text] as const
    )
  ]
  const prices = new Map<string, ItemPrice>()
  for (const [field, level, unit, text] of texts) {
    for (const one of text.split(';').filter((part) => part.trim() !== '')) {
      const read = parseRate(one, counted)
      if (!read.ok) return named(read, field)
      const price = { level, unit: read.value.unit ?? unit, rate: read.value.rate }
      prices.set(`${level}\n${price.unit}`, price)
    }
  }
  return ok([...prices.values()])
}

function readOneRate(text: string, counted: CountedIn, field: string): Result<Rate | null> {
  if (text.trim() === '') return ok(null)
  const read = parseRate(text, { ...counted, saleUnit: null })
  if (!read.ok) return named(read, field)
  // What is bought by the box and kept by the piece would be a price of neither.
  if (read.value.unit !== null && read.value.unit !== counted.baseUnit) return fail('item/rate-of-base-unit', {}, field)
  return ok(read.value.rate)
}

function optional<Value>(text: string, read: (text: string) => Result<Value>, field: string): Result<Value | null> {
  return text.trim() === '' ? ok(null) : named(read(text), field)
}

const named = <Value>(result: Result<Value>, field: string): Result<Value> =>
  result.ok ? result : { ok: false, failure: { ...result.failure, field } }
