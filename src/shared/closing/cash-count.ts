import { z } from 'zod'
import { MINOR_PER_MAJOR, type Minor, minor, multiply, sum } from '#shared/money/money.ts'
import { zAmount } from '#shared/money/money-schema.ts'

/** Notes and coins of the rupee that a drawer may hold, in rupees, largest first (Reserve Bank table, March 2026). */
export const NOTES = [2000, 500, 200, 100, 50, 20, 10, 5, 2] as const
export const COINS = [20, 10, 5, 2, 1] as const

const zPieces = z.strictObject({
  /** What one piece is worth, in rupees. */
  value: z.union([...NOTES, 1].map((value) => z.literal(value))),
  pieces: z.int().min(0).max(100_000)
})

/**
 * What was counted in the drawer, before anybody saw what should be in it. Torn notes count at their face. A cheque or
 * a voucher that stands in the drawer for cash counts too, and is named apart.
 */
export const zCashCount = z.strictObject({
  notes: z.array(zPieces).max(20),
  coins: z.array(zPieces).max(20),
  /** Coins counted as one sum instead of by piece. */
  looseCoinsMinor: zAmount,
  tornMinor: zAmount,
  chequesMinor: zAmount,
  vouchersMinor: zAmount
})
export type CashCount = z.infer<typeof zCashCount>

export const emptyCount = (): CashCount => ({
  notes: [],
  coins: [],
  looseCoinsMinor: minor(0),
  tornMinor: minor(0),
  chequesMinor: minor(0),
  vouchersMinor: minor(0)
})

export function countedTotal(count: CashCount): Minor {
  const pieces = [...count.notes, ...count.coins].map((line) =>
    multiply(minor(line.value * MINOR_PER_MAJOR), line.pieces)
  )
  return sum([...pieces, count.looseCoinsMinor, count.tornMinor, count.chequesMinor, count.vouchersMinor])
}
