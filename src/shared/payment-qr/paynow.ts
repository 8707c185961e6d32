import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { asciiText } from './ascii-text.ts'
import { amountField, currencyField, initiation } from './emv-request.ts'
import { writeEmv } from './emv-tlv.ts'
import type { PaymentQrOf } from './payment-scheme.ts'
import { cleanReference } from './upi-link.ts'

export const PAYNOW_GUID = 'SG.PAYNOW'
const MOBILE = '0'
const UEN = '2'
const LONGEST_REFERENCE = 25

export interface PayNowRequest {
  readonly details: PaymentQrOf<'paynow'>
  readonly amountMinor: Minor | null
  readonly reference: string
  /** The last day on which it can be paid, as `YYYYMMDD`; empty for no end. */
  readonly expiresOn: string
}

/**
 * A PayNow code. Rule: Association of Banks in Singapore, PayNow QR in SGQR (EMV merchant-presented): 26 with
 * `SG.PAYNOW`, 01 kind of id (0 mobile, 2 UEN), 02 the id, 03 whether the payer may change the amount, 04 expiry day;
 * 53 `702`, 58 `SG`, 60 `Singapore`, 62.01 reference. An amount that is asked for cannot be changed.
 *
 * Fails with `payment-qr/details-invalid`, `payment-qr/amount-too-large`, `payment-qr/too-long` or `money/zero`.
 */
export function payNow({ details, amountMinor, reference, expiresOn }: PayNowRequest): Result<string> {
  const id = payNowId(details.id)
  if (!id.ok) return id
  if (!/^(\d{8})?$/.test(expiresOn)) return fail('payment-qr/details-invalid', { field: 'expiresOn' })
  const amount = amountField(amountMinor, 'SGD')
  if (!amount.ok) return amount
  return writeEmv([
    ['00', '01'],
    initiation(amountMinor),
    [
      '26',
      [
        ['00', PAYNOW_GUID],
        ['01', id.value.startsWith('+') ? MOBILE : UEN],
        ['02', id.value],
        ['03', amountMinor === null ? '1' : '0'],
        ['04', expiresOn]
      ]
    ],
    ['52', '0000'],
    currencyField('SGD'),
    amount.value,
    ['58', 'SG'],
    ['59', asciiText(details.name, 25) || 'NA'],
    ['60', 'Singapore'],
    ['62', [['01', cleanReference(reference).slice(0, LONGEST_REFERENCE)]]]
  ])
}

/** A UEN (with its three-letter suffix, if the bank gave one), or a mobile number as `+65` and eight digits. */
export function payNowId(typed: string): Result<string> {
  const id = typed.replace(/[\s-]/g, '').toUpperCase()
  if (/^(\d{8}[A-Z]|\d{9}[A-Z]|[TSR]\d{2}[A-Z]{2}\d{4}[A-Z])([0-9A-Z]{3})?$/.test(id)) return ok(id)
  const [, mobile] = /^(?:\+65)?([89]\d{7})$/.exec(id) ?? []
  return mobile === undefined ? fail('payment-qr/details-invalid', { field: 'id' }, 'paymentQr.id') : ok(`+65${mobile}`)
}
