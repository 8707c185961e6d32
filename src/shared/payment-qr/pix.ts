import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { asciiText } from './ascii-text.ts'
import { amountField, currencyField } from './emv-request.ts'
import { writeEmv } from './emv-tlv.ts'
import type { PaymentQrOf } from './payment-scheme.ts'

export const PIX_GUID = 'br.gov.bcb.pix'
/** Stands where the payee gives no identifier. */
const NO_TXID = '***'
const LONGEST_TXID = 25
const LONGEST_KEY = 77

/**
 * A static Pix code, with or without an amount. Rule: Banco Central do Brasil, Manual do BR Code and Manual de Padrões
 * para Iniciação do Pix: 26 with `br.gov.bcb.pix` and the key, 53 `986`, 58 `BR`, name of 25 and city of 15 plain
 * letters, 62.05 identifier of up to 25 letters and digits, `***` for none.
 *
 * Fails with `payment-qr/details-invalid`, `payment-qr/amount-too-large`, `payment-qr/too-long` or `money/zero`.
 */
export function pixCode(details: PaymentQrOf<'pix'>, amountMinor: Minor | null, reference: string): Result<string> {
  const checked = checkPix(details)
  if (!checked.ok) return checked
  const { key, name, city } = checked.value
  const amount = amountField(amountMinor, 'BRL')
  if (!amount.ok) return amount
  return writeEmv([
    ['00', '01'],
    [
      '26',
      [
        ['00', PIX_GUID],
        ['01', key]
      ]
    ],
    ['52', '0000'],
    currencyField('BRL'),
    amount.value,
    ['58', 'BR'],
    ['59', name],
    ['60', city],
    ['62', [['05', reference.replace(/[^A-Za-z0-9]/g, '').slice(0, LONGEST_TXID) || NO_TXID]]]
  ])
}

/** The details as they go into a code: key in its official form, name and city in plain letters. */
export function checkPix(details: PaymentQrOf<'pix'>): Result<PaymentQrOf<'pix'>> {
  const invalid = (field: string) => fail('payment-qr/details-invalid', { field }, `paymentQr.${field}`)
  const key = pixKey(details.key)
  const name = asciiText(details.name, 25)
  const city = asciiText(details.city, 15)
  if (key === null) return invalid('key')
  if (name === '') return invalid('name')
  return city === '' ? invalid('city') : ok({ scheme: 'pix', key, name, city })
}

/** A key in the form that the register knows: phone, e-mail, CPF, CNPJ or a random key; null for anything else. */
export function pixKey(typed: string): string | null {
  const key = typed.trim()
  if (/^\+[1-9]\d{9,14}$/.test(key)) return key
  const lower = key.toLowerCase()
  if (/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(lower)) return lower
  if (/^[a-z0-9.!#$&'*+/=?^_`{|}~-]+@[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(lower))
    return lower.length <= LONGEST_KEY ? lower : null
  const number = key.replace(/[.\-/]/g, '').toUpperCase()
  return isCpf(number) || isCnpj(number) ? number : null
}

const isCpf = (number: string): boolean =>
  /^\d{11}$/.test(number) && !isOneDigit(number) && endsInCheckDigits(number, 11)

/** Twelve letters or digits since 2026, and two check digits. */
const isCnpj = (number: string): boolean =>
  /^[0-9A-Z]{12}\d{2}$/.test(number) && !isOneDigit(number) && endsInCheckDigits(number, 9)

const isOneDigit = (number: string): boolean => new Set(number).size === 1

/** Two check digits modulo 11 over all before them; weights run from 2 upwards from the right and start again after `top`. */
function endsInCheckDigits(number: string, top: number): boolean {
  return [number.length - 2, number.length - 1].every((place) => {
    let total = 0
    for (let at = place - 1, weight = 2; at >= 0; at--, weight = weight === top ? 2 : weight + 1) {
      total += (number.charCodeAt(at) - 48) * weight
    }
    const rest = total % 11
    return Number(number.charAt(place)) === (rest < 2 ? 0 : 11 - rest)
  })
}
