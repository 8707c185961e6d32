import { asciiText } from '#shared/payment-qr/ascii-text.ts'
import type { PaymentQrOf } from '#shared/payment-qr/payment-scheme.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'

export const BHARAT_FIELDS = ['city', 'postalCode', 'visa', 'mastercard', 'rupay', 'merchantCode'] as const
export type BharatField = (typeof BHARAT_FIELDS)[number]

/** What a shop begins with that chooses Bharat QR: its town, as far as its place tells it, and the category it has. */
export function newBharat(shopPlace: string, merchantCode = ''): PaymentQrOf<'bharat'> {
  const town = shopPlace.split(',').at(-1) ?? ''
  const city = asciiText(town.replace(/[\d०-९]+/gu, ''), 15)
  const none = { visa: '', mastercard: '', rupay: '', name: '', postalCode: '' }
  return { scheme: 'bharat', ...none, merchantCode, city }
}

const SHAPES: Readonly<Record<BharatField, RegExp>> = {
  city: /^[\x20-\x7e]{1,15}$/,
  postalCode: /^(\d{6})?$/,
  visa: /^[0-9A-Za-z]{0,25}$/,
  mastercard: /^[0-9A-Za-z]{0,25}$/,
  rupay: /^[0-9A-Za-z]{0,25}$/,
  merchantCode: /^(\d{4})?$/
}

/** A typed detail as it is stored, or null when it is none. Blanks that group digits fall away. */
export function readBharat(field: BharatField, typed: string): string | null {
  const text = typed.normalize('NFKC').trim()
  const value = field === 'city' ? asciiText(text, 15) : latinDigits(text).replace(/[\s-]/g, '')
  return SHAPES[field].test(value) ? value : null
}
