import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { amountField, currencyField, initiation } from './emv-request.ts'
import { writeEmv } from './emv-tlv.ts'
import type { PaymentQrOf } from './payment-scheme.ts'

export const PROMPTPAY_GUID = 'A000000677010111'

/** What an id is, by the sub-field of template 29 that it goes into, with its value there. */
export interface PromptPayProxy {
  readonly field: '01' | '02' | '03'
  readonly value: string
}

/**
 * A PromptPay credit transfer. Rule: Bank of Thailand and Thai Bankers' Association, Thai QR Code Payment Standard: 29
 * with `A000000677010111` and either 01 the phone as `0066` and nine digits, 02 the citizen or tax number of 13 digits,
 * or 03 the e-wallet of 15; 53 `764`, 58 `TH`. Name and city are not part of it.
 *
 * Fails with `payment-qr/details-invalid`, `payment-qr/amount-too-large` or `money/zero`.
 */
export function promptPay(details: PaymentQrOf<'promptpay'>, amountMinor: Minor | null): Result<string> {
  const proxy = promptPayProxy(details.id)
  if (!proxy.ok) return proxy
  const amount = amountField(amountMinor, 'THB')
  if (!amount.ok) return amount
  return writeEmv([
    ['00', '01'],
    initiation(amountMinor),
    [
      '29',
      [
        ['00', PROMPTPAY_GUID],
        [proxy.value.field, proxy.value.value]
      ]
    ],
    currencyField('THB'),
    amount.value,
    ['58', 'TH']
  ])
}

/** Reads a phone number, a citizen or tax number with its check digit, or an e-wallet number. */
export function promptPayProxy(typed: string): Result<PromptPayProxy> {
  const id = typed.replace(/[\s-]/g, '')
  const [, phone] = /^(?:\+66|0066|0)([1-9]\d{8})$/.exec(id) ?? []
  if (phone !== undefined) return ok({ field: '01', value: `0066${phone}` })
  if (/^\d{13}$/.test(id) && isThaiNumber(id)) return ok({ field: '02', value: id })
  if (/^\d{15}$/.test(id)) return ok({ field: '03', value: id })
  return fail('payment-qr/details-invalid', { field: 'id' }, 'paymentQr.id')
}

/** The last of 13 digits makes the weighted sum come out: weights 13 down to 2, modulo 11. */
function isThaiNumber(id: string): boolean {
  let total = 0
  for (let at = 0; at < 12; at++) total += Number(id.charAt(at)) * (13 - at)
  return Number(id.charAt(12)) === (11 - (total % 11)) % 10
}
