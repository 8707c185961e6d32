import { useCommand } from '#renderer/commands/use-command.tsx'
import { CommandButton } from '#renderer/components/Button.tsx'
import { BalanceText } from '#renderer/components/MoneyText.tsx'
import { formatAmount } from '#renderer/i18n/amounts.ts'
import { counted } from '#renderer/i18n/counted.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useNavigation } from '#renderer/navigation/navigation.tsx'
import { useLive } from '#renderer/shop/use-live.ts'

const SHOWN = 6

/** Slips that are still open, before the drawer is counted. They stop nothing: what is left open is there tomorrow. */
export function OpenSlips() {
  const t = useText()
  const { open } = useNavigation()
  const list = useLive('slip.list', { limit: SHOWN })
  const count = list.value?.count ?? 0
  useCommand('closing.slips', () => open('slips', {}), count > 0)
  if (list.value === null || count === 0) return null
  const { slips, oweUsMinor, weOweMinor } = list.value
  const sums = { oweUs: formatAmount(oweUsMinor), weOwe: formatAmount(weOweMinor) }
  return (
    <section className="count-slips" aria-label={t('slips:atClose.title')}>
      <h2 className="count-group-title">{t('slips:atClose.title')}</h2>
      <p>{t('slips:atClose.what', { ...counted(count), ...sums })}</p>
      <ul>
        {slips.map((slip) => (
          <li key={slip.id}>
            <span className="count-slip-name">
              <strong>{slip.name}</strong>{' '}
              <span className="second">{slip.ageDays === 0 ? '' : t('slips:age.days', { count: slip.ageDays })}</span>
            </span>
            <BalanceText balanceMinor={slip.amountMinor} />
          </li>
        ))}
      </ul>
      {count > slips.length ? (
        <p className="second">{t('slips:atClose.more', { count: count - slips.length })}</p>
      ) : null}
      <p className="second">{t('slips:atClose.leave')}</p>
      <CommandButton command="closing.slips" />
    </section>
  )
}
