import { latinDigits } from '#shared/script/latin-digits.ts'

/** A rate of hundredths of a percent as it is typed: `18`, `1.5`. */
export function rateText(basisPoints: number): string {
  const rest = String(basisPoints % 100).padStart(2, '0')
  const whole = String(Math.trunc(basisPoints / 100))
  return rest === '00' ? whole : `${whole}.${rest.replace(/0$/, '')}`
}

/** Hundredths of a percent, from `18`, `1.5` or `18 %`: read as text, for a rate is no float. Null for nothing, undefined for what is none. */
export function readRate(text: string): number | null | undefined {
  const plain = latinDigits(text).trim().replace(/%$/, '').trim()
  if (plain === '') return null
  const found = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(plain)
  if (found === null) return undefined
  const basis = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'))
  return basis <= 100_00 ? basis : undefined
}

/** A whole number of days; null for nothing, undefined for what is none. */
export function readDayCount(text: string, most: number): number | null | undefined {
  const plain = latinDigits(text).trim()
  if (plain === '') return null
  const value = /^\d{1,4}$/.test(plain) ? Number(plain) : Number.NaN
  return value <= most ? value : undefined
}
