import { z } from 'zod'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zItemRequest } from '#shared/items/item.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zMinor } from '#shared/money/money-schema.ts'
import { zRate, zSignedQuantity } from '#shared/quantity/quantity.ts'
import { zUnitCode } from '#shared/quantity/unit.ts'
import { STOCK_REASONS } from '#shared/stock/adjustment.ts'
import { zTaxScheme } from '#shared/tax/tax-scheme.ts'
import { command, query } from './endpoint.ts'
import { zItemBrief, zItemHit, zItemView, zStockMoveView } from './goods-views.ts'
import { labelEndpoints } from './label-endpoints.ts'

const outcome = z.enum(['recorded', 'exists'])
const page = { offset: z.int().min(0), limit: z.int().min(1).max(1000) }

export const ITEM_FILTERS = ['all', 'low', 'negative', 'in-stock', 'expiring', 'archived'] as const
export { STOCK_REASONS }
export const VALUATIONS = ['average', 'fifo'] as const

/** Which prices are asked for: what is sold to the party, or bought from it. */
const zSide = z.enum(['sale', 'purchase'])

export const goodsEndpoints = {
  'item.search': query(z.strictObject({ text: zLine(10_000), limit: z.int().min(1).max(50) }), z.array(zItemHit)),
  /** A scanner's code: whole barcodes, the shop's codes, and codes that hold a weight. More than one item may bear it. */
  'item.scan': query(
    z.strictObject({ code: zLine(60) }),
    z.strictObject({ items: z.array(zItemView), quantity: zSignedQuantity.nullable(), amountMinor: zMinor.nullable() })
  ),
  'item.brief': query(z.strictObject({ itemId: zId, partyId: zId.nullable(), side: zSide }), zItemBrief),
  'item.add': command(zItemRequest, z.strictObject({ outcome, item: zItemView })),
  'item.change': command(
    z.strictObject({ ...zItemRequest.shape, isArchived: z.boolean() }),
    z.strictObject({ item: zItemView })
  ),
  'item.list': query(
    z.strictObject({ text: zLine(10_000), filter: z.enum(ITEM_FILTERS), group: zLine(60), ...page }),
    z.strictObject({
      items: z.array(zItemView),
      total: z.int(),
      groups: z.array(z.string()),
      valueMinor: zMinor.nullable()
    })
  ),
  /** What is agreed with a party for an item; rate null: nothing any more. */
  'price.set': command(
    z.strictObject({ partyId: zId, itemId: zId, unit: zUnitCode, rate: zRate.nullable() }),
    z.strictObject({})
  )
} as const

export const stockEndpoints = {
  /** Moves of an item, newest first; `beforeMoveNo` null is the newest page. */
  'stock.ledger': query(
    z.strictObject({
      itemId: zId,
      beforeMoveNo: z.int().nullable(),
      limit: z.int().min(1).max(1000),
      valuation: z.enum(VALUATIONS)
    }),
    z.strictObject({
      item: zItemView,
      moves: z.array(zStockMoveView),
      hasMore: z.boolean(),
      valueMinor: zMinor.nullable()
    })
  ),
  /** Changes what is on hand, for a reason. `countedTo`: the quantity that was counted; else `by`: how much more or less. */
  'stock.adjust': command(
    z.strictObject({
      id: zId,
      itemId: zId,
      countedTo: zSignedQuantity.nullable(),
      by: zSignedQuantity.nullable(),
      /** What one of the base unit cost, for goods that come in; null: at the average. */
      costRate: zRate.nullable(),
      reason: z.enum(STOCK_REASONS),
      note: zLine(200),
      batch: zLine(40),
      expiresOn: zBookDate.nullable()
    }),
    z.strictObject({ outcome, item: zItemView })
  )
} as const

export const taxEndpoints = {
  /** The rules of tax of the shop's country, for working out a bill while it is typed. */
  'tax.scheme': query(z.strictObject({}), zTaxScheme)
} as const

/** All of them, for callers that know them by their own types. */
export const itemEndpoints = { ...goodsEndpoints, ...stockEndpoints, ...taxEndpoints, ...labelEndpoints } as const
