import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { absolute, minor } from '#shared/money/money.ts'
import { TAX_HEADS } from '#shared/tax/tax-scheme.ts'
import { isPosting } from './bill-payment.ts'
import type { BillState } from './use-bill.ts'

/** The sum of the bill as a person would write it, the total large, and what it does to the party's account. */
export function BillTotals({ bill }: { readonly bill: BillState }) {
  const t = useText()
  const { figures, balances, draft } = bill
  const worked = figures.bill
  return (
    <dl className="bill-totals">
      <Row label={t('bill:total.goods')} amount={worked?.grossMinor ?? figures.totalMinor} />
      {worked !== null && worked.discountMinor > 0 ? (
        <Row label={t('bill:total.discount')} sign="−" amount={worked.discountMinor} />
      ) : null}
      {worked === null ? null : <Row label={t('bill:total.taxable')} amount={worked.taxableMinor} />}
      {TAX_HEADS.map((head) => {
        const amount = worked?.taxes[head]
        return amount === undefined ? null : (
          <Row key={head} label={t(`bill:head-of-tax.${head}`)} sign="+" amount={amount} />
        )
      })}
      {(worked?.charges ?? [])
        .filter(({ isTaxed, amountMinor }) => !isTaxed && amountMinor !== 0)
        .map(({ charge, amountMinor }) => (
          <Row key={charge} label={t(`bill:foot.${charge}`)} sign="+" amount={amountMinor} />
        ))}
      {worked !== null && worked.roundOffMinor !== 0 ? (
        <Row
          label={t('bill:total.roundOff')}
          sign={worked.roundOffMinor < 0 ? '−' : '+'}
          amount={worked.roundOffMinor}
        />
      ) : null}
      <div className="bill-total" data-total>
        <dt>{t('bill:total.total')}</dt>
        <dd className="number">{formatAmount(figures.totalMinor)}</dd>
      </div>
      {balances === null || !isPosting(draft.kind) ? null : (
        <>
          <Balance label={t('bill:total.old')} amount={balances.oldMinor} />
          {figures.payment.paidMinor === 0 ? null : (
            <Row label={t('bill:total.paid')} sign="−" amount={figures.payment.paidMinor} />
          )}
          <Balance label={t('bill:total.new')} amount={balances.newMinor} isResult />
        </>
      )}
    </dl>
  )
}

function Row(props: { readonly label: string; readonly sign?: string; readonly amount: number }) {
  return (
    <div>
      <dt>{props.label}</dt>
      <dd className="number">
        {props.sign === undefined ? '' : `${props.sign} `}
        {formatAmount(absolute(minor(props.amount)))}
      </dd>
    </div>
  )
}

function Balance(props: { readonly label: string; readonly amount: number; readonly isResult?: boolean }) {
  const t = useText()
  const word =
    props.amount > 0
      ? t('ledger:balance.owes')
      : props.amount < 0
        ? t('ledger:balance.weOwe')
        : t('ledger:balance.settled')
  const tone = props.amount > 0 ? 'is-get' : props.amount < 0 ? 'is-give' : ''
  return (
    <div className={props.isResult ? 'is-result' : ''}>
      <dt>{props.label}</dt>
      <dd className={`number ${tone}`}>
        <span className="second">{word}</span> {formatAmount(absolute(minor(props.amount)))}
      </dd>
    </div>
  )
}
