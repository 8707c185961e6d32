import { formatAmount, groupWhole } from '#renderer/i18n/amounts.ts'
import type { Translate } from '#renderer/i18n/locale-parts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { GoodsProof, ImportPlan } from '#shared/import/import-plan.ts'
import { formatQuantity } from '#shared/quantity/format-quantity.ts'
import { QUANTITY_PER_UNIT, type Quantity } from '#shared/quantity/quantity.ts'

/** Facts and their figures, one a line. */
export function FactList({ facts }: { readonly facts: readonly (readonly [label: string, figure: string])[] }) {
  return (
    <dl className="fact-list">
      {facts.map(([label, figure]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className="number">{figure}</dd>
        </div>
      ))}
    </dl>
  )
}

interface GoodsFact {
  readonly label: string
  readonly count: string
  readonly amount: string
}

/** Items of the file and what of them moves, as far as it has any. */
function goodsFacts({ itemCount, inQuantity, outQuantity, valueMinor }: GoodsProof, t: Translate): GoodsFact[] {
  const fact = (label: string, count: string, amount = '') => ({ label, count, amount })
  return [
    itemCount > 0 ? [fact(t('import:plan.items'), groupWhole(itemCount))] : [],
    inQuantity > 0 ? [fact(t('import:plan.goodsIn'), countText(inQuantity))] : [],
    outQuantity > 0 ? [fact(t('import:plan.goodsOut'), countText(outQuantity))] : [],
    valueMinor > 0 ? [fact(t('import:plan.goodsValue'), '', formatAmount(valueMinor))] : []
  ].flat()
}

const countText = (count: Quantity): string =>
  count % QUANTITY_PER_UNIT === 0 ? groupWhole(count / QUANTITY_PER_UNIT) : formatQuantity(count)

/** Proof by count and total: each kind of entry, what parties owe and are owed, and what goods move. */
export function KindTotals(props: Pick<ImportPlan, 'kind' | 'totals' | 'getMinor' | 'giveMinor' | 'goods'>) {
  const t = useText()
  const isOfParties = props.kind !== 'items'
  return (
    <table className="kind-totals">
      <thead>
        <tr>
          <th scope="col">{t('import:plan.kind')}</th>
          <th scope="col" className="number">
            {t('import:plan.count')}
          </th>
          <th scope="col" className="number">
            {t('import:plan.amount')}
          </th>
        </tr>
      </thead>
      <tbody>
        {props.totals.map((total) => (
          <tr key={total.kind}>
            <th scope="row">{t(`ledger:kind.${total.kind}`)}</th>
            <td className="number">{groupWhole(total.count)}</td>
            <td className="number">{formatAmount(total.amountMinor)}</td>
          </tr>
        ))}
        {goodsFacts(props.goods, t).map(({ label, count, amount }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="number">{count}</td>
            <td className="number">{amount}</td>
          </tr>
        ))}
        {isOfParties ? (
          <>
            <tr className="kind-total">
              <th scope="row">{t('import:plan.get')}</th>
              <td />
              <td className="number is-get">{formatAmount(props.getMinor)}</td>
            </tr>
            <tr className="kind-total">
              <th scope="row">{t('import:plan.give')}</th>
              <td />
              <td className="number is-give">{formatAmount(props.giveMinor)}</td>
            </tr>
          </>
        ) : null}
      </tbody>
    </table>
  )
}
