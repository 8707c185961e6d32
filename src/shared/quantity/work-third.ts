import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { MAX_ENTRY_MINOR, type Minor, minor } from '#shared/money/money.ts'
import {
  amountOf,
  MAX_QUANTITY,
  MAX_RATE,
  type Quantity,
  quantity,
  type Rate,
  rate,
  roundedQuotient
} from './quantity.ts'
import { UNITS, type UnitCode } from './unit.ts'

/** Any two of quantity, rate and amount give the third. `size`: of the rate's unit, in thousandths of the base unit. */

/** Quantity and rate give the amount, rounded half up to the minor unit. Fails with `money/too-large`. */
export function workAmount(count: Quantity, price: Rate, size: Quantity): Result<Minor> {
  const amount = amountOf(count, price, size)
  return amount > BigInt(MAX_ENTRY_MINOR) ? fail('money/too-large', {}, 'amountMinor') : ok(minor(Number(amount)))
}

/** Amount and quantity give the rate, rounded half up to a thousandth. Fails with `quantity/zero` or `rate-too-large`. */
export function workRate(amount: Minor, count: Quantity, size: Quantity): Result<Rate> {
  if (count <= 0) return fail('quantity/zero', {}, 'quantity')
  const price = roundedQuotient(BigInt(amount) * BigInt(size) * 10n, BigInt(count))
  return price > BigInt(MAX_RATE) ? fail('quantity/rate-too-large', {}, 'rate') : ok(rate(Number(price)))
}

/**
 * Amount and rate give the quantity in thousandths of the base unit, as finely as that unit is divided. Fails with
 * `quantity/not-a-rate` for a rate of nothing, `quantity/zero` or `quantity/too-large`.
 */
export function workQuantity(amount: Minor, price: Rate, size: Quantity, baseUnit: UnitCode): Result<Quantity> {
  if (price === 0) return fail('quantity/not-a-rate', {}, 'rate')
  const step = 10n ** BigInt(3 - UNITS[baseUnit])
  const count = roundedQuotient(BigInt(amount) * BigInt(size) * 10n, BigInt(price) * step) * step
  if (count === 0n) return fail('quantity/zero', {}, 'quantity')
  return count > BigInt(MAX_QUANTITY) ? fail('quantity/too-large', {}, 'quantity') : ok(quantity(Number(count)))
}
