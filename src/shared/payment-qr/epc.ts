import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { plainInCurrency } from '#shared/money/currency.ts'
import type { Minor } from '#shared/money/money.ts'
import { utf8Bytes } from '#shared/search/utf8.ts'
import { parseIban } from './iban.ts'
import type { PaymentQrOf } from './payment-scheme.ts'

const LONGEST_BYTES = 331
const LONGEST_NAME = 70
const LONGEST_TEXT = 140
/** 999 999 999.99 euros. */
const LARGEST_MINOR = 99_999_999_999
const UTF8 = '1'

/**
 * A code that starts a SEPA credit transfer. Rule: European Payments Council, EPC069-12 version 2.1: lines parted by a
 * line feed, none after the last that says something: `BCD`, version `002` (the BIC may be left out), character set
 * `1` (UTF-8), `SCT`, BIC, name up to 70, IBAN, `EUR` and the amount from 0.01 to 999999999.99, purpose, structured
 * reference, or else text up to 140. At most 331 bytes; printed with error correction M.
 *
 * Fails with `payment-qr/details-invalid`, `payment-qr/amount-too-large`, `payment-qr/too-long` or `money/zero`.
 */
export function epcTransfer(details: PaymentQrOf<'epc'>, amountMinor: Minor | null, text: string): Result<string> {
  const checked = checkEpc(details)
  if (!checked.ok) return checked
  const { bic, name, iban } = checked.value
  if (amountMinor !== null && amountMinor <= 0) return fail('money/zero')
  if (amountMinor !== null && amountMinor > LARGEST_MINOR) {
    return fail('payment-qr/amount-too-large', { amount: plainInCurrency(amountMinor, 'EUR') })
  }
  const amount = amountMinor === null ? '' : `EUR${plainInCurrency(amountMinor, 'EUR')}`
  const lines = ['BCD', '002', UTF8, 'SCT', bic, name, iban, amount, '', '', oneLine(text, LONGEST_TEXT)]
  const payload = lines.join('\n').replace(/\n+$/, '')
  const length = utf8Bytes(payload).length
  return length > LONGEST_BYTES ? fail('payment-qr/too-long', { length, longest: LONGEST_BYTES }) : ok(payload)
}

export function checkEpc(details: PaymentQrOf<'epc'>): Result<PaymentQrOf<'epc'>> {
  const invalid = (field: string) => fail('payment-qr/details-invalid', { field }, `paymentQr.${field}`)
  const name = oneLine(details.name, LONGEST_NAME)
  const iban = parseIban(details.iban)
  const bic = details.bic.replace(/\s/g, '').toUpperCase()
  if (name === '') return invalid('name')
  if (iban === null) return invalid('iban')
  if (!/^([A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?)?$/.test(bic)) return invalid('bic')
  return ok({ scheme: 'epc', name, iban, bic })
}

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** One line of whole letters, without a control character. */
function oneLine(text: string, longest: number): string {
  const clean = text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .trim()
  if (clean.length <= longest) return clean
  let cut = ''
  for (const { segment } of letters.segment(clean)) {
    if (cut.length + segment.length > longest) break
    cut += segment
  }
  return cut.trim()
}

/** Reads such a code, strictly. Fails with `payment-qr/damaged`. */
export function readEpc(text: string): Result<PaymentQrOf<'epc'>> {
  const lines = text.split(/\r?\n/)
  const [tag, version, set, id, bic = '', name = '', iban = '', amount = '', purpose = '', reference = '', words = ''] =
    lines
  const isWhole =
    tag === 'BCD' &&
    (version === '002' || (version === '001' && bic !== '')) &&
    /^[1-8]$/.test(set ?? '') &&
    id === 'SCT' &&
    lines.length <= 12 &&
    utf8Bytes(text).length <= LONGEST_BYTES &&
    /^(EUR(?!0+(\.0+)?$)\d{1,9}(\.\d{1,2})?)?$/.test(amount) &&
    /^[A-Z]{0,4}$/.test(purpose) &&
    reference.length <= 35 &&
    words.length <= LONGEST_TEXT &&
    (reference === '' || words === '')
  const checked = isWhole ? checkEpc({ scheme: 'epc', name, iban, bic }) : null
  return checked?.ok && checked.value.name === name ? checked : fail('payment-qr/damaged')
}

/** A text that begins as every such code does. */
export const looksLikeEpc = (text: string): boolean => /^BCD\r?\n/.test(text)
