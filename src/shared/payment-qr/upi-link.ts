import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { formatPlain } from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { parseUpiAddress } from './upi-address.ts'

export interface UpiRequest {
  readonly address: string
  readonly payeeName: string
  /** More than zero: without an amount the payer could type any. */
  readonly amountMinor: Minor
  /** Our own reference; whatever UPI apps refuse in it is taken out. Empty for a code that belongs to no entry. */
  readonly reference: string
  readonly note: string
  /** The four-digit category from the shop's own acquirer; empty or left out when it has none. */
  readonly merchantCode?: string
}

const REFERENCE_LENGTH = 35
const NOTE_LENGTH = 50
const NAME_LENGTH = 99
/** A name in another script takes nine characters a letter once encoded. A long code has small dots that phones read badly, and the payer's app shows the name that the bank knows anyway. */
const ENCODED_NAME_LENGTH = 108
/** What still fits on 58 mm paper with dots that a phone can read. */
export const LONGEST_LINK = 450
/** Static QR: the same for everyone, as on a sticker. */
const STATIC_QR = '01'
/** Dynamic QR: made for one payment, with amount and reference. */
const DYNAMIC_QR = '15'

/**
 * The text of a UPI payment QR for exactly one amount. Blanks are `%20`, never `+`, which some apps show as it is.
 * Rule: NPCI, UPI Linking Specifications 1.6: `pa` up to 255 with one `@`, `pn` up to 99, `mc` four digits, `tr` up to
 * 35, `tn` up to 50, `am` with two places and a dot, `cu` INR, `mode` 15 dynamic. No `tid`, which is the provider's,
 * and no `sign`, which only a bank can make.
 *
 * Fails with `payment-qr/address-invalid`, `payment-qr/too-long` or `money/zero`.
 */
export function upiLink(request: UpiRequest): Result<string> {
  const address = parseUpiAddress(request.address)
  if (!address.ok) return address
  if (request.amountMinor <= 0) return fail('money/zero')
  const reference = cleanReference(request.reference)
  const fields: [string, string][] = [
    ['pa', address.value],
    ['pn', encodeName(request.payeeName)],
    ['mc', cleanMerchantCode(request.merchantCode)],
    ['tr', reference],
    ['tn', encodeURIComponent(cleanNote(request.note))],
    ['am', formatPlain(request.amountMinor)],
    ['cu', 'INR'],
    ['mode', reference === '' ? '' : DYNAMIC_QR]
  ]
  return linkOf(fields)
}

/**
 * The text of a sticker: pays to the shop, and the payer types the amount. It has no reference, so no payment by it can
 * be told from another. Fails as `upiLink` does.
 */
export function upiStickerLink(address: string, payeeName: string, merchantCode = ''): Result<string> {
  const payee = parseUpiAddress(address)
  if (!payee.ok) return payee
  return linkOf([
    ['pa', payee.value],
    ['pn', encodeName(payeeName)],
    ['mc', cleanMerchantCode(merchantCode)],
    ['cu', 'INR'],
    ['mode', STATIC_QR]
  ])
}

function linkOf(fields: readonly (readonly [string, string])[]): Result<string> {
  const query = fields.flatMap(([name, value]) => (value === '' ? [] : [`${name}=${value}`]))
  const link = `upi://pay?${query.join('&')}`
  return link.length > LONGEST_LINK
    ? fail('payment-qr/too-long', { length: link.length, longest: LONGEST_LINK })
    : ok(link)
}

/** `0000` says that there is none, and so does anything that is no category. */
const cleanMerchantCode = (code = ''): string => (/^\d{4}$/.test(code) && code !== '0000' ? code : '')

/** Only letters, digits, `-` and `_` are safe in all UPI apps; at most 35 of them. */
export const cleanReference = (reference: string): string =>
  reference.replace(/[^A-Za-z0-9_-]/g, '').slice(0, REFERENCE_LENGTH)

/**
 * Plain ASCII in single blanks, at most 50 characters: some apps drop other scripts, and some refuse a link with `/` or
 * `?` in any of its texts, as the number of a bill may have.
 */
const cleanNote = (note: string): string =>
  note
    .replace(/[/\\]/g, '-')
    .replace(/[^A-Za-z0-9 ._,:()-]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, NOTE_LENGTH)
    .trim()

const letters = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The name, encoded and cut at whole letters so that it stays within its limits. */
function encodeName(name: string): string {
  const clean = name
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  const whole = encodeURIComponent(clean)
  if (clean.length <= NAME_LENGTH && whole.length <= ENCODED_NAME_LENGTH) return whole
  let encoded = ''
  let length = 0
  for (const { segment } of letters.segment(clean)) {
    const next = encodeURIComponent(segment)
    length += segment.length
    if (length > NAME_LENGTH || encoded.length + next.length > ENCODED_NAME_LENGTH) break
    encoded += next
  }
  return encoded.replace(/(?:%20)+$/, '')
}
