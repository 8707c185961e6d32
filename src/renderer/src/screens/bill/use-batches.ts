import { useMemo } from 'react'
import type { BookDate } from '#shared/calendar/book-date.ts'
import {
  type BatchOnHand,
  batchHits,
  chosenIn,
  shelfOf,
  takesFromShelf,
  withBatch,
  withNamedBatch
} from './line-batch.ts'
import type { BillItems } from './use-bill-items.ts'
import type { BillKit } from './use-bill-kit.ts'
import { useChoice } from './use-choice.ts'

const NO_BATCHES: readonly BatchOnHand[] = []

/** The batches of the item in hand while its batch is typed: found by their names, what spoils first before the rest. */
export function useBatches(parts: {
  readonly kit: BillKit
  readonly items: BillItems
  readonly today: BookDate | null
}) {
  const { kit, items, today } = parts
  const { spot, draft } = kit
  const key = spot.at === 'line' && spot.cell === 'batch' ? spot.key : null
  const line = draft.lines.find((one) => one.key === key) ?? null
  const known = items.briefOf(line?.itemId ?? null)?.batches ?? NO_BATCHES
  const shelf = useMemo(() => shelfOf(known, today), [known, today])
  // A line that comes back has the batch that went out.
  const hits = line === null || line.ofLine !== null ? NO_BATCHES : batchHits(line, shelf)
  const choice = useChoice(`${key} ${line?.batch ?? ''}`)
  const chosen = line === null ? -1 : chosenIn(line, hits)
  const first = takesFromShelf(draft.kind) ? 0 : -1
  const index = hits.length === 0 ? -1 : Math.min(choice.index ?? (chosen === -1 ? first : chosen), hits.length - 1)
  return {
    hits,
    /** Which of them Enter takes; -1: what is typed stands. */
    index,
    choose: choice.choose,
    take: (lineKey: number, batch = hits[index]) => {
      if (batch !== undefined) kit.change((now) => withBatch(now, lineKey, batch))
    },
    typed: (lineKey: number) => kit.change((now) => withNamedBatch(now, lineKey, known))
  }
}
