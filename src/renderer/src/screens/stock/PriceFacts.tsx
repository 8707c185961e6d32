import { shownCurrency } from '#renderer/i18n/amounts.ts'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { formatBookDate } from '#shared/calendar/book-date.ts'
import type { ItemBrief } from '#shared/contract/goods-views.ts'
import { formatRate } from '#shared/quantity/format-quantity.ts'

/** What stands beside an agreed price: the usual one, and what the party was asked last. */
export function PriceFacts({ brief }: { readonly brief: ItemBrief | null }) {
  const t = useText()
  const words = useUnitWords()
  const priceText = (price: ItemBrief['usual']) => {
    if (price === null) return '–'
    const called = brief?.item.units.find((one) => one.unit === price.unit)?.name
    return `${formatRate(price.rate, shownCurrency())} / ${words.short(price.unit, called)}`
  }
  const last = brief?.last ?? null
  return (
    <dl className="stock-sum price-facts">
      <div>
        <dt>{t('stock:price.usual')}</dt>
        <dd className="number">{priceText(brief?.usual ?? null)}</dd>
      </div>
      <div>
        <dt>{last === null ? t('stock:price.last') : t('stock:price.lastOn', { day: formatBookDate(last.bookOn) })}</dt>
        <dd className="number">{priceText(last)}</dd>
      </div>
    </dl>
  )
}
