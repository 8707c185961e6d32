import { readExpiry } from '#renderer/components/stock-form/expiry-text.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ItemBrief } from '#shared/contract/goods-views.ts'
import type { Item } from '#shared/items/item.ts'
import { ok, type Result } from '#shared/kernel/result.ts'
import type { Batch, BillKind } from '#shared/sales/bill-request.ts'
import { type BillDraft, type DraftLine, withLine } from './bill-draft.ts'

export type BatchOnHand = ItemBrief['batches'][number]

/** Whether a line of this item has a box for its batch, or for the day until which it is good. */
export const asksBatch = (item: Pick<Item, 'hasBatch' | 'hasExpiry'> | undefined): boolean =>
  item !== undefined && (item.hasBatch || item.hasExpiry)

/** Papers for which goods are taken from the shelf: what spoils first is proposed. */
export const takesFromShelf = (kind: BillKind): boolean => kind === 'sale' || kind === 'challan'

/**
 * Reads the box of the batch: `B12`, `B12 03/28`, or the day alone for an item without batches. A batch that was chosen stands
 * as it is, with its day. Null when nothing was typed; fails with `calendar/not-a-date` for a day that there is not.
 */
export function readBatch(
  line: Pick<DraftLine, 'batch' | 'expiresOn'>,
  item: Pick<Item, 'hasBatch' | 'hasExpiry'>
): Result<Batch | null> {
  const text = line.batch.trim()
  if (line.expiresOn !== null) return ok({ batch: text, expiresOn: line.expiresOn as BookDate })
  if (text === '') return ok(null)
  if (!item.hasExpiry) return ok({ batch: text, expiresOn: null })
  if (!item.hasBatch) {
    const day = readExpiry(text)
    return day.ok ? ok({ batch: '', expiresOn: day.value }) : day
  }
  const parts = /^(.+)\s+(\S+)$/u.exec(text)
  const [, batch = '', last = ''] = parts ?? []
  const day = readExpiry(last)
  if (batch !== '' && day.ok) return ok({ batch: batch.trim(), expiresOn: day.value })
  return batch !== '' && /^\p{Nd}+[-/.]\p{Nd}+([-/.]\p{Nd}+)?$/u.test(last) && !day.ok
    ? day
    : ok({ batch: text, expiresOn: null })
}

/** What is there of an item, what spoils first before the rest; what is spoilt already comes last. */
export function shelfOf(batches: readonly BatchOnHand[], today: BookDate | null): readonly BatchOnHand[] {
  const isSpoilt = (one: BatchOnHand) => today !== null && one.expiresOn !== null && one.expiresOn < today
  const rank = (one: BatchOnHand) => (one.expiresOn === null ? Number.MAX_SAFE_INTEGER : one.expiresOn)
  return batches
    .filter((one) => one.quantity > 0 && (one.batch !== '' || one.expiresOn !== null))
    .toSorted((left, right) => Number(isSpoilt(left)) - Number(isSpoilt(right)) || rank(left) - rank(right))
}

/** The batches that the typed text could mean: all of them where one of them stands in the box already. */
export function batchHits(
  line: Pick<DraftLine, 'batch' | 'expiresOn'>,
  shelf: readonly BatchOnHand[]
): readonly BatchOnHand[] {
  const typed = line.batch.trim().toLocaleUpperCase()
  if (typed === '' || chosenIn(line, shelf) !== -1) return shelf
  return shelf.filter((one) => one.batch.toLocaleUpperCase().startsWith(typed))
}

/** Where the batch of the line stands among these, or -1. */
export const chosenIn = (line: Pick<DraftLine, 'batch' | 'expiresOn'>, batches: readonly BatchOnHand[]): number =>
  line.batch === '' && line.expiresOn === null
    ? -1
    : batches.findIndex((one) => one.batch === line.batch && one.expiresOn === line.expiresOn)

/** The draft with a batch in one line; the very same draft when it stands there already. */
export function withBatch(draft: BillDraft, key: number, batch: Pick<BatchOnHand, 'batch' | 'expiresOn'>): BillDraft {
  const at = draft.lines.findIndex((line) => line.key === key)
  return withLine(draft, at, (line) =>
    line.batch === batch.batch && line.expiresOn === batch.expiresOn
      ? line
      : { ...line, batch: batch.batch, expiresOn: batch.expiresOn }
  )
}

/** A batch that is typed by its whole name is that batch, with the day that is known of it. */
export function withNamedBatch(draft: BillDraft, key: number, batches: readonly BatchOnHand[]): BillDraft {
  const line = draft.lines.find((one) => one.key === key)
  const typed = line?.batch.toLocaleUpperCase() ?? ''
  const named = typed === '' ? undefined : batches.find((one) => one.batch.toLocaleUpperCase() === typed)
  return named === undefined ? draft : withBatch(draft, key, named)
}

/** The batch that spoils first, in a line of goods that leave the shop and where no hand has named one. */
export function withFirstBatch(draft: BillDraft, key: number, shelf: readonly BatchOnHand[]): BillDraft {
  const line = draft.lines.find((one) => one.key === key)
  const first = shelf[0]
  if (line === undefined || first === undefined || !takesFromShelf(draft.kind)) return draft
  if (line.ofLine !== null || line.batch.trim() !== '' || line.expiresOn !== null) return draft
  return withBatch(draft, key, first)
}
