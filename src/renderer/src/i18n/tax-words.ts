import { useMemo } from 'react'
import type { BookDate } from '#shared/calendar/book-date.ts'
import type { TaxRule } from '#shared/tax/tax-scheme.ts'
import type { TextKey } from './locale-parts.ts'
import { useText } from './use-text.ts'

/** What the language calls a rule of tax. */
export function useRuleName(): (rule: TaxRule) => string {
  const t = useText()
  // A rule is data: that each has its name is held by a test of the data, not by the compiler.
  return useMemo(() => (rule) => t(`tax:rule.${rule.nameKey}` as TextKey), [t])
}

/** The rates of a rule on a day, as they are said: `18 %`, or `5 % / 18 %` where they depend on the price. */
export function ratesText(rule: TaxRule, on: BookDate): string {
  const period = rule.periods.find(({ from, to }) => from <= on && (to === null || on <= to)) ?? rule.periods.at(-1)
  const rates = [...new Set((period?.bands ?? []).map((band) => percentText(band.rateBp)))]
  return rates.join(' / ')
}

/** Hundredths of a percent as `18 %` or `0.25 %`. */
export const percentText = (basisPoints: number): string =>
  `${Math.trunc(basisPoints / 100)}${
    basisPoints % 100 === 0
      ? ''
      : `.${String(basisPoints % 100)
          .padStart(2, '0')
          .replace(/0$/, '')}`
  } %`

/** The rule that an HSN code suggests: the one that knows most of its digits; null when none does. */
export function ruleForHsn(rules: readonly TaxRule[], hsn: string): TaxRule | null {
  let best: { readonly rule: TaxRule; readonly digits: number } | null = null
  for (const rule of rules) {
    for (const digits of rule.hsn) {
      if (digits !== '' && hsn.startsWith(digits) && digits.length > (best?.digits ?? 0))
        best = { rule, digits: digits.length }
    }
  }
  return best?.rule ?? null
}
