import { useQuantityWords } from '#renderer/i18n/quantity-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import './on-hand.css'

/** How much of an item there is. A word stands beside what is short or runs out; the colour only helps. */
export function OnHand({ item }: { readonly item: ItemView }) {
  const t = useText()
  const words = useQuantityWords()
  if (!item.keepsStock) return <span className="second">{t('items:notCounted')}</span>
  const state = stockState(item)
  return (
    <span className={`on-hand ${state === 'short' ? 'is-give' : ''}`}>
      {state === null ? null : <span className={`on-hand-word on-hand-${state}`}>{t(`items:state.${state}`)}</span>}
      <span className="number">{words.onHand(item.onHand, item)}</span>
    </span>
  )
}

/** Less than nothing, or less than the shop wants to have; null: enough. */
export function stockState(item: Pick<ItemView, 'onHand' | 'lowStock'>): 'short' | 'low' | null {
  if (item.onHand < 0) return 'short'
  return item.lowStock !== null && item.onHand < item.lowStock ? 'low' : null
}
