import { unreachable } from '#shared/kernel/assert.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Currency } from '#shared/money/currency.ts'
import type { Minor } from '#shared/money/money.ts'
import { bharatQr, checkBharat } from './bharat-qr.ts'
import { checkEpc, epcTransfer } from './epc.ts'
import { type PaymentQr, type PaymentScheme, SCHEME_CURRENCY } from './payment-scheme.ts'
import { payNow, payNowId } from './paynow.ts'
import { checkPix, pixCode } from './pix.ts'
import { promptPay, promptPayProxy } from './promptpay.ts'
import { parseUpiAddress } from './upi-address.ts'
import { upiLink, upiStickerLink } from './upi-link.ts'
import { checkVietQr, vietQr } from './vietqr.ts'

/** A shop that asks for money by a code. */
export interface PaymentShop {
  readonly name: string
  /** Empty when the shop takes no UPI. */
  readonly upiAddress: string
  readonly paymentQr: PaymentQr
}

export interface PaymentAsk {
  /** In minor units of `currency`. Null for a code without an amount, as on a sticker. */
  readonly amountMinor: Minor | null
  /** What the amount is in. A scheme of another currency makes no code. */
  readonly currency: Currency
  /** Our own reference, or empty. */
  readonly reference: string
  readonly note: string
}

/** The text of a code, and whom it pays in words that a person can compare. */
export interface PaymentRequest {
  readonly scheme: PaymentScheme
  readonly payload: string
  readonly payTo: string
}

/** A scheme that was chosen and of which nothing is told yet, as at the founding of a shop. */
const isBlank = ({ scheme, ...told }: PaymentQr): boolean =>
  scheme !== 'upi' && scheme !== 'bharat' && Object.values(told).every((text) => text === '')

/** Whether the shop has told whom to pay, so that a code can ask for money. */
export function takesPaymentQr({ upiAddress, paymentQr }: Omit<PaymentShop, 'name'>): boolean {
  if (paymentQr.scheme === 'upi') return upiAddress !== ''
  if (paymentQr.scheme !== 'bharat') return accountOf(paymentQr) !== ''
  return upiAddress + paymentQr.visa + paymentQr.mastercard + paymentQr.rupay !== ''
}

/**
 * The code by which this shop asks for this amount. A code of one currency never carries an amount of another.
 *
 * Fails with `payment-qr/other-currency` and with what the scheme's own writer fails with.
 */
export function paymentRequest(shop: PaymentShop, ask: PaymentAsk): Result<PaymentRequest> {
  const { scheme } = shop.paymentQr
  if (SCHEME_CURRENCY[scheme] !== ask.currency) return otherCurrency(ask.currency)
  const payload = payloadOf(shop, ask)
  return payload.ok ? ok({ scheme, payload: payload.value, payTo: payTo(shop) }) : payload
}

function payloadOf(shop: PaymentShop, ask: PaymentAsk): Result<string> {
  const { paymentQr: details, upiAddress } = shop
  const { amountMinor, reference, note } = ask
  switch (details.scheme) {
    case 'upi': {
      const merchantCode = details.merchant?.address === upiAddress ? details.merchant.code : ''
      return amountMinor === null
        ? upiStickerLink(upiAddress, shop.name, merchantCode)
        : upiLink({ address: upiAddress, payeeName: shop.name, amountMinor, reference, note, merchantCode })
    }
    case 'bharat':
      return bharatQr({ upiAddress, shopName: shop.name, details, amountMinor, reference })
    case 'pix':
      return pixCode(details, amountMinor, reference)
    case 'promptpay':
      return promptPay(details, amountMinor)
    case 'paynow':
      return payNow({ details, amountMinor, reference, expiresOn: '' })
    case 'vietqr':
      return vietQr(details, amountMinor, reference)
    case 'epc':
      return epcTransfer(details, amountMinor, reference)
    default:
      return unreachable(details)
  }
}

function payTo({ paymentQr: details, upiAddress }: PaymentShop): string {
  return details.scheme === 'upi' || details.scheme === 'bharat' ? upiAddress : accountOf(details)
}

/** What names the payee in the schemes that carry it themselves; empty while the shop has not told it. */
function accountOf(details: Exclude<PaymentQr, { readonly scheme: 'upi' | 'bharat' }>): string {
  switch (details.scheme) {
    case 'pix':
      return details.key
    case 'promptpay':
    case 'paynow':
      return details.id
    case 'vietqr':
      return details.account
    case 'epc':
      return details.iban
    default:
      return unreachable(details)
  }
}

/**
 * Whether these settings can make a code for a book in this currency; the settings are refused otherwise. Details are
 * not checked where a shop has told none yet.
 */
export function checkPaymentQr(details: PaymentQr, upiAddress: string, currency: Currency): Result<unknown> {
  if (SCHEME_CURRENCY[details.scheme] !== currency) return otherCurrency(currency)
  if (isBlank(details)) return ok(null)
  switch (details.scheme) {
    case 'upi':
      return details.merchant === null ? ok(null) : parseUpiAddress(details.merchant.address)
    case 'bharat':
      return checkBharat(details, upiAddress)
    case 'pix':
      return checkPix(details)
    case 'promptpay':
      return promptPayProxy(details.id)
    case 'paynow':
      return payNowId(details.id)
    case 'vietqr':
      return checkVietQr(details)
    case 'epc':
      return checkEpc(details)
    default:
      return unreachable(details)
  }
}

const otherCurrency = (currency: Currency) => fail('payment-qr/other-currency', { currency }, 'paymentQr')
