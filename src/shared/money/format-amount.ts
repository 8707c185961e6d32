import { MINOR_PER_MAJOR, type Minor } from './money.ts'

/**
 * `123456750` as `12,34,567.50`: Indian grouping, Latin digits, two places, whatever the language of the screen is.
 * Written out by hand because the locales of `Intl` switch digits and groups between languages.
 * A negative amount has a true minus sign in front.
 */
export function formatAmount(amount: Minor): string {
  const absolute = Math.abs(amount)
  const paise = String(absolute % MINOR_PER_MAJOR).padStart(2, '0')
  return `${amount < 0 ? '\u2212' : ''}${groupIndian(Math.trunc(absolute / MINOR_PER_MAJOR))}.${paise}`
}

/** `1249.50`: what a QR, a CSV or another program reads. No grouping, a dot, an ASCII minus sign. */
export function formatPlain(amount: Minor): string {
  const absolute = Math.abs(amount)
  return `${amount < 0 ? '-' : ''}${Math.trunc(absolute / MINOR_PER_MAJOR)}.${String(absolute % MINOR_PER_MAJOR).padStart(2, '0')}`
}

/** A whole number in Indian groups: 1234567 as `12,34,567`. */
export function groupIndian(whole: number): string {
  const digits = String(whole)
  if (digits.length <= 3) return digits
  const head = digits.slice(0, -3).replace(/\B(?=(?:\d{2})+$)/g, ',')
  return `${head},${digits.slice(-3)}`
}
