import type { ReactNode } from 'react'
import { useDueExpenses } from '#renderer/components/cash/use-due-expenses.ts'
import { CommandKey } from '#renderer/components/Key.tsx'
import { formatAmount, groupWhole } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { minor } from '#shared/money/money.ts'

/** The day so far, and what all parties together owe and are owed. */
export function TotalsStrip() {
  const t = useText()
  const { summary } = useShop()
  const { stack } = useNavigation()
  const dueCount = useDueExpenses()
  // While the drawer is being counted nothing on this PC may say what should be in it.
  const isCounting = stack.some((screen) => screen.id === 'closing')
  const amount = (value: number | undefined) => (value === undefined ? '' : formatAmount(minor(value)))
  return (
    <section className="totals" aria-label={t('counter:totals.label')}>
      <Figure label={t('counter:totals.drawer')}>
        {isCounting ? t('counter:totals.hidden') : amount(summary?.drawerMinor)}
      </Figure>
      <Figure
        label={t('counter:totals.upi')}
        detail={
          summary !== null && summary.upiUnprovedCount > 0
            ? t('counter:totals.unproved', { count: summary.upiUnprovedCount })
            : ''
        }
      >
        {amount(summary?.upiTodayMinor)}
      </Figure>
      <Figure label={t('counter:totals.credit')}>{amount(summary?.creditTodayMinor)}</Figure>
      <Figure label={t('counter:totals.sales')}>{amount(summary?.salesTodayMinor)}</Figure>
      <span className="totals-gap" />
      {dueCount === 0 ? null : (
        <Figure label={t('counter:totals.expenses')} tone="is-due">
          {groupWhole(dueCount)} <CommandKey command="app.cash" />
        </Figure>
      )}
      <Figure label={t('counter:totals.get')} tone="is-get">
        {amount(summary?.getMinor)}
      </Figure>
      <Figure label={t('counter:totals.give')} tone="is-give">
        {amount(summary?.giveMinor)}
      </Figure>
    </section>
  )
}

function Figure(props: {
  readonly label: string
  readonly detail?: string
  readonly tone?: string
  readonly children: ReactNode
}) {
  return (
    <div className={`figure ${props.tone ?? ''}`}>
      <span className="figure-label">
        {props.label} {props.detail ? <em className="figure-detail">{props.detail}</em> : null}
      </span>
      <span className="figure-value">{props.children}</span>
    </div>
  )
}
