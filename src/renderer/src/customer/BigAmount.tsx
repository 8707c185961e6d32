import type { CSSProperties } from 'react'
import { currencySign, formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { Minor } from '#shared/money/money.ts'

/** An amount in the largest type that fits its place: the sheet divides the room by the number of letters. */
export function BigAmount({ amountMinor }: { readonly amountMinor: Minor }) {
  const t = useText()
  const text = t('customer:amount', { amount: formatAmount(amountMinor), sign: currencySign() })
  return (
    <p className="big-amount number" style={{ '--letters': text.length } as CSSProperties}>
      {text}
    </p>
  )
}

/** A small sum beside its word. */
export function SideAmount(props: {
  readonly label: string
  readonly amountMinor: Minor
  readonly word?: string
  readonly isStrong?: boolean
}) {
  const t = useText()
  return (
    <div className={`side-amount ${props.isStrong ? 'is-strong' : ''}`}>
      <dt>{props.label}</dt>
      <dd>
        <span className="number">
          {t('customer:amount', { amount: formatAmount(props.amountMinor), sign: currencySign() })}
        </span>
        {props.word === undefined ? null : <span className="side-word">{props.word}</span>}
      </dd>
    </div>
  )
}
