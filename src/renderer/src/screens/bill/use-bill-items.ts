import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call, listen } from '#renderer/app-api.ts'
import { toldTogether } from '#renderer/shop/told-together.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { ItemBrief, ItemView } from '#shared/contract/goods-views.ts'
import type { BillDraft } from './bill-draft.ts'
import { withKnownPrice } from './bill-draft.ts'
import { isSelling } from './bill-payment.ts'
import { isUsualPrice, knownPriceOf } from './known-price.ts'
import { shelfOf, withFirstBatch } from './line-batch.ts'
import { withPriceOfUnit } from './line-reading.ts'
import type { BillKit } from './use-bill-kit.ts'

export interface BillItems {
  readonly byId: ReadonlyMap<string, ItemView>
  readonly take: (item: ItemView) => void
  /** What is known of the item of the line in hand; null while it is read. */
  readonly briefOf: (itemId: string | null) => ItemBrief | null
  /** Reads an item's price for this party, and fills it into the line where no hand has typed one. */
  readonly askPrice: (key: number, itemId: string) => void
  /** Reads every item of the bill again: something was changed elsewhere. */
  readonly refresh: () => void
}

/** The items of a bill, with what is known of their prices for its party. */
export function useBillItems(kit: BillKit, today: BookDate | null): BillItems {
  const [byId, setById] = useState<ReadonlyMap<string, ItemView>>(() => new Map())
  const [briefs, setBriefs] = useState<ReadonlyMap<string, ItemBrief>>(() => new Map())
  const newest = useRef(byId)
  newest.current = byId
  const spot = useRef(kit.spot)
  spot.current = kit.spot
  const { now, put } = kit
  const partyId = kit.draft.target?.id ?? null
  const side = isSelling(kit.draft.kind) ? ('sale' as const) : ('purchase' as const)

  const take = useCallback((item: ItemView) => setById((before) => new Map(before).set(item.id, item)), [])
  const read = useCallback(
    async (itemId: string): Promise<ItemBrief | null> => {
      const answer = await call('item.brief', { itemId, partyId, side })
      if (!answer.ok) return null
      setBriefs((before) => new Map(before).set(itemId, answer.value))
      take(answer.value.item)
      return answer.value
    },
    [partyId, side, take]
  )
  const askPrice = useCallback(
    (key: number, itemId: string) => {
      const ask = async () => {
        const brief = await read(itemId)
        const line = now().lines.find((one) => one.key === key)
        if (brief === null || line?.itemId !== itemId) return
        const priced = withKnownPrice(now(), key, knownPriceOf(brief, side === 'sale'))
        // What was said before the answer came has its own price too; while it is being typed it may still become another unit.
        const isInHand = spot.current.at === 'line' && spot.current.key === key && spot.current.cell === 'quantity'
        const known = new Map([[itemId, brief.item]])
        const whole = isInHand ? priced : withPriceOfUnit(priced, key, known, isUsualPrice(brief))
        const next = withFirstBatch(whole, key, shelfOf(brief.batches, today))
        if (next !== now()) put(next)
      }
      void ask()
    },
    [read, now, put, side, today]
  )
  const refresh = useCallback(() => {
    for (const itemId of idsOf(now())) void read(itemId)
  }, [now, read])
  useEffect(() => {
    // A draft that came back, or another party: items that are not here, and prices that no hand has typed.
    for (const line of now().lines) {
      if (line.itemId === null) continue
      if (line.isRateKnown) askPrice(line.key, line.itemId)
      else if (!newest.current.has(line.itemId)) void read(line.itemId)
    }
  }, [now, askPrice, read])
  useEffect(() => {
    // An item that was changed elsewhere, on this PC or another: main reckons with it as it is now.
    const news = toldTogether(refresh)
    const stop = listen('ledger.changed', news.tellNow)
    return () => {
      stop()
      news.stop()
    }
  }, [refresh])
  return useMemo(
    () => ({
      byId,
      take,
      askPrice,
      refresh,
      briefOf: (itemId: string | null) => (itemId === null ? null : (briefs.get(itemId) ?? null))
    }),
    [byId, briefs, take, askPrice, refresh]
  )
}

const idsOf = (draft: BillDraft): ReadonlySet<string> =>
  new Set(draft.lines.flatMap((line) => (line.itemId === null ? [] : [line.itemId])))
