import { call } from '#renderer/app-api.ts'
import { parseAmount } from '#renderer/i18n/amounts.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { ItemDraft } from './item-draft.ts'
import { readItem, readOpening } from './read-item.ts'

/** One sitting at the form: its ids, so that trying again never records twice, and whether the item is in the book by now. */
export interface Sitting {
  readonly itemId: string
  readonly openingId: string
  isKnown: boolean
}

/**
 * Saves what the form says: a new item with what is on hand of it, or a changed one. Fails with the field that is wrong;
 * nothing typed is lost, and trying again goes on where it stopped.
 */
export async function saveItem(draft: ItemDraft, sitting: Sitting): Promise<Result<ItemView>> {
  const read = readItem(sitting.itemId, draft, parseAmount)
  if (!read.ok) return read
  const { baseUnit, units, saleUnit } = read.value
  const opening = readOpening(draft, { baseUnit, units, saleUnit })
  if (!opening.ok) return opening
  const saved = sitting.isKnown
    ? await call('item.change', { ...read.value, isArchived: draft.isArchived })
    : await call('item.add', read.value)
  if (!saved.ok) return saved
  sitting.isKnown = true
  if (opening.value === null) return ok(saved.value.item)
  const laid = await call('stock.adjust', {
    id: sitting.openingId,
    itemId: sitting.itemId,
    countedTo: null,
    by: opening.value.quantity,
    costRate: opening.value.costRate,
    reason: 'opening',
    note: '',
    batch: '',
    expiresOn: null
  })
  return laid.ok ? ok(laid.value.item) : { ok: false, failure: { ...laid.failure, field: 'opening' } }
}
