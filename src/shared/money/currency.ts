import type { Minor } from './money.ts'

/** ISO 4217: the three-digit number, and how many digits of an amount in minor units are behind the point. */
export const CURRENCIES = {
  INR: { number: '356', decimals: 2 },
  BRL: { number: '986', decimals: 2 },
  THB: { number: '764', decimals: 2 },
  SGD: { number: '702', decimals: 2 },
  VND: { number: '704', decimals: 0 },
  EUR: { number: '978', decimals: 2 }
} as const satisfies Record<string, { readonly number: string; readonly decimals: number }>
export type Currency = keyof typeof CURRENCIES

/** What every amount of a ledger is in. It stands in the first line of the journal and never changes. */
export const LEDGER_CURRENCY: Currency = 'INR'

/** `1249.50`, or `1250` for a currency without decimals: digits and a dot, no grouping. The amount is not below zero. */
export function plainInCurrency(amount: Minor, currency: Currency): string {
  const { decimals } = CURRENCIES[currency]
  const digits = String(amount).padStart(decimals + 1, '0')
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
