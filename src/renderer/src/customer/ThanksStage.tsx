import { useText } from '#renderer/i18n/use-text.ts'
import type { CustomerStage } from '#shared/customer-view/customer-view.ts'
import { add } from '#shared/money/money.ts'
import { BalanceAmount } from './BalanceAmount.tsx'
import { SideAmount } from './BigAmount.tsx'

/** The end of a sale: thanks, what was paid, the change, and how the customer stands now. */
export function ThanksStage({ stage }: { readonly stage: Extract<CustomerStage, { name: 'thanks' }> }) {
  const t = useText()
  const isReturn = stage.kind === 'sale-return'
  return (
    <div className="thanks">
      <p className="thanks-word">
        {stage.customerName === '' ? t('customer:thanks') : t('customer:thanksNamed', { name: stage.customerName })}
      </p>
      <dl className="side-amounts thanks-sums">
        {stage.kind === 'got' ? null : (
          <SideAmount label={t(isReturn ? 'customer:refund' : 'customer:total')} amountMinor={stage.amountMinor} />
        )}
        {stage.paidMinor === 0 || isReturn || stage.changeMinor > 0 ? null : (
          <SideAmount label={t('customer:paidLabel')} amountMinor={stage.paidMinor} />
        )}
        {stage.changeMinor === 0 ? null : (
          <>
            <SideAmount label={t('customer:cash')} amountMinor={add(stage.paidMinor, stage.changeMinor)} />
            <SideAmount label={t('customer:change')} amountMinor={stage.changeMinor} isStrong />
          </>
        )}
        {stage.balanceMinor === null ? null : (
          <BalanceAmount label={t('customer:balance.after')} balanceMinor={stage.balanceMinor} />
        )}
      </dl>
      <p className="thanks-step">{stage.step === null ? '' : t(`customer:step.${stage.step}`)}</p>
    </div>
  )
}
