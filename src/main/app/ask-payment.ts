import type { Output, Parsed } from '#shared/contract/contract.ts'
import type { QrRows } from '#shared/customer-view/customer-view.ts'
import { orThrow, refuse } from '#shared/kernel/result.ts'
import { paymentReference } from '#shared/numbering/document-number.ts'
import { paymentRequest, takesPaymentQr } from '#shared/payment-qr/payment-request.ts'
import type { Book } from './book.ts'

/** Above it many payers' limits end. */
const PAYER_LIMIT_MINOR = 100_000_00

/**
 * The code and the link that ask for a payment which is waited for: the same reference and amount as on its paper. A shop without a
 * merchant's category is taken for a personal address, whose links payers' apps often refuse.
 */
export function askPayment(
  book: Book,
  { entryId }: Parsed<'payment.ask'>,
  qrRows: (payload: string) => QrRows | null
): Output<'payment.ask'> {
  const payment = book.store.payments.byEntry(entryId) ?? refuse('payment/not-found')
  const { shopName: name, upiAddress, paymentQr } = book.settings()
  const shop = { name, upiAddress, paymentQr }
  if (!takesPaymentQr(shop)) refuse('payment/no-address')
  const reference = payment.number === '' ? '' : paymentReference(payment.number)
  const { amountMinor } = payment
  const { currency } = book.shop()
  const { payload, payTo } = orThrow(paymentRequest(shop, { amountMinor, currency, reference, note: payment.number }))
  const merchant = paymentQr.scheme === 'upi' ? paymentQr.merchant : null
  return {
    ...{ link: payload, payTo, amountMinor, qr: qrRows(payload) },
    isPersonal: paymentQr.scheme === 'upi' && merchant?.address !== upiAddress,
    isAboveLimit: amountMinor > PAYER_LIMIT_MINOR
  }
}
