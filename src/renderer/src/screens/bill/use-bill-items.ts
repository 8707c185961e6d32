import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { callGoods } from '#renderer/bill-api.ts'
import type { ItemBrief, ItemView } from '#shared/contract/goods-views.ts'
import { formatPlainRate } from '#shared/quantity/format-quantity.ts'
import type { BillDraft, ChosenItem } from './bill-draft.ts'
import { withKnownPrice } from './bill-draft.ts'
import { isSelling } from './bill-payment.ts'
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

/** What a line begins with when an item was chosen, before main has told more. */
export function chosenFrom(item: ItemView, isForSale: boolean): ChosenItem {
  const unit = item.saleUnit ?? item.baseUnit
  const base = { id: item.id, name: item.name, unit, isTaxInPrice: item.isTaxInPrice }
  if (!isForSale) {
    const rate = item.purchaseRate === null ? '' : rateText(item.purchaseRate, item.baseUnit, unit)
    return { ...base, rate, isTaxInPrice: false }
  }
  const usual =
    item.prices.find((price) => price.level === '' && price.unit === unit) ??
    item.prices.find((price) => price.level === '')
  return { ...base, rate: usual === undefined ? '' : rateText(usual.rate, usual.unit, unit) }
}

/** A rate as it would be typed; another unit than the line's own is named. */
const rateText = (rate: Parameters<typeof formatPlainRate>[0], unit: string, lineUnit: string): string =>
  unit === lineUnit ? formatPlainRate(rate) : `${formatPlainRate(rate)}/${unit}`

/** The items of a bill, with what is known of their prices for its party. */
export function useBillItems(kit: BillKit): BillItems {
  const [byId, setById] = useState<ReadonlyMap<string, ItemView>>(() => new Map())
  const [briefs, setBriefs] = useState<ReadonlyMap<string, ItemBrief>>(() => new Map())
  const newest = useRef(byId)
  newest.current = byId
  const { now, put } = kit
  const partyId = kit.draft.target?.id ?? null
  const side = isSelling(kit.draft.kind) ? ('sale' as const) : ('purchase' as const)

  const take = useCallback((item: ItemView) => setById((before) => new Map(before).set(item.id, item)), [])
  const read = useCallback(
    async (itemId: string): Promise<ItemBrief | null> => {
      const answer = await callGoods('item.brief', { itemId, partyId, side })
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
        const next = withKnownPrice(now(), key, knownPriceOf(brief))
        if (next !== now()) put(next)
      }
      void ask()
    },
    [read, now, put]
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

function knownPriceOf(brief: ItemBrief): Omit<ChosenItem, 'id' | 'name'> {
  const { item, price } = brief
  const unit = item.saleUnit ?? item.baseUnit
  if (price === null) return { unit, rate: '', isTaxInPrice: item.isTaxInPrice }
  return { unit, rate: rateText(price.rate, price.unit, unit), isTaxInPrice: price.isTaxInPrice }
}
