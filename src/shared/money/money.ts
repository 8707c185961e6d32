import { assert } from '#shared/kernel/assert.ts'
import type { Brand } from '#shared/kernel/brand.ts'

/**
 * An amount in minor units of the shop's currency (paise for INR): always a safe integer, positive or negative.
 * Two minor digits are all that this release supports. No float ever holds money; parsing, splitting and printing go
 * through this folder.
 */
export type Minor = Brand<number, 'Minor'>

export const MINOR_PER_MAJOR = 100
export const ZERO = 0 as Minor

/** The largest amount of one entry: one thousand crore rupees. Sums of a million such entries would not be safe, so sums are checked too. */
export const MAX_ENTRY_MINOR = 1_000_000_000_000 as Minor
/** The largest balance that is kept. Above it an entry is refused, so that no sum ever leaves the safe integers. */
export const MAX_BALANCE_MINOR = 1_000_000_000_000_000 as Minor

export function minor(value: number): Minor {
  // The words of a failure are made only when it fails: this runs for every amount of every row.
  if (!Number.isSafeInteger(value)) assert(false, `not an amount in minor units: ${value}`)
  return (value === 0 ? 0 : value) as Minor
}

export const add = (left: Minor, right: Minor): Minor => minor(left + right)
export const subtract = (left: Minor, right: Minor): Minor => minor(left - right)
export const negate = (amount: Minor): Minor => minor(-amount)
export const absolute = (amount: Minor): Minor => minor(Math.abs(amount))
export const multiply = (amount: Minor, count: number): Minor => minor(amount * count)
export const smaller = (left: Minor, right: Minor): Minor => (left < right ? left : right)

export function sum(amounts: Iterable<Minor>): Minor {
  let total = ZERO
  for (const amount of amounts) total = add(total, amount)
  return total
}
