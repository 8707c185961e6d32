import { assert } from '#shared/kernel/assert.ts'
import { MINOR_PER_MAJOR, type Minor } from './money.ts'

interface CurrencyFacts {
  /** ISO 4217. */
  readonly number: string
  /** What stands before an amount. */
  readonly sign: string
  /** The digits behind the point that people write: two or none. A ledger keeps hundredths all the same. */
  readonly decimals: 0 | 2
  readonly grouping: 'indian' | 'thousands'
  /** Notes and coins that a drawer may hold, in whole units, largest first. Smaller coins are counted as one sum. */
  readonly notes: readonly number[]
  readonly coins: readonly number[]
  /** Notes that every drawer has; the others come with the long list of the count. */
  readonly usualNotes: readonly number[]
}

export const CURRENCIES = {
  INR: {
    number: '356',
    sign: '₹',
    decimals: 2,
    grouping: 'indian',
    notes: [2000, 500, 200, 100, 50, 20, 10, 5, 2],
    coins: [20, 10, 5, 2, 1],
    usualNotes: [500, 200, 100, 50, 20, 10]
  },
  BRL: {
    number: '986',
    sign: 'R$',
    decimals: 2,
    grouping: 'thousands',
    notes: [200, 100, 50, 20, 10, 5, 2],
    coins: [1],
    usualNotes: [100, 50, 20, 10, 5, 2]
  },
  THB: {
    number: '764',
    // The fonts of papers have no sign of the baht.
    sign: 'THB',
    decimals: 2,
    grouping: 'thousands',
    notes: [1000, 500, 100, 50, 20],
    coins: [10, 5, 2, 1],
    usualNotes: [1000, 500, 100, 50, 20]
  },
  SGD: {
    number: '702',
    sign: 'S$',
    decimals: 2,
    grouping: 'thousands',
    notes: [1000, 100, 50, 10, 5, 2],
    coins: [1],
    usualNotes: [100, 50, 10, 5, 2]
  },
  VND: {
    number: '704',
    sign: '₫',
    decimals: 0,
    grouping: 'thousands',
    notes: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000, 5_000, 2_000, 1_000, 500],
    coins: [],
    usualNotes: [500_000, 200_000, 100_000, 50_000, 20_000, 10_000]
  },
  EUR: {
    number: '978',
    sign: '€',
    decimals: 2,
    grouping: 'thousands',
    notes: [500, 200, 100, 50, 20, 10, 5],
    coins: [2, 1],
    usualNotes: [100, 50, 20, 10, 5]
  }
} as const satisfies Record<string, CurrencyFacts>

/** What every amount of a ledger is in. It stands in the first line of the journal and never changes. */
export type Currency = keyof typeof CURRENCIES
export const CURRENCY_CODES = Object.keys(CURRENCIES) as readonly Currency[]

export const currencyFacts = (currency: Currency): CurrencyFacts => CURRENCIES[currency]

/** Whether an amount can be paid in this currency: dong have no hundredths. */
export const isPayable = (amount: Minor, currency: Currency): boolean =>
  currencyFacts(currency).decimals > 0 || amount % MINOR_PER_MAJOR === 0

/** `1249.50`, or `1250` for a currency without decimals: digits and a dot, no grouping. The amount is not below zero. */
export function plainInCurrency(amount: Minor, currency: Currency): string {
  assert(isPayable(amount, currency), `no such amount in ${currency}: ${amount}`)
  const whole = String(Math.trunc(amount / MINOR_PER_MAJOR))
  if (currencyFacts(currency).decimals === 0) return whole
  return `${whole}.${String(amount % MINOR_PER_MAJOR).padStart(2, '0')}`
}
