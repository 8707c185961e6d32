import { type Currency, currencyFacts } from '#shared/money/currency.ts'
import { groupWhole } from '#shared/money/format-amount.ts'
import type { SaidQuantity } from './parse-quantity.ts'
import type { Quantity, Rate } from './quantity.ts'
import type { ItemUnit, UnitCode } from './unit.ts'

/** `1500` as `1.5`: no grouping, no zeros behind the last digit, a true minus sign in front. */
export function formatQuantity(count: Quantity): string {
  const absolute = Math.abs(count)
  const part = String(absolute % 1_000)
    .padStart(3, '0')
    .replace(/0+$/, '')
  return `${count < 0 ? '\u2212' : ''}${Math.trunc(absolute / 1_000)}${part === '' ? '' : `.${part}`}`
}

/** `2 BOX 3 PCS`, with the shop's own names of units where it has any. It is read back to the same. */
export const formatSaid = (said: readonly SaidQuantity[], units: readonly ItemUnit[] = []): string =>
  said.map(({ count, unit }) => `${formatQuantity(count)} ${nameOf(unit, units)}`).join(' ')

/** A name with digits or signs in it would be read as another quantity: the code stands for it. */
function nameOf(unit: UnitCode, units: readonly ItemUnit[]): string {
  const name = units.find((one) => one.unit === unit)?.name ?? ''
  return /^[\p{L}\p{M}][\p{L}\p{M} ]*$/u.test(name) ? name : unit
}

/** `2555` as `2.555`, `240000` as `240`: as it is typed. */
export const formatPlainRate = (price: Rate): string => formatQuantity(price as number as Quantity)

/** `1240500` as `1,240.50`: the currency's groups and places, a third place when there is one. */
export function formatRate(price: Rate, currency: Currency = 'INR'): string {
  const least = currencyFacts(currency).decimals
  const part = String(price % 1_000)
    .padStart(3, '0')
    .replace(/0+$/, '')
    .padEnd(least, '0')
  return `${groupWhole(Math.trunc(price / 1_000), currency)}${part === '' ? '' : `.${part}`}`
}
