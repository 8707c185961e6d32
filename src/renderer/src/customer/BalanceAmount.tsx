import { useText } from '#renderer/i18n/use-text.ts'
import { absolute, type Minor } from '#shared/money/money.ts'
import { SideAmount } from './BigAmount.tsx'

/** The customer's own balance, with its direction in words. */
export function BalanceAmount({ label, balanceMinor }: { readonly label: string; readonly balanceMinor: Minor }) {
  const t = useText()
  const word =
    balanceMinor > 0
      ? t('customer:balance.owes')
      : balanceMinor < 0
        ? t('customer:balance.weOwe')
        : t('customer:balance.settled')
  return <SideAmount label={label} amountMinor={absolute(balanceMinor)} word={word} />
}
