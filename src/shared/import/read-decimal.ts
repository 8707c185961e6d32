import { latinDigits } from '#shared/script/latin-digits.ts'

/** An exact number: `value / 10^places`. Nothing on the way from a file to the book is a float. */
export interface Decimal {
  readonly value: bigint
  readonly places: number
}

/** Which side of a party's account an amount stands on: debit, he owes us more; credit, he owes us less. */
export type Side = 'debit' | 'credit'

/** What a number of the file uses for its decimals: `1,250.50` or `1.250,50`. */
export type DecimalMark = '.' | ','

export interface SidedDecimal {
  readonly decimal: Decimal
  /** What the cell itself says of the side (`500 Dr`), or null. */
  readonly side: Side | null
}

const CURRENCY = /₹|£|€|\$|rs\.?(?![a-z])|inr|\/-/gu
const SIDE = /^(?:(dr|cr)\.?\s*)?(.*?)(?:\s*\(?(dr|cr)\.?\)?)?$/u
const PLAIN = /^(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,2}))?$/u
const GROUPED = /^\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?$/u

/**
 * Reads a number as account books and spreadsheets write it: `1,25,000.50`, `(500)`, `500-`, `₹ 500/-`, `500 Dr`,
 * `1.25E+05`, digits of Indian scripts. Null when it is not a number; an empty cell is not a number either.
 */
export function readDecimal(raw: string, mark: DecimalMark = '.'): SidedDecimal | null {
  if (raw.length > 100) return null
  const text = latinDigits(raw.normalize('NFKC')).toLowerCase().replace(/[−–—]/gu, '-').replace(CURRENCY, '').trim()
  const sided = SIDE.exec(text)
  if (sided === null) return null
  const letters = sided[1] ?? sided[3]
  const { isNegative, digits } = withoutSign(sided[2] ?? '')
  const decimal = parseDigits(mark === ',' ? swapMarks(digits) : digits)
  if (decimal === null) return null
  return {
    decimal: isNegative ? { ...decimal, value: -decimal.value } : decimal,
    side: letters === undefined ? null : letters === 'dr' ? 'debit' : 'credit'
  }
}

function withoutSign(text: string): { isNegative: boolean; digits: string } {
  const inner = /^\((.*)\)$/u.exec(text)
  if (inner !== null) return { isNegative: true, digits: (inner[1] ?? '').replace(/\s/gu, '') }
  const digits = text.replace(/\s/gu, '')
  if (digits.startsWith('-')) return { isNegative: true, digits: digits.slice(1) }
  if (digits.endsWith('-')) return { isNegative: true, digits: digits.slice(0, -1) }
  return { isNegative: false, digits: digits.startsWith('+') ? digits.slice(1) : digits }
}

const swapMarks = (digits: string): string => digits.replace(/[.,]/gu, (sign) => (sign === ',' ? '.' : ','))

function parseDigits(text: string): Decimal | null {
  const ungrouped = GROUPED.test(text) ? text.replaceAll(',', '') : text
  const match = PLAIN.exec(ungrouped)
  if (match === null) return null
  const whole = match[1] ?? ''
  const part = match[2] ?? ''
  if (whole === '' && part === '') return null
  const places = part.length - Number(match[3] ?? '0')
  const value = BigInt(whole + part)
  return places < 0 ? { value: value * 10n ** BigInt(-places), places: 0 } : { value, places }
}

/**
 * Which decimal mark a whole column uses. A comma before one or two last digits can only be one, since a group of
 * digits ends in three; a column that shows both kinds is read the Indian way.
 */
export function decimalMarkOf(values: Iterable<string>): DecimalMark {
  let hasComma = false
  for (const value of values) {
    if (/\.\d{1,2}\D*$/u.test(value)) return '.'
    if (/\d,\d{1,2}\D*$/u.test(value)) hasComma = true
  }
  return hasComma ? ',' : '.'
}

export const ZERO_DECIMAL: Decimal = { value: 0n, places: 0 }

export const times = (left: Decimal, right: Decimal): Decimal => ({
  value: left.value * right.value,
  places: left.places + right.places
})

export function plus(left: Decimal, right: Decimal): Decimal {
  const places = Math.max(left.places, right.places)
  const lift = (one: Decimal) => one.value * 10n ** BigInt(places - one.places)
  return { value: lift(left) + lift(right), places }
}
