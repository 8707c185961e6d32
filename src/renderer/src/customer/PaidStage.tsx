import { useText } from '#renderer/i18n/use-text.ts'
import type { CustomerStage } from '#shared/customer-view/customer-view.ts'
import { BigAmount } from './BigAmount.tsx'
import { PaymentSteps, StepSign } from './PaymentSteps.tsx'

/** What is known of the payment, no more: the cashier's word is not the bank's. */
export function PaidStage({ stage }: { readonly stage: Extract<CustomerStage, { name: 'paid' }> }) {
  const t = useText()
  const isProved = stage.step === 'proved'
  return (
    <div className="paid">
      <div className={`paid-sign ${isProved ? 'is-proved' : ''}`}>
        <StepSign state={stage.step} isReached />
      </div>
      <div className="big">
        <p className="big-label">{t(isProved ? 'customer:paid.proved' : 'customer:paid.claimed')}</p>
        <BigAmount amountMinor={stage.amountMinor} />
        <p className="big-below">{t(isProved ? 'customer:paid.provedHint' : 'customer:paid.claimedHint')}</p>
      </div>
      <PaymentSteps step={stage.step} />
    </div>
  )
}
