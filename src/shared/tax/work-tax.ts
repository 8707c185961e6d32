import type { BookDate } from '#shared/calendar/book-date.ts'
import type { Minor } from '#shared/money/money.ts'
import type { Quantity } from '#shared/quantity/quantity.ts'
import type { TaxHead } from './tax-scheme.ts'

/** Which heads a supply bears: within a state, within a union territory, between states, one tax for all, none. */
export type SupplyReach = 'intra' | 'intra-ut' | 'inter' | 'one' | 'none'

/** A line as far as tax needs it. Discounts are off and charges shared out already. */
export interface TaxableLine {
  readonly ruleId: string
  /** What is asked for the line: without tax, or with it. */
  readonly valueMinor: Minor
  readonly isTaxInPrice: boolean
  readonly quantity: Quantity
  /** The price printed on one of the base unit, for rules that start from it. */
  readonly retailPriceMinor: Minor | null
  /** The rate of the bill that a line is returned to; it stands in place of the rules. */
  readonly fixed: { readonly rateBp: number; readonly cessBp: number; readonly cessPerUnitMinor: Minor } | null
}

export type TaxesByHead = Readonly<Partial<Record<TaxHead, Minor>>>

export interface TaxedLine {
  readonly taxableMinor: Minor
  readonly rateBp: number
  readonly cessBp: number
  readonly cessPerUnitMinor: Minor
  readonly nature: 'taxable' | 'nil' | 'exempt' | 'outside'
  /** Only heads that the supply bears; each zero or more. */
  readonly taxes: TaxesByHead
}

export interface Supply {
  readonly on: BookDate
  readonly reach: SupplyReach
}
