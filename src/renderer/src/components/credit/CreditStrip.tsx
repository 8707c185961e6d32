import { CreditStanding } from '#renderer/components/CreditStanding.tsx'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import type { CreditBrief } from '#shared/contract/credit-endpoints.ts'
import { ZERO } from '#shared/money/money.ts'
import './credit-dialogs.css'

const AGES = ['notDue', 'to30', 'to60', 'to90', 'older'] as const

/** One line of how an account stands: what is late and promised, and what is open by its age. */
export function CreditStrip({ brief }: { readonly brief: CreditBrief | null }) {
  const t = useText()
  if (brief === null) return <div className="credit-strip" />
  const isBroken = brief.promisedOn !== null && brief.promisedOn < brief.today
  const ages = AGES.flatMap((age, at) => {
    const amount = brief.ageing.buckets[at] ?? ZERO
    return amount === 0 ? [] : [{ age, amount }]
  })
  const { unsettledMinor } = brief.ageing
  return (
    <div className="credit-strip">
      <CreditStanding credit={{ ...brief, brokenMinor: isBroken ? brief.overdueMinor : ZERO }} />
      <dl className="credit-ages" aria-label={t('credit:ages.label')}>
        {ages.map(({ age, amount }) => (
          <div key={age} className="credit-age">
            <dt>{t(`credit:ages.${age}`)}</dt>
            {/* Of a supplier it is what the shop owes, in words instead of a bare minus. */}
            <dd className="number">{amount < 0 ? <BalanceText balanceMinor={amount} /> : formatAmount(amount)}</dd>
          </div>
        ))}
        {unsettledMinor === 0 ? null : (
          <div className="credit-age">
            <dt>{t('credit:ages.unsettled')}</dt>
            <dd className="number">{formatAmount(unsettledMinor)}</dd>
          </div>
        )}
      </dl>
    </div>
  )
}
