import { formatAmount, groupWhole } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { ImportPlan } from '#shared/import/import-plan.ts'

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

/** Proof by count and total: each kind of entry, and what parties owe and are owed. */
export function KindTotals(props: Pick<ImportPlan, 'totals' | 'getMinor' | 'giveMinor'>) {
  const t = useText()
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
      </tbody>
    </table>
  )
}
