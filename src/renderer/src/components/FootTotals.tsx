import type { ReactNode } from 'react'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { minor } from '#shared/money/money.ts'
import './foot-totals.css'

export interface FootTotal {
  readonly label: string
  readonly amountMinor: number
  readonly tone?: 'get' | 'give'
}

/** The totals of a list, fixed at its foot, with what they are of at the left. */
export function FootTotals(props: {
  readonly about: ReactNode
  readonly label: string
  readonly totals: readonly FootTotal[]
}) {
  return (
    <div className="foot-totals">
      <span className="foot-about" aria-live="polite">
        {props.about}
      </span>
      <dl aria-label={props.label}>
        {props.totals.map((total) => (
          <div key={total.label}>
            <dt>{total.label}</dt>
            <dd className={`number ${total.tone === undefined ? '' : `is-${total.tone}`}`}>
              {formatAmount(minor(total.amountMinor))}
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
