import { formatAmount } from '#renderer/i18n/amounts.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { absolute, type Minor, minor } from '#shared/money/money.ts'

/** An amount, right-aligned where it stands in a column. `isStrong` where it decides. */
export function MoneyText({ amount, isStrong = false }: { readonly amount: number; readonly isStrong?: boolean }) {
  return <span className={`number ${isStrong ? 'is-strong' : ''}`}>{formatAmount(minor(amount))}</span>
}

/** A party's balance: the word says which way it goes, the colour only helps. */
export function BalanceText({ balanceMinor }: { readonly balanceMinor: number }) {
  const t = useText()
  const word =
    balanceMinor > 0
      ? t('ledger:balance.owes')
      : balanceMinor < 0
        ? t('ledger:balance.weOwe')
        : t('ledger:balance.settled')
  const tone = balanceMinor > 0 ? 'is-get' : balanceMinor < 0 ? 'is-give' : ''
  return (
    <span className={`balance ${tone}`}>
      <span className="balance-word">{word}</span>
      <span className="number">{formatAmount(absolute(minor(balanceMinor)))}</span>
    </span>
  )
}

/** The same in one string, for a place that takes only text. */
export function useBalanceWords(): (balanceMinor: Minor) => string {
  const t = useText()
  return (balanceMinor) => {
    const amount = formatAmount(absolute(balanceMinor))
    if (balanceMinor > 0) return t('ledger:balance.owesAmount', { amount })
    return balanceMinor < 0 ? t('ledger:balance.weOweAmount', { amount }) : t('ledger:balance.settled')
  }
}
