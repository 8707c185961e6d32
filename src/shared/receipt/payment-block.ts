import { currencyFacts } from '#shared/money/currency.ts'
import { formatAmount } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { paymentRequest, takesPaymentQr } from '#shared/payment-qr/payment-request.ts'
import { currencyOf, space, text } from './paper-blocks.ts'
import type { ReceiptBlock } from './receipt-document.ts'
import { paymentShopOf, type ReceiptShop } from './receipt-facts.ts'
import type { ReceiptLayout } from './receipt-layout.ts'
import type { Translate } from './receipt-texts.ts'
import { said } from './said.ts'

/**
 * The QR that asks for exactly this amount by the shop's own scheme, or nothing for an amount of zero. An address that
 * makes no valid code is printed as words, so that the customer can still pay and the paper still comes out.
 */
export function paymentBlock(
  shop: ReceiptShop,
  amount: Minor,
  reference: string,
  note: string,
  layout: ReceiptLayout,
  t: Translate
): ReceiptBlock[] {
  const payee = paymentShopOf(shop)
  if (amount <= 0 || !takesPaymentQr(payee)) return []
  const currency = currencyOf(t)
  const asked = paymentRequest(payee, { amountMinor: amount, currency, reference, note })
  const inWords = shop.upiAddress === '' ? '' : t('payByUpiTo', { address: shop.upiAddress })
  const isTooLong = !asked.ok && asked.failure.code === 'payment-qr/too-long'
  if (!asked.ok && !isTooLong) return text(inWords, { align: 'center' })
  // Too long for any paper, it is left out by the printer's own rule, which tells the cashier as well.
  const { payload, payTo } = asked.ok ? asked.value : { payload: '', payTo: shop.upiAddress }
  const { text: caption, ...second } = said(t, 'scanToPay', {
    amount: formatAmount(amount, currency),
    sign: currencyFacts(currency).sign
  })
  const instead = [t('qrTooLong'), inWords].filter(Boolean)
  const size = layout.qrSize === 'medium' ? ({ size: 'medium' } as const) : {}
  return [space('small'), { type: 'qr', payload, caption, ...second, detail: payTo, instead, ...size }]
}
