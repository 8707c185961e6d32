import { type BookDate, isBookDate } from '#shared/calendar/book-date.ts'
import { cleanBarcode } from '#shared/items/barcode.ts'
import { MAX_QUANTITY, MAX_RATE, type Quantity, quantity, type Rate, rate } from '#shared/quantity/quantity.ts'
import { UNITS, type UnitCode } from '#shared/quantity/unit.ts'
import { unitsNamed } from '#shared/quantity/unit-words.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { checkHsn } from '#shared/tax/hsn.ts'
import { headingKey } from './import-columns.ts'
import type { DateOrder } from './import-plan.ts'
import { readDate } from './read-date.ts'
import type { Decimal } from './read-decimal.ts'

/** A number in thousandths; null when it is too large. `isExact` tells whether nothing was rounded, half away from zero. */
export function thousandths(decimal: Decimal): { readonly value: number | null; readonly isExact: boolean } {
  const lifted = decimal.value * 10n ** BigInt(Math.max(0, 3 - decimal.places))
  const divisor = 10n ** BigInt(Math.max(0, decimal.places - 3))
  const absolute = lifted < 0n ? -lifted : lifted
  const whole = absolute / divisor
  const rest = absolute % divisor
  const rounded = rest * 2n >= divisor && rest > 0n ? whole + 1n : whole
  const value = rounded > BigInt(MAX_QUANTITY) ? null : Number(lifted < 0n ? -rounded : rounded)
  return { value: value === 0 ? 0 : value, isExact: rest === 0n }
}

/** A quantity in a unit, either sign; null when it is too large or finer than the unit is divided. */
export function quantityIn(unit: UnitCode, decimal: Decimal): Quantity | null {
  const { value, isExact } = thousandths(decimal)
  const step = 10 ** (3 - UNITS[unit])
  return value === null || !isExact || value % step !== 0 ? null : quantity(value)
}

/** A rate, its sign left off; null when it is finer than a thousandth of the currency's unit, or too large. */
export function exactRate(decimal: Decimal): Rate | null {
  const { value, isExact } = thousandths(decimal)
  return value === null || !isExact || Math.abs(value) > MAX_RATE ? null : rate(Math.abs(value))
}

/** The unit that a cell names: `Pcs`, `PCS-PIECES`, `PIECES (Pcs)`, `Nos.`, `किलो`; null when it names none that we know. */
export function readUnit(raw: string): UnitCode | null {
  const text = raw.normalize('NFKC').trim()
  const inner = /\(([^)]*)\)/u.exec(text)?.[1] ?? ''
  const parts = [text, inner, text.replace(/\(.*$/u, ''), text.split('-')[0] ?? '', text.split(/\s/u)[0] ?? '']
  for (const part of parts) {
    const [unit] = part.trim() === '' ? [] : unitsNamed(part.trim())
    if (unit !== undefined) return unit
  }
  return null
}

/** Digits of an HSN or SAC, empty for none; null when they are not 2, 4, 6 or 8. */
export function readHsn(raw: string): string | null {
  const text = raw.trim().replace(/\.0+$/u, '')
  if (/^(?:0|-|na|n\/a)?$/iu.test(text)) return ''
  const hsn = checkHsn(text)
  return hsn.ok ? hsn.value : null
}

const YES = [
  'yes',
  'y',
  'true',
  '1',
  'inclusive',
  'incl',
  'included',
  'with tax',
  'tax inclusive',
  'inclusive of tax',
  'हाँ',
  'हां',
  'सहित'
]
const NO = [
  '',
  'no',
  'n',
  'false',
  '0',
  'exclusive',
  'excl',
  'excluded',
  'without tax',
  'tax exclusive',
  'exclusive of tax',
  'नहीं',
  'बिना'
]
const yes = new Set(YES.map(headingKey))
const no = new Set(NO.map(headingKey))

/** Whether a cell says yes; null when it says neither yes nor no. */
export function readYesNo(raw: string): boolean | null {
  const key = headingKey(raw)
  return yes.has(key) ? true : no.has(key) ? false : null
}

const SERVICE = new Set(['service', 'services', 'labour', 'सेवा'].map(headingKey))
export const isService = (raw: string): boolean => SERVICE.has(headingKey(raw))

/** The barcodes of a cell; null when a spreadsheet has cut digits off (`8.90123E+12`). */
export function readBarcodes(raw: string): string[] | null {
  const codes = raw
    .split(/[,;|/\n]/u)
    .map((code) => cleanBarcode(code).replace(/^(\d{8,14})\.0+$/u, '$1'))
    .filter((code) => code !== '')
  return codes.some((code) => /^\d(?:\.\d+)?e\+\d+$/iu.test(code)) ? null : [...new Set(codes)]
}

const MONTH = /^(?:(\d{1,2})|([\p{L}\p{M}]{3,12}))[\s\-/.,']*(\d{4}|\d{2})$/u

/** The last good day: a date, or the last day of a month (`12/2027`, `Dec-27`). Null when it is neither. */
export function readExpiry(raw: string, order: DateOrder): BookDate | null {
  const date = readDate(raw, order)
  if (date !== null) return date
  const match = MONTH.exec(latinDigits(raw.normalize('NFKC')).trim().toLowerCase())
  if (match === null) return null
  const [, digits, letters, years = ''] = match
  const year = years.length === 2 ? `20${years}` : years
  const first = readDate(letters === undefined ? `01-${digits}-${year}` : `1 ${letters} ${year}`, 'dmy')
  return first === null ? null : lastOfMonth(first)
}

function lastOfMonth(date: BookDate): BookDate | null {
  for (const day of [31, 30, 29, 28]) {
    const last = date - (date % 100) + day
    if (isBookDate(last)) return last
  }
  return null
}
