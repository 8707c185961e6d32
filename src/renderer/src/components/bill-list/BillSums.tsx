import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { absolute, type Minor } from '#shared/money/money.ts'
import type { Bill } from '#shared/sales/bill.ts'
import { TAX_HEADS } from '#shared/tax/tax-scheme.ts'

/** What a paper comes to, from the goods to the total. */
export function BillSums({ bill }: { readonly bill: Bill }) {
  const t = useText()
  const rows: { readonly label: string; readonly amountMinor: Minor; readonly sign: string }[] = [
    { label: t('bill:total.goods'), amountMinor: bill.grossMinor, sign: '' }
  ]
  if (bill.discountMinor > 0)
    rows.push({ label: t('bill:total.discount'), amountMinor: bill.discountMinor, sign: '\u2212' })
  const charged = (isTaxed: boolean) => {
    for (const charge of bill.charges.filter((one) => one.isTaxed === isTaxed)) {
      rows.push({ label: t(`bill:foot.${charge.charge}`), amountMinor: charge.amountMinor, sign: '+' })
    }
  }
  charged(true)
  rows.push({ label: t('bill:total.taxable'), amountMinor: bill.taxableMinor, sign: '' })
  for (const head of TAX_HEADS) {
    const amountMinor = bill.taxes[head]
    if (amountMinor !== undefined) rows.push({ label: t(`bill:head-of-tax.${head}`), amountMinor, sign: '+' })
  }
  charged(false)
  if (bill.roundOffMinor !== 0) {
    rows.push({
      label: t('bill:total.roundOff'),
      amountMinor: absolute(bill.roundOffMinor),
      sign: bill.roundOffMinor < 0 ? '\u2212' : '+'
    })
  }
  return (
    <dl className="bill-sums">
      {rows.map((row) => (
        <div key={row.label}>
          <dt>{row.label}</dt>
          <dd className="number">
            {row.sign} {formatAmount(row.amountMinor)}
          </dd>
        </div>
      ))}
      <div className="is-total">
        <dt>{t('bill:total.total')}</dt>
        <dd className="number">{formatAmount(bill.totalMinor)}</dd>
      </div>
    </dl>
  )
}
