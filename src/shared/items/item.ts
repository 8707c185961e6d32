import { z } from 'zod'
import type { Json } from '#shared/journal/canonical-json.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zAmount } from '#shared/money/money-schema.ts'
import { zQuantity, zRate } from '#shared/quantity/quantity.ts'
import { zItemUnit, zUnitCode } from '#shared/quantity/unit.ts'

export const ITEM_NAME_LENGTH = 120

/** A price for one of a unit; `level` is a name of the shop's own ("wholesale"), empty for the usual price. */
export const zItemPrice = z.strictObject({ level: zLine(40), unit: zUnitCode, rate: zRate })
export type ItemPrice = z.infer<typeof zItemPrice>

/**
 * An item as the shop keeps it; the whole of it is written at each change. `taxRule` names a rule of the tax scheme, empty
 * for goods without tax. Lengths and doubles are checked by `addItem`, so that the answer can name the field.
 */
export const zItemRequest = z.strictObject({
  id: zId,
  name: z.string(),
  /** Other names that find it, in any script. */
  alias: zLine(200).default(''),
  /** The shop's own short code; unique among items in use. */
  code: zLine(40).default(''),
  /** Digits and letters as a scanner sends them; each belongs to one item in use. */
  barcodes: z.array(zLine(40)).max(8).default([]),
  group: zLine(60).default(''),
  hsn: zLine(8).default(''),
  taxRule: zLine(40).default(''),
  /** Whether its prices hold the tax. */
  isTaxInPrice: z.boolean().default(false),
  baseUnit: zUnitCode.default('PCS'),
  /** Further units, none of them the base unit. */
  units: z.array(zItemUnit).max(6).default([]),
  /** The unit that a bill begins with; null: the base unit. */
  saleUnit: zUnitCode.nullable().default(null),
  prices: z.array(zItemPrice).max(12).default([]),
  /** What the shop pays for one of the base unit, as last known by hand. Hidden from those who may not see costs. */
  purchaseRate: zRate.nullable().default(null),
  /** The price printed on the goods, for one of the base unit; tax rules may start from it. */
  retailPriceMinor: zAmount.nullable().default(null),
  keepsStock: z.boolean().default(true),
  /** Whether bills ask for the batch, and for the day until which it is good. */
  hasBatch: z.boolean().default(false),
  hasExpiry: z.boolean().default(false),
  /** Below this much it is on the list of what runs out; null: never. */
  lowStock: zQuantity.nullable().default(null)
})
export type ItemRequest = z.infer<typeof zItemRequest>

/** An item with what is not asked for when it is added. */
export const zItem = zItemRequest.extend({ name: z.string(), isArchived: z.boolean() })
export type Item = z.infer<typeof zItem>

/** The body of an `item.add` or `item.change` op: the whole item as it is from then on. */
export const itemFact = (item: Item): { readonly [key: string]: Json } => ({
  ...item,
  barcodes: [...item.barcodes],
  units: item.units.map((unit) => ({ ...unit })),
  prices: item.prices.map((price) => ({ ...price }))
})
