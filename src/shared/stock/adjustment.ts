import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Json } from '#shared/journal/canonical-json.ts'
import type { Minor } from '#shared/money/money.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'

/** Why goods on hand changed without a bill. */
export const STOCK_REASONS = ['opening', 'counted', 'damaged', 'own-use', 'found', 'other'] as const
export type StockReason = (typeof STOCK_REASONS)[number]

/** A change of what is on hand, without a bill. */
export interface StockAdjustment {
  readonly id: string
  readonly itemId: string
  readonly bookOn: BookDate
  readonly reason: string
  readonly note: string
  /** Never zero. */
  readonly quantity: Quantity
  /** What goods that come in are worth; null: at the average. */
  readonly valueMinor: Minor | null
  readonly batch: string
  readonly expiresOn: BookDate | null
}

/** The body of a `stock.adjust` op. Who did it and when stand in the op itself. */
export const adjustmentFact = (adjustment: StockAdjustment, atMs: number): { readonly [key: string]: Json } => ({
  id: adjustment.id,
  itemId: adjustment.itemId,
  bookOn: adjustment.bookOn,
  at: atMs,
  reason: adjustment.reason,
  note: adjustment.note,
  quantity: adjustment.quantity,
  valueMinor: adjustment.valueMinor,
  batch: adjustment.batch,
  expiresOn: adjustment.expiresOn
})
