import type { BookDate } from '#shared/calendar/book-date.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import { periodOn } from '#shared/tax/rate-on.ts'
import type { TaxPeriod, TaxRule, TaxScheme } from '#shared/tax/tax-scheme.ts'

/** What a cell says of the tax: none, goods outside of it in some way, or a rate as it is written. */
export type SaidTax =
  | { readonly is: 'none' }
  | { readonly is: 'nature'; readonly nature: TaxPeriod['nature'] }
  /** `percent` is exact text; whether 0.18 means 18 % only the whole column tells. */
  | { readonly is: 'rate'; readonly percent: string }

const NATURES: Readonly<Record<string, TaxPeriod['nature']>> = {
  exempt: 'exempt',
  exempted: 'exempt',
  'nil rated': 'nil',
  nil: 'nil',
  'non-gst': 'outside',
  'non gst': 'outside',
  nongst: 'outside',
  'out of scope': 'outside',
  करमुक्त: 'exempt',
  शून्य: 'nil'
}
const NO_TAX = /^(?:-|none|no tax|na|n\/a|not applicable)?$/u
const RATE = /^(?:[a-z]{2,6})?[\s@-]*(\d{1,3}(?:\.\d{1,4})?)\s*%?(?:\s*[a-z]{2,6})?$/u

/** Reads `18`, `18 %`, `GST@18%`, `IGST 18%`, `Exempted`, `None`; null when it says nothing that we know. */
export function readTax(raw: string): SaidTax | null {
  const text = latinDigits(raw.normalize('NFKC')).trim().toLowerCase()
  if (NO_TAX.test(text)) return { is: 'none' }
  const nature = NATURES[text]
  if (nature !== undefined) return { is: 'nature', nature }
  const percent = RATE.exec(text)?.[1]
  return percent === undefined ? null : { is: 'rate', percent }
}

/**
 * Whether a column holds parts of one (0.18) and no percents: spreadsheets keep 18 % so. A quarter of a percent is a real
 * rate, so a column is only taken for parts when all of it is below one and something in it is no rate as it stands.
 */
export function isPartOfOne(percents: readonly string[]): boolean {
  const values = percents.map(Number)
  return values.some((value) => value > 0 && value !== 0.25) && values.every((value) => value < 1)
}

/** A percent as hundredths of it; null when it is finer. */
export function basisPoints(percent: string, isPart: boolean): number | null {
  const [whole = '', part = ''] = percent.split('.')
  const places = isPart ? 4 : 2
  if (part.slice(places).replace(/0/gu, '') !== '') return null
  return Number(whole + part.slice(0, places).padEnd(places, '0'))
}

/**
 * The rule of the scheme that bears a rate on a day: one for goods of that HSN first, which may also know their bands by
 * price, then the plain one of that rate. Null when no rule has it: a rate that was abolished names no goods of today.
 */
export function ruleOfRate(scheme: TaxScheme, on: BookDate, rateBp: number, hsn: string): string | null {
  const rules = scheme.rules.filter((rule) => !rule.isReverseCharge && hasRate(rule, on, rateBp))
  const byHsn = rules
    .map((rule) => ({ rule, digits: digitsOf(rule, hsn) }))
    .filter(({ digits }) => digits > 0)
    .toSorted((left, right) => right.digits - left.digits)[0]?.rule
  const named = rules.find((rule) => rule.id.replace(/^[a-z]+-/u, '') === String(rateBp / 100))
  const plain = rules.find((rule) => rule.hsn.length === 0 && !rule.id.includes('-to-'))
  return (byHsn ?? named ?? plain)?.id ?? null
}

/** The rule of a scheme for goods that are outside of the tax in some way; null when it has none. */
export function ruleOfNature(scheme: TaxScheme, on: BookDate, nature: TaxPeriod['nature']): string | null {
  return scheme.rules.find((rule) => periodOn(rule, on)?.nature === nature && !rule.id.includes('-to-'))?.id ?? null
}

function hasRate(rule: TaxRule, on: BookDate, rateBp: number): boolean {
  const bands = periodOn(rule, on)?.bands ?? []
  return bands.some((band) => band.rateBp === rateBp && band.cessBp + band.cessPerUnitMinor + band.cessOfRetailBp === 0)
}

/** How many digits of an HSN a rule names; 0 when it is not for it. */
const digitsOf = (rule: TaxRule, hsn: string): number =>
  rule.hsn.reduce((most, start) => (hsn.startsWith(start) ? Math.max(most, start.length) : most), 0)
