import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { type Currency, currencyFacts } from '#shared/money/currency.ts'
import { add, MAX_ENTRY_MINOR, MINOR_PER_MAJOR, type Minor, minor, subtract, sum, ZERO } from '#shared/money/money.ts'
import { TAX_HEADS } from '#shared/tax/tax-scheme.ts'
import type { Bill, Taxes, TaxSum, WorkedLine } from './bill.ts'
import type { BillRequest } from './bill-request.ts'

/** The sum of each head that one of them bears. */
export function sumTaxes(all: readonly Taxes[]): Taxes {
  const total: Taxes = {}
  for (const taxes of all) {
    for (const head of TAX_HEADS) {
      const amount = taxes[head]
      if (amount !== undefined) total[head] = add(total[head] ?? ZERO, amount)
    }
  }
  return total
}

export const taxTotal = (taxes: Taxes): Minor => sum(TAX_HEADS.map((head) => taxes[head] ?? ZERO))

/** One sum for each rate and nature, the lowest rate first. */
function taxSumsOf(lines: readonly WorkedLine[]): TaxSum[] {
  const groups = new Map<string, WorkedLine[]>()
  for (const line of lines) {
    const key = `${line.rateBp} ${line.nature}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [line])
    else group.push(line)
  }
  const sums = [...groups.values()].map((group) => ({
    rateBp: group[0]?.rateBp ?? 0,
    nature: group[0]?.nature ?? 'taxable',
    taxableMinor: sum(group.map(({ taxableMinor, assessedMinor }) => assessedMinor ?? taxableMinor)),
    taxes: sumTaxes(group.map(({ taxes }) => taxes))
  }))
  return sums.toSorted((one, other) => one.rateBp - other.rateBp || (one.nature < other.nature ? -1 : 1))
}

export type LineTotals = Pick<Bill, 'grossMinor' | 'discountMinor' | 'taxableMinor' | 'taxes' | 'taxSums'>

export const totalsOf = (lines: readonly WorkedLine[]): LineTotals => ({
  grossMinor: sum(lines.map(({ amountMinor }) => amountMinor)),
  discountMinor: sum(lines.map(({ discountMinor, billDiscountMinor }) => add(discountMinor, billDiscountMinor))),
  taxableMinor: sum(lines.map(({ taxableMinor }) => taxableMinor)),
  taxes: sumTaxes(lines.map(({ taxes }) => taxes)),
  taxSums: taxSumsOf(lines)
})

/** What a bill comes to before it is rounded: its lines, and the charges that bear no tax. */
export const unroundedTotal = (lines: readonly WorkedLine[], charges: Bill['charges']): Minor =>
  add(
    sum(lines.map(({ totalMinor }) => totalMinor)),
    sum(charges.filter(({ isTaxed }) => !isTaxed).map(({ amountMinor }) => amountMinor))
  )

/** What is added to a total, or taken off, so that it can be paid. In a currency without hundredths every bill is rounded. */
export function roundOffOf(total: Minor, asked: BillRequest['roundOff'], currency: Currency): Minor {
  if (typeof asked === 'object') return minor(asked.amountMinor)
  if (asked === 'none' && currencyFacts(currency).decimals > 0) return ZERO
  const whole = Math.floor((total + MINOR_PER_MAJOR / 2) / MINOR_PER_MAJOR) * MINOR_PER_MAJOR
  return subtract(minor(whole), total)
}

/** Holds a total to what an entry may be, and to what the caller showed. */
export function checkTotal(total: Minor, expected: Minor | null): Result<Minor> {
  if (total > MAX_ENTRY_MINOR) return fail('money/too-large', {}, 'lines')
  if (total < 0) return fail('money/negative', {}, 'roundOff')
  if (total === 0) return fail('money/zero', {}, 'lines')
  if (expected !== null && expected !== total) {
    return fail('bill/total-changed', { totalMinor: total, shownMinor: expected })
  }
  return ok(total)
}
