import { shownCurrency } from '#renderer/i18n/amounts.ts'
import { useUnitWords } from '#renderer/i18n/unit-words.ts'
import { readable, useText } from '#renderer/i18n/use-text.ts'
import type { ItemBrief } from '#shared/contract/goods-views.ts'
import { formatQuantity, formatRate } from '#shared/quantity/format-quantity.ts'
import type { BillState } from './use-bill.ts'

/** The prices of the item in hand and what is there of it; each in its own place, whether it is known or not. */
export function ItemBriefCard({ bill, itemId }: { readonly bill: BillState; readonly itemId: string }) {
  const t = useText()
  const units = useUnitWords()
  const item = bill.items.byId.get(itemId)
  const { brief } = bill
  const price = (asked: Pick<NonNullable<ItemBrief['usual']>, 'rate' | 'unit'> | null | undefined) =>
    asked == null
      ? '–'
      : t('bill:aid.priceFor', { rate: formatRate(asked.rate, shownCurrency()), unit: units.short(asked.unit) })
  if (item === undefined) return <p className="aid-hint">{t('bill:aid.itemUnread')}</p>
  return (
    <div className="item-card">
      <p className="party-name">
        {item.name}
        <span className="candidate-place">{[item.code, item.hsn].filter((word) => word !== '').join(' · ')}</span>
      </p>
      <dl className="item-facts">
        <div>
          <dt>{t('bill:aid.last')}</dt>
          <dd>
            {price(brief?.last)}
            <span className="second">
              {brief?.last == null
                ? ''
                : t('bill:aid.lastOn', readable({ lastOn: brief.last.bookOn, number: brief.last.number }))}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('bill:aid.agreed')}</dt>
          <dd>{price(brief?.agreed)}</dd>
        </div>
        <div>
          <dt>{t('bill:aid.usual')}</dt>
          <dd>{price(brief?.usual ?? item.prices.find((one) => one.level === ''))}</dd>
        </div>
        <div>
          <dt>{t('bill:aid.stock')}</dt>
          <dd className={item.keepsStock && item.onHand <= 0 ? 'is-short' : ''}>
            {item.keepsStock
              ? t('bill:aid.onHand', { quantity: formatQuantity(item.onHand), unit: units.short(item.baseUnit) })
              : '–'}
          </dd>
        </div>
      </dl>
    </div>
  )
}
