import type { BookDate } from '#shared/calendar/book-date.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Minor, minor, subtract, sum } from '#shared/money/money.ts'
import { QUANTITY_PER_UNIT, type Quantity, roundedQuotient } from '#shared/quantity/quantity.ts'
import { bandFor, checkRule, periodOn, ruleById } from './rate-on.ts'
import {
  type GroupLine,
  type SupplyReach,
  shareOfTaxes,
  type TaxesByHead,
  type TaxGroup,
  workGroup
} from './tax-group.ts'
import type { TaxPeriod, TaxScheme } from './tax-scheme.ts'

export type { SupplyReach, TaxesByHead } from './tax-group.ts'

export type TaxNature = TaxPeriod['nature']

/** The rate of an earlier bill. What is left out is read from the rule. */
export interface FixedRate {
  readonly rateBp: number
  readonly cessBp: number
  readonly cessPerUnitMinor: Minor
  readonly nature?: TaxNature
}

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
  readonly fixed: FixedRate | null
}

export interface TaxedLine {
  /** What the seller asks without tax: with `taxes` it is what the line comes to. */
  readonly taxableMinor: Minor
  /** What the tax is worked out from: the same, but for goods that are taxed by the price printed on them. */
  readonly assessedMinor: Minor
  readonly rateBp: number
  readonly cessBp: number
  readonly cessPerUnitMinor: Minor
  readonly nature: TaxNature
  /** Only heads that the supply bears; each zero or more. Empty for what bears no tax. */
  readonly taxes: TaxesByHead
}

export interface Supply {
  readonly on: BookDate
  readonly reach: SupplyReach
  /** Under reverse charge the buyer pays the tax to the state: no price holds it. */
  readonly isReverseCharge?: boolean
}

/**
 * The tax of the lines of one bill, in their order. For each rate each head is rounded half up once, from the sum of the
 * values, and shared out to the lines by largest remainder; a price with tax keeps what was asked. Refuses what
 * `checkTaxable` refuses.
 */
export function workTax(lines: readonly TaxableLine[], supply: Supply, scheme: TaxScheme): readonly TaxedLine[] {
  const rated = lines.map((line) => rate(line, supply, scheme))
  const groups = new Map<number, GroupLine[]>()
  for (const [index, line] of rated.entries()) {
    if (line.nature !== 'taxable' || supply.reach === 'none') continue
    const group = groups.get(line.rateBp)
    if (group === undefined) groups.set(line.rateBp, [{ ...line, index }])
    else group.push({ ...line, index })
  }
  const taxes = new Map<number, TaxesByHead>()
  for (const [rateBp, members] of groups) {
    const group: TaxGroup = { rateBp, reach: supply.reach, lines: members }
    for (const [index, share] of shareOfTaxes(group, workGroup(group))) taxes.set(index, share)
  }
  return rated.map((line, index) => taxedLine(line, taxes.get(index) ?? {}))
}

interface RatedLine extends Omit<GroupLine, 'index'> {
  readonly line: TaxableLine
  readonly isTaxInPrice: boolean
  readonly rateBp: number
  readonly cessPerUnitMinor: Minor
  readonly nature: TaxNature
}

function rate(line: TaxableLine, supply: Supply, scheme: TaxScheme): RatedLine {
  const isTaxInPrice = line.isTaxInPrice && !(supply.isReverseCharge ?? false)
  const found = rateOf({ ...line, isTaxInPrice }, supply, scheme)
  const quantity = BigInt(line.quantity > 0 ? line.quantity : QUANTITY_PER_UNIT)
  const { retailPriceMinor } = line
  const byRetail = found.isByRetailPrice && retailPriceMinor !== null
  const cessOfRetail = BigInt(retailPriceMinor ?? 0) * BigInt(found.cessOfRetailBp)
  return {
    line,
    isTaxInPrice,
    rateBp: found.rateBp,
    cessBp: found.cessBp,
    cessPerUnitMinor: found.cessPerUnitMinor,
    nature: found.nature,
    holdsTax: byRetail || isTaxInPrice,
    baseMinor: byRetail
      ? minor(Number(roundedQuotient(BigInt(retailPriceMinor) * quantity, BigInt(QUANTITY_PER_UNIT))))
      : line.valueMinor,
    // In the unit of `cessBp` times minor units times thousandths of the base unit.
    fixedCess: quantity * (BigInt(found.cessPerUnitMinor) * 10_000n + cessOfRetail)
  }
}

const NO_RATE = { rateBp: 0, cessBp: 0, cessPerUnitMinor: 0 as Minor, cessOfRetailBp: 0, isByRetailPrice: false }

function rateOf(line: TaxableLine, supply: Supply, scheme: TaxScheme) {
  const checked = checkRule(scheme, line.ruleId, supply.on)
  if (!checked.ok && line.fixed === null) refuse(checked.failure.code, checked.failure.params, checked.failure.field)
  const rule = ruleById(scheme, line.ruleId)
  const period = rule === null ? null : periodOn(rule, supply.on)
  const isByRetailPrice = period?.valuation === 'retail-price'
  if (line.fixed !== null) {
    const { rateBp, cessBp, cessPerUnitMinor } = line.fixed
    const bears = rateBp + cessBp + cessPerUnitMinor > 0
    const nature = line.fixed.nature ?? (bears ? 'taxable' : (period?.nature ?? 'outside'))
    return { rateBp, cessBp, cessPerUnitMinor, cessOfRetailBp: 0, nature, isByRetailPrice }
  }
  if (period === null) return { ...NO_RATE, nature: 'outside' as const }
  if (period.nature !== 'taxable' || supply.reach === 'none') return { ...NO_RATE, nature: period.nature }
  return { ...bandFor(period, line), nature: period.nature, isByRetailPrice }
}

function taxedLine(rated: RatedLine, taxes: TaxesByHead): TaxedLine {
  const { line, isTaxInPrice, rateBp, cessBp, cessPerUnitMinor, nature } = rated
  const all = sum(Object.values(taxes))
  const taxableMinor = isTaxInPrice ? subtract(line.valueMinor, all) : line.valueMinor
  if (taxableMinor < 0) refuse('tax/price-below-tax', {}, 'amount')
  const assessedMinor = rated.holdsTax ? subtract(rated.baseMinor, all) : rated.baseMinor
  return { taxableMinor, assessedMinor, rateBp, cessBp, cessPerUnitMinor, nature, taxes }
}
