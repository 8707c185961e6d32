import { FilterChip } from '#renderer/components/FindableTable.tsx'
import { CommandKey } from '#renderer/components/Key.tsx'
import { OnHand } from '#renderer/components/OnHand.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useQuantityWords } from '#renderer/i18n/quantity-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ItemView } from '#shared/contract/goods-views.ts'
import type { Minor } from '#shared/money/money.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import type { Valuation } from './use-stock-ledger.ts'

/** What decides, above the moves: how much there is, what it is worth and by which rule, when it runs out. */
export function StockFigures(props: {
  readonly item: ItemView
  readonly valueMinor: Minor | null
  readonly valuation: Valuation
}) {
  const { item, valueMinor } = props
  const t = useText()
  const words = useQuantityWords()
  return (
    <div className="stock-figures">
      <div className="stock-on-hand">
        <span className="field-label">{t('stock:onHand')}</span>
        <OnHand item={item} />
      </div>
      {valueMinor === null ? null : (
        <>
          <div className="stock-value">
            <span className="field-label">{t('stock:value')}</span>
            <span className="number">{formatAmount(valueMinor)}</span>
          </div>
          <FilterChip
            label={t('stock:valuation.label')}
            value={t(`stock:valuation.${props.valuation}`)}
            keyCap={<CommandKey command="stock.valuation" />}
          />
        </>
      )}
      {item.lowStock === null ? null : (
        <div className="stock-low">
          <span className="field-label">{t('stock:lowAt')}</span>
          <span className="number">{words.onHand(item.lowStock as number as Quantity, item)}</span>
        </div>
      )}
    </div>
  )
}
