import type { z } from 'zod'
import type { itemEndpoints, STOCK_REASONS } from '#shared/contract/item-endpoints.ts'
import type { Item } from '#shared/items/item.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { parseQuantity } from '#shared/quantity/parse-quantity.ts'
import { parseRate } from '#shared/quantity/parse-rate.ts'
import { NO_QUANTITY, type Quantity, quantity, type Rate } from '#shared/quantity/quantity.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { readExpiry } from './expiry-text.ts'

export type StockReason = (typeof STOCK_REASONS)[number]
export type StockChange = Omit<z.input<(typeof itemEndpoints)['stock.adjust']['input']>, 'id'>

/** How the new quantity is said: what was counted, or how much more or less there is. */
export const STOCK_WAYS = ['counted', 'more', 'less'] as const
export type StockWay = (typeof STOCK_WAYS)[number]

/** The form as it stands, letter by letter. */
export interface StockDraft {
  readonly way: StockWay
  readonly quantity: string
  readonly reason: StockReason
  readonly cost: string
  readonly batch: string
  readonly expiry: string
  readonly note: string
}

/** The reasons that make sense for a way, the likeliest first. */
export const REASONS_FOR: Readonly<Record<StockWay, readonly StockReason[]>> = {
  counted: ['counted', 'opening', 'damaged', 'own-use', 'found', 'other'],
  more: ['found', 'opening', 'other'],
  less: ['damaged', 'own-use', 'other']
}

/** Changing the way keeps a reason that still makes sense. */
export function withWay(draft: StockDraft, way: StockWay): StockDraft {
  const reasons = REASONS_FOR[way]
  return { ...draft, way, reason: reasons.includes(draft.reason) ? draft.reason : (reasons[0] ?? 'other') }
}

/** A sign in front says the way: `-3` is three less. It is taken out of the box, whose name says it from then on. */
export function withQuantity(draft: StockDraft, text: string): StockDraft {
  const sign = text.trimStart().charAt(0)
  const isSigned = sign === '+' || sign === '-' || sign === '\u2212'
  if (!isSigned) return { ...draft, quantity: text }
  return { ...withWay(draft, sign === '+' ? 'more' : 'less'), quantity: text.trimStart().slice(1) }
}

/** How much there would be, in thousandths of the base unit; null as long as the quantity says nothing. */
export function stockAfter(draft: StockDraft, item: Item, now: Quantity): Quantity | null {
  const read = readCount(draft, item)
  if (!read.ok) return null
  if (draft.way === 'counted') return read.value
  return quantity(draft.way === 'more' ? now + read.value : now - read.value)
}

/** What the form asks for; a failure names its box in `field`. */
export function readAdjustment(draft: StockDraft, item: Item): Result<StockChange> {
  const count = readCount(draft, item)
  if (!count.ok) return { ok: false, failure: { ...count.failure, field: 'quantity' } }
  const cost = readCost(draft.way === 'less' ? '' : draft.cost, item)
  if (!cost.ok) return cost
  const expiry = item.hasExpiry && draft.expiry.trim() !== '' ? readExpiry(draft.expiry) : ok(null)
  if (!expiry.ok) return { ok: false, failure: { ...expiry.failure, field: 'expiry' } }
  return ok({
    itemId: item.id,
    countedTo: draft.way === 'counted' ? count.value : null,
    by: draft.way === 'counted' ? null : quantity(draft.way === 'more' ? count.value : -count.value),
    costRate: cost.value,
    reason: draft.reason,
    note: draft.note.trim(),
    batch: item.hasBatch ? draft.batch.trim() : '',
    expiresOn: expiry.value
  })
}

function readCount(draft: StockDraft, item: Item): Result<Quantity> {
  // Nothing left is a count like any other; nothing more and nothing less is no change.
  if (draft.way === 'counted' && /^0+(?:\.0*)?$/.test(latinDigits(draft.quantity.normalize('NFKC')).trim())) {
    return ok(NO_QUANTITY)
  }
  const read = parseQuantity(draft.quantity, { ...item, saleUnit: null })
  return read.ok ? ok(read.value.quantity) : read
}

function readCost(text: string, item: Item): Result<Rate | null> {
  if (text.trim() === '') return ok(null)
  const read = parseRate(text, { ...item, saleUnit: null })
  if (!read.ok) return { ok: false, failure: { ...read.failure, field: 'cost' } }
  if (read.value.unit !== null && read.value.unit !== item.baseUnit) {
    return fail('item/rate-of-base-unit', {}, 'cost')
  }
  return ok(read.value.rate)
}
