import { type Currency, currencyFacts } from '#shared/money/currency.ts'
import * as format from '#shared/money/format-amount.ts'
import type { Minor } from '#shared/money/money.ts'
import { parseAmount as parse } from '#shared/money/parse-amount.ts'

/**
 * Amounts as the open shop writes them. Its currency stands here, beside the language, because both change only when
 * another shop is opened; everything on the screen is drawn anew then.
 */
let shown: Currency = 'INR'

export function showCurrency(currency: Currency): void {
  shown = currency
}

export const shownCurrency = (): Currency => shown
/** The law's limits, GSTIN and the words of UPI belong to India. */
export const isIndian = (): boolean => shown === 'INR'
export const currencySign = (): string => currencyFacts(shown).sign

export const formatAmount = (amount: Minor): string => format.formatAmount(amount, shown)
export const groupWhole = (whole: number): string => format.groupWhole(whole, shown)
export const parseAmount = (text: string): ReturnType<typeof parse> => parse(text, shown)

/** An amount as one would type it into a box: no grouping, and no places where the currency has none. */
export function formatPlain(amount: Minor): string {
  const plain = format.formatPlain(amount)
  return currencyFacts(shown).decimals === 0 ? plain.replace(/\.00$/, '') : plain
}
