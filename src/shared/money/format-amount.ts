import { type Currency, currencyFacts } from './currency.ts'
import { MINOR_PER_MAJOR, type Minor } from './money.ts'

/**
 * `123456750` as `12,34,567.50` in rupees, `1,234,567.50` in others: the currency's grouping and places, Latin digits,
 * whatever the language of the screen is. Written out by hand because the locales of `Intl` switch digits and groups
 * between languages. A negative amount has a true minus sign in front. A hundredth that a currency without decimals
 * cannot have is shown all the same: nothing is rounded away.
 */
export function formatAmount(amount: Minor, currency: Currency = 'INR'): string {
  const absolute = Math.abs(amount)
  const part = absolute % MINOR_PER_MAJOR
  const whole = groupWhole(Math.trunc(absolute / MINOR_PER_MAJOR), currency)
  const places = part === 0 && currencyFacts(currency).decimals === 0 ? '' : `.${String(part).padStart(2, '0')}`
  return `${amount < 0 ? '\u2212' : ''}${whole}${places}`
}

/** `1249.50`: what a QR, a CSV or another program reads. No grouping, a dot, an ASCII minus sign. */
export function formatPlain(amount: Minor): string {
  const absolute = Math.abs(amount)
  return `${amount < 0 ? '-' : ''}${Math.trunc(absolute / MINOR_PER_MAJOR)}.${String(absolute % MINOR_PER_MAJOR).padStart(2, '0')}`
}

/** A whole number in the groups of a currency: 1234567 as `12,34,567` or `1,234,567`. */
export function groupWhole(whole: number, currency: Currency): string {
  return currencyFacts(currency).grouping === 'indian'
    ? groupIndian(whole)
    : String(whole).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** A whole number in Indian groups: 1234567 as `12,34,567`. */
export function groupIndian(whole: number): string {
  const digits = String(whole)
  if (digits.length <= 3) return digits
  const head = digits.slice(0, -3).replace(/\B(?=(?:\d{2})+$)/g, ',')
  return `${head},${digits.slice(-3)}`
}
