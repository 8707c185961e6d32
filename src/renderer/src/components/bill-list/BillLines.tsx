import { formatAmount } from '#renderer/i18n/amounts.ts'
import { percentText } from '#renderer/i18n/tax-words.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { BillView } from '#shared/contract/goods-views.ts'
import { formatPlainRate, formatQuantity, formatSaid } from '#shared/quantity/format-quantity.ts'

/** The lines of a paper, with what came back of each or was billed of it. */
export function BillLines({ view }: { readonly view: BillView }) {
  const t = useText()
  const { lines } = view.bill
  return (
    <table className="bill-table">
      <thead>
        <tr>
          <th className="number">{t('bill:column.no')}</th>
          <th>{t('bill:column.item')}</th>
          <th className="bill-table-hsn">{t('bill:column.hsn')}</th>
          <th className="number">{t('bill:column.quantity')}</th>
          <th className="number">{t('bill:column.rate')}</th>
          <th className="number bill-table-discount">{t('bill:total.discount')}</th>
          <th className="number">{t('bill:column.tax')}</th>
          <th className="number">{t('bill:column.amount')}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line, at) => {
          const back = view.returned[at]?.quantity ?? 0
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a recorded paper never move.
            <tr key={at}>
              <td className="number">{at + 1}</td>
              <td>
                {line.text}
                {line.batch === null ? null : <span className="second"> {line.batch.batch}</span>}
                {back === 0 ? null : (
                  <span className="second">
                    {' '}
                    {t('bill:look.came', { quantity: formatQuantity(back as never), unit: line.baseUnit ?? '' })}
                  </span>
                )}
              </td>
              <td className="bill-table-hsn">{line.hsn}</td>
              <td className="number">{formatSaid(line.said)}</td>
              <td className="number">
                {line.rate === null
                  ? ''
                  : `${formatPlainRate(line.rate)}${line.rateUnit === line.said[0]?.unit ? '' : `/${line.rateUnit}`}`}
              </td>
              <td className="number bill-table-discount">
                {line.discountMinor === 0 ? '' : formatAmount(line.discountMinor)}
              </td>
              <td className="number">{line.rateBp === 0 ? '' : percentText(line.rateBp)}</td>
              <td className="number">{formatAmount(line.amountMinor)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
