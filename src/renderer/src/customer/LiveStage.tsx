import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { CustomerStage } from '#shared/customer-view/customer-view.ts'
import { ZERO } from '#shared/money/money.ts'
import { BalanceAmount } from './BalanceAmount.tsx'
import { BigAmount, SideAmount } from './BigAmount.tsx'

/** As many lines as can be read from where the customer stands; the newest stay. */
const LINES = 6

/** The bill grows under the cashier's hands. */
export function LiveStage({ stage }: { readonly stage: Extract<CustomerStage, { name: 'live' }> }) {
  const t = useText()
  const words = { sale: t('customer:total'), got: t('customer:received'), 'sale-return': t('customer:refund') }
  const first = Math.max(0, stage.lines.length - LINES)
  return (
    <div className="live">
      <ol className="live-lines">
        {stage.lines.slice(first).map((line, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a bill have no name of their own, and none moves.
          <li key={first + place}>
            <span className="live-text">{line.text}</span>
            {stage.lines.length === 1 ? null : <span className="number">{formatAmount(line.amountMinor)}</span>}
          </li>
        ))}
      </ol>
      <dl className="side-amounts">
        {stage.balanceMinor === null ? null : (
          <BalanceAmount label={t('customer:balance.before')} balanceMinor={stage.balanceMinor} />
        )}
        {stage.changeMinor === 0 ? null : (
          <>
            <SideAmount label={t('customer:cash')} amountMinor={stage.cashMinor} />
            <SideAmount label={t('customer:change')} amountMinor={stage.changeMinor} isStrong />
          </>
        )}
      </dl>
      <div className="big">
        <p className="big-label">{words[stage.kind]}</p>
        <BigAmount amountMinor={stage.amountMinor ?? ZERO} />
      </div>
    </div>
  )
}
