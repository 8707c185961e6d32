import { currencySign, formatAmount } from '#renderer/i18n/amounts.ts'
import { counted } from '#renderer/i18n/counted.ts'
import { useText } from '#renderer/i18n/use-text.ts'
import { useShop } from '#renderer/shop/shop-context.tsx'
import { minor } from '#shared/money/money.ts'
import { smsSize } from '#shared/reminders/sms-size.ts'

/** What a text would be as an SMS: letters, parts, and what they cost when the shop has said what a part costs. */
export function useSizeWords(): (text: string) => string {
  const t = useText()
  const { settings } = useShop()
  const priceMinor = settings?.smsGateway.partPriceMinor ?? 0
  return (text) => {
    const { alphabet, parts, left } = smsSize(text)
    const size = t('collect:size', { ...counted(parts), left })
    const kind = alphabet === 'ucs2' ? t('collect:wideLetters') : ''
    const cost = priceMinor === 0 ? '' : `${currencySign()} ${formatAmount(minor(parts * priceMinor))}`
    return [size, kind, cost].filter((word) => word !== '').join(' · ')
  }
}
