import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { parseUpiAddress } from './upi-address.ts'

/** What a sticker's UPI link says of its payee. */
export interface UpiPayee {
  readonly address: string
  readonly name: string
  /** The acquirer's category, or empty. */
  readonly merchantCode: string
}

const LONGEST_NAME = 99
const LONGEST_SCANNED = 4000

export const looksLikeUpi = (text: string): boolean => /^upi:/i.test(text)

/**
 * Reads a UPI link, strictly: `upi://pay`, no field twice, a valid address, rupees. Amount, reference and signature of
 * a link made for one payment are not taken over: they belong to that payment.
 *
 * Fails with `payment-qr/not-a-payment` (another kind of UPI link), `payment-qr/damaged`,
 * `payment-qr/address-invalid` or `payment-qr/other-currency`.
 */
export function readUpiLink(text: string): Result<UpiPayee> {
  const [, query] = /^upi:\/\/pay\/?\?([^#]*)$/i.exec(text) ?? []
  if (query === undefined) return fail('payment-qr/not-a-payment')
  const fields = text.length > LONGEST_SCANNED ? null : queryFields(query)
  if (fields === null) return fail('payment-qr/damaged')
  const currency = fields.get('cu') ?? 'INR'
  if (currency.toUpperCase() !== 'INR') return fail('payment-qr/other-currency', { currency: 'INR' })
  const address = parseUpiAddress(fields.get('pa') ?? '')
  if (!address.ok) return address
  const code = fields.get('mc') ?? ''
  return ok({
    address: address.value,
    name: plainName(fields.get('pn') ?? ''),
    merchantCode: /^\d{4}$/.test(code) && code !== '0000' ? code : ''
  })
}

/** Fields by their names in small letters, or null when one stands twice or cannot be decoded. */
function queryFields(query: string): ReadonlyMap<string, string> | null {
  const fields = new Map<string, string>()
  for (const part of query.split('&')) {
    if (part === '') continue
    const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(part) ?? []
    const decoded = decode(value)
    const key = name.toLowerCase()
    if (decoded === null || fields.has(key)) return null
    fields.set(key, decoded)
  }
  return fields
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value)
  } catch {
    return null
  }
}

/** Many stickers write `+` for a blank. */
const plainName = (name: string): string =>
  name
    .replace(/[+\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)
    .toWellFormed()
