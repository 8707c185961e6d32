import { type Minor, ZERO } from '#shared/money/money.ts'
import { takesPaymentQr } from '#shared/payment-qr/payment-request.ts'
import { paymentShopOf, type ReceiptFacts } from './receipt-facts.ts'

/**
 * The amount that the QR of a receipt asks for; zero when it has none.
 *
 * First what the customer chose to pay by UPI just now; else what this bill leaves unpaid; else what the party owes
 * after it. Only papers for a customer who pays carry a QR, and never a cancelled one.
 */
export function payableOnReceipt(facts: ReceiptFacts): Minor {
  if (!takesPaymentQr(paymentShopOf(facts.shop)) || facts.reversed !== null) return ZERO
  if (facts.kind !== 'sale' && facts.kind !== 'got') return ZERO
  if (facts.upiMinor > 0) return facts.upiMinor
  if (facts.creditMinor > 0) return facts.creditMinor
  if (facts.newBalanceMinor !== null && facts.newBalanceMinor > 0) return facts.newBalanceMinor
  return ZERO
}
