import type { BookDate } from '#shared/calendar/book-date.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { periodOn, ruleById } from '#shared/tax/rate-on.ts'
import type { TaxRegistration, TaxScheme } from '#shared/tax/tax-scheme.ts'
import type { BillRequest } from './bill-request.ts'
import { fieldOf } from './work-lines.ts'

/** What of a request tells who pays the tax. */
export type ReverseChargeAsked = Pick<BillRequest, 'kind' | 'isReverseCharge'> & {
  readonly lines: readonly { readonly taxRule: string }[]
}

/** What it depends on beside. */
export interface ReverseChargeFacts {
  readonly scheme: TaxScheme
  readonly registration: TaxRegistration
  readonly on: BookDate
}

/**
 * Whether the buyer pays the tax to the state. A rule says so of what a registered shop buys; on what the shop sells only
 * the bill's own switch does, for a dealer who sells such goods on charges tax himself. Fails with
 * `bill/reverse-charge-mixed` when a bill holds taxed goods of both kinds: a bill is under reverse charge as a whole.
 */
export function reverseChargeOf(asked: ReverseChargeAsked, facts: ReverseChargeFacts): Result<boolean> {
  if (asked.isReverseCharge) return ok(true)
  const isBought = asked.kind === 'purchase' || asked.kind === 'purchase-return'
  if (!isBought || facts.registration === 'unregistered') return ok(false)
  const rules = asked.lines.map(({ taxRule }) => ruleById(facts.scheme, taxRule))
  if (!rules.some((rule) => rule?.isReverseCharge)) return ok(false)
  const other = rules.findIndex(
    (rule) => rule !== null && !rule.isReverseCharge && periodOn(rule, facts.on)?.nature === 'taxable'
  )
  if (other < 0) return ok(true)
  return fail('bill/reverse-charge-mixed', { line: other + 1 }, fieldOf(other, 'taxRule'))
}
