import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { asciiText } from './ascii-text.ts'
import { amountField, currencyField, initiation } from './emv-request.ts'
import { writeEmv } from './emv-tlv.ts'
import type { PaymentQrOf } from './payment-scheme.ts'

export const NAPAS_GUID = 'A000000727'
/** Transfer to an account; the other service of the switch, to a card, is not written. */
const TO_ACCOUNT = 'QRIBFTTA'
const LONGEST_PURPOSE = 25

/**
 * A VietQR. Rule: NAPAS, Technical Specifications on QR Switching, part IV: 38 with `A000000727`, 01 the bank's BIN of
 * six digits and the account of up to 19 letters and digits, 02 `QRIBFTTA`; 53 `704`, whole dong in 54, 58 `VN`, 62.08
 * purpose. The payer's bank shows the name that it knows.
 *
 * Fails with `payment-qr/details-invalid`, `payment-qr/amount-too-large`, `payment-qr/too-long` or `money/zero`.
 */
export function vietQr(details: PaymentQrOf<'vietqr'>, amountMinor: Minor | null, note: string): Result<string> {
  const checked = checkVietQr(details)
  if (!checked.ok) return checked
  const { bin, account } = checked.value
  const amount = amountField(amountMinor, 'VND')
  if (!amount.ok) return amount
  return writeEmv([
    ['00', '01'],
    initiation(amountMinor),
    [
      '38',
      [
        ['00', NAPAS_GUID],
        [
          '01',
          [
            ['00', bin],
            ['01', account]
          ]
        ],
        ['02', TO_ACCOUNT]
      ]
    ],
    currencyField('VND'),
    amount.value,
    ['58', 'VN'],
    ['62', [['08', asciiText(note, LONGEST_PURPOSE)]]]
  ])
}

export function checkVietQr(details: PaymentQrOf<'vietqr'>): Result<PaymentQrOf<'vietqr'>> {
  const bin = details.bin.trim()
  const account = details.account.replace(/\s/g, '')
  const invalid = (field: string) => fail('payment-qr/details-invalid', { field }, `paymentQr.${field}`)
  if (!/^\d{6}$/.test(bin)) return invalid('bin')
  return /^[0-9A-Za-z]{1,19}$/.test(account) ? ok({ ...details, bin, account }) : invalid('account')
}
