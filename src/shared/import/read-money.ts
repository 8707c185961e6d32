import { MAX_ENTRY_MINOR, type Minor, minor } from '#shared/money/money.ts'
import type { Decimal } from './read-decimal.ts'

/** An amount that the book can hold, either sign, or why it cannot. */
export type ReadMoney =
  | { readonly ok: true; readonly amountMinor: Minor; readonly isRounded: boolean }
  | { readonly ok: false; readonly why: 'too-large' }

/**
 * Rounds an exact number to the paisa, half a paisa away from zero, so that a sale and its return with the same lines
 * come to the same amount. `isRounded` says whether anything was lost.
 */
export function toPaise(decimal: Decimal): ReadMoney {
  const absolute = decimal.value < 0n ? -decimal.value : decimal.value
  const { paise, isRounded } = roundedPaise(absolute, decimal.places)
  if (paise > BigInt(MAX_ENTRY_MINOR)) return { ok: false, why: 'too-large' }
  const amountMinor = minor(Number(decimal.value < 0n ? -paise : paise))
  return { ok: true, amountMinor, isRounded }
}

function roundedPaise(absolute: bigint, places: number): { paise: bigint; isRounded: boolean } {
  if (places <= 2) return { paise: absolute * 10n ** BigInt(2 - places), isRounded: false }
  const divisor = 10n ** BigInt(places - 2)
  const rest = absolute % divisor
  return { paise: absolute / divisor + (rest * 2n >= divisor ? 1n : 0n), isRounded: rest !== 0n }
}
