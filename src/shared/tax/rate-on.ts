import type { BookDate } from '#shared/calendar/book-date.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import type { Minor } from '#shared/money/money.ts'
import { QUANTITY_PER_UNIT, type Quantity } from '#shared/quantity/quantity.ts'
import type { TaxBand, TaxPeriod, TaxRule, TaxScheme } from './tax-scheme.ts'

/** The rule of that id; null for goods without a rule and for ids that the scheme does not know. */
export const ruleById = (scheme: TaxScheme, id: string): TaxRule | null =>
  scheme.rules.find((rule) => rule.id === id) ?? null

/** What holds of a rule on a day; null when it has nothing for that day. */
export const periodOn = (rule: TaxRule, on: BookDate): TaxPeriod | null =>
  rule.periods.find((period) => period.from <= on && (period.to === null || on <= period.to)) ?? null

/**
 * Whether a rule can be used on a day: there is no such rule (`tax/rule-unknown`), or it has no rate for that day though
 * the tax itself was there already (`tax/no-rate-then`). Goods without a rule are always right.
 */
export function checkRule(scheme: TaxScheme, id: string, on: BookDate): Result<TaxRule | null> {
  if (id === '') return ok(null)
  const rule = ruleById(scheme, id)
  if (rule === null) return fail('tax/rule-unknown', { rule: id }, 'taxRule')
  if (periodOn(rule, on) === null && !isBeforeTax(scheme, on)) return fail('tax/no-rate-then', { rule: id }, 'taxRule')
  return ok(rule)
}

/** Before its first day a tax asks for nothing. */
export const isBeforeTax = (scheme: TaxScheme, on: BookDate): boolean => scheme.from !== null && on < scheme.from

/** A price for a quantity: of one line, without tax or with it. */
export interface Priced {
  readonly valueMinor: Minor
  readonly quantity: Quantity
  readonly isTaxInPrice: boolean
}

/**
 * The band that a price falls into: the first one whose limit the taxable value of one of the base unit does not exceed,
 * compared without rounding. A price with tax falls into the first band that it fits when that band's own rate is taken
 * off; prices between two bands (2,625.01 to 2,950.00 for clothing) so bear the dearer one's rate.
 */
export function bandFor(period: TaxPeriod, priced: Priced): TaxBand {
  const quantity = BigInt(priced.quantity > 0 ? priced.quantity : QUANTITY_PER_UNIT)
  const fits = (band: TaxBand) => {
    if (band.upToMinor === null) return true
    const withRate = priced.isTaxInPrice ? BigInt(10_000 + band.rateBp + band.cessBp) : 10_000n
    const perUnit = BigInt(QUANTITY_PER_UNIT)
    return BigInt(priced.valueMinor) * perUnit * 10_000n <= BigInt(band.upToMinor) * quantity * withRate
  }
  const band = period.bands.find(fits) ?? period.bands.at(-1)
  if (band === undefined) throw new Error('a period has at least one band')
  return band
}

/** The rate of a rule on a day for one of the base unit at a price without tax; null when it has none for that day. */
export function rateOn(rule: TaxRule, on: BookDate, unitValueMinor: Minor): TaxBand | null {
  const period = periodOn(rule, on)
  if (period === null) return null
  return bandFor(period, {
    valueMinor: unitValueMinor,
    quantity: QUANTITY_PER_UNIT as Quantity,
    isTaxInPrice: false
  })
}
