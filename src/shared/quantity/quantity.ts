import { z } from 'zod'
import { assert } from '#shared/kernel/assert.ts'
import type { Brand } from '#shared/kernel/brand.ts'
import { type Minor, minor } from '#shared/money/money.ts'

/** Thousandths of an item's base unit: a safe integer of either sign. 1.5 kg of an item kept in kg is 1,500. */
export type Quantity = Brand<number, 'Quantity'>

/** The price of one unit in thousandths of the currency's unit (tenths of a paisa), zero or more. */
export type Rate = Brand<number, 'Rate'>

export const QUANTITY_PER_UNIT = 1_000
/** A thousand million of the base unit in one line. */
export const MAX_QUANTITY = 1_000_000_000_000 as Quantity
/** The most that is kept of an item, on hand or short. */
export const MAX_ON_HAND = 1_000_000_000_000_000 as Quantity
export const MAX_RATE = 1_000_000_000_000 as Rate
export const NO_QUANTITY = 0 as Quantity

export function quantity(value: number): Quantity {
  if (!Number.isSafeInteger(value)) assert(false, `not a quantity in thousandths: ${value}`)
  return (value === 0 ? 0 : value) as Quantity
}

export function rate(value: number): Rate {
  if (!Number.isSafeInteger(value) || value < 0) assert(false, `not a rate in thousandths: ${value}`)
  return value as Rate
}

/** What a line holds: more than nothing, at most `MAX_QUANTITY`. The messages are error codes. */
export const zQuantity = z
  .int({ error: 'quantity/not-a-quantity' })
  .min(1, { error: 'quantity/zero' })
  .max(MAX_QUANTITY, { error: 'quantity/too-large' })
  .transform((value) => value as Quantity)

/** A quantity on hand, or one that moved: either sign. */
export const zSignedQuantity = z.int().transform((value) => (value === 0 ? 0 : value) as Quantity)

export const zRate = z
  .int({ error: 'quantity/not-a-rate' })
  .min(0, { error: 'quantity/not-a-rate' })
  .max(MAX_RATE, { error: 'quantity/rate-too-large' })
  .transform((value) => value as Rate)

/**
 * The amount of a quantity at a rate for a unit of `unitSize` thousandths of the base unit, rounded half up to the minor
 * unit. Worked in whole numbers of any size; the caller holds the result to what an entry may be.
 */
export function amountOf(count: Quantity, price: Rate, unitSize: Quantity): bigint {
  // quantity/unitSize units, each rate/1000 of the currency's unit, each of those 100 minor units.
  return roundedQuotient(BigInt(count) * BigInt(price), BigInt(unitSize) * 10n)
}

/** Half away from zero. `divisor` is positive. */
export function roundedQuotient(value: bigint, divisor: bigint): bigint {
  const twice = (value < 0n ? -value : value) * 2n + divisor
  const whole = twice / (divisor * 2n)
  return value < 0n ? -whole : whole
}

/** `value * part / whole`, rounded half away from zero, for amounts in minor units. `whole` is positive. */
export const shareOf = (value: Minor, part: number, whole: number): Minor =>
  minor(Number(roundedQuotient(BigInt(value) * BigInt(part), BigInt(whole))))
