import { formatAmount } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { upiLink } from '#shared/payment-qr/upi-link.ts'
import { space, text } from './paper-blocks.ts'
import type { ReceiptBlock } from './receipt-document.ts'
import type { ReceiptShop } from './receipt-facts.ts'
import type { ReceiptLayout } from './receipt-layout.ts'
import type { Translate } from './receipt-texts.ts'

/**
 * The QR that asks for exactly this amount, or nothing for an amount of zero. A shop address that makes no valid link
 * is printed as words, so that the customer can still pay and the paper still comes out.
 */
export function paymentBlock(
  shop: ReceiptShop,
  amount: Minor,
  reference: string,
  note: string,
  layout: ReceiptLayout,
  t: Translate
): ReceiptBlock[] {
  if (amount <= 0 || shop.upiAddress === '') return []
  const link = upiLink({ address: shop.upiAddress, payeeName: shop.name, amountMinor: amount, reference, note })
  const inWords = t('payByUpiTo', { address: shop.upiAddress })
  if (!link.ok) {
    const why = link.failure.code === 'payment-qr/too-long' ? t('qrTooLong') : ''
    return [...text(why, { align: 'center' }), ...text(inWords, { align: 'center' })]
  }
  const caption = t('scanToPay', { amount: formatAmount(amount) })
  const instead = [t('qrTooLong'), inWords]
  const size = layout.qrSize === 'medium' ? ({ size: 'medium' } as const) : {}
  return [space('small'), { type: 'qr', payload: link.value, caption, detail: shop.upiAddress, instead, ...size }]
}
