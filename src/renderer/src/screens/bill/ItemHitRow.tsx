import { shownCurrency } from '#renderer/i18n/amounts.ts'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { MatchedName } from '#renderer/party-search/MatchedName.tsx'
import type { ItemHit } from '#shared/contract/goods-views.ts'
import { formatQuantity, formatRate } from '#shared/quantity/format-quantity.ts'

/** An item that was found: its name, its usual price, and what is there of it. */
export function ItemHitRow({ item }: { readonly item: ItemHit }) {
  const t = useText()
  const units = useUnitWords()
  const price = item.prices.find((one) => one.level === '')
  return (
    <div className="candidate item-hit">
      <MatchedName hit={item} beside={item.code} />
      <span className="number">
        {price === undefined
          ? ''
          : t('bill:aid.priceFor', { rate: formatRate(price.rate, shownCurrency()), unit: units.short(price.unit) })}
      </span>
      <span className={`number ${item.keepsStock && item.onHand <= 0 ? 'is-short' : 'second'}`}>
        {item.keepsStock
          ? t('bill:aid.onHand', { quantity: formatQuantity(item.onHand), unit: units.short(item.baseUnit) })
          : ''}
      </span>
    </div>
  )
}
