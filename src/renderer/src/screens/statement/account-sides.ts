import type { EntryView } from '#shared/contract/views.ts'
import { absolute, add, type Minor, subtract, ZERO } from '#shared/money/money.ts'

/** What went to the party and what came from it; their difference is what the entry did to the balance. */
export interface AccountSides {
  readonly gaveMinor: Minor
  readonly gotMinor: Minor
}

/** Goods and money on their own sides, so that a sale that was paid at once shows both. */
export function accountSides(entry: Pick<EntryView, 'kind' | 'amountMinor' | 'creditMinor'>): AccountSides {
  const { kind, amountMinor, creditMinor } = entry
  if (kind === 'sale' || kind === 'purchase-return')
    return { gaveMinor: amountMinor, gotMinor: subtract(amountMinor, creditMinor) }
  if (kind === 'purchase' || kind === 'sale-return') {
    return { gaveMinor: add(amountMinor, creditMinor), gotMinor: amountMinor }
  }
  // The reversal of an entry that was settled at once takes both sides back.
  if (creditMinor === 0) return { gaveMinor: amountMinor, gotMinor: amountMinor }
  return creditMinor > 0
    ? { gaveMinor: creditMinor, gotMinor: ZERO }
    : { gaveMinor: ZERO, gotMinor: absolute(creditMinor) }
}
