import { z } from 'zod'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { CURRENCY_CODES, type Currency, currencyFacts, isPayable } from '#shared/money/currency.ts'
import { MINOR_PER_MAJOR, type Minor, minor, multiply, sum } from '#shared/money/money.ts'
import { zAmount } from '#shared/money/money-schema.ts'

/** What a piece of any currency may be worth. Which of them a drawer can hold is the ledger's currency to say. */
const PIECES: ReadonlySet<number> = new Set(
  CURRENCY_CODES.map(currencyFacts).flatMap(({ notes, coins }) => [...notes, ...coins])
)

const zPieces = z.strictObject({
  /** What one piece is worth, in whole units of the currency. */
  value: z.int().refine((value) => PIECES.has(value)),
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

/** A count as the book keeps it: with the forgotten day that it is of, where it is of one. */
export const zStoredCount = zCashCount.extend({ forgottenOn: zBookDate.optional() })

export const storedCount = (of: { readonly count: CashCount; readonly forgottenOn: BookDate | null }) =>
  of.forgottenOn === null ? of.count : { ...of.count, forgottenOn: of.forgottenOn }

export function countOfStored(stored: z.infer<typeof zStoredCount>): {
  readonly count: CashCount
  readonly forgottenOn: BookDate | null
} {
  const { forgottenOn = null, ...count } = stored
  return { count, forgottenOn }
}

/** Whether a drawer in this currency can hold what was counted: its own notes and coins, and sums that it can pay. */
export function isCountIn(count: CashCount, currency: Currency): boolean {
  const { notes, coins } = currencyFacts(currency)
  const { looseCoinsMinor, tornMinor, chequesMinor, vouchersMinor } = count
  return (
    count.notes.every(({ value }) => notes.includes(value)) &&
    count.coins.every(({ value }) => coins.includes(value)) &&
    [looseCoinsMinor, tornMinor, chequesMinor, vouchersMinor].every((amount) => isPayable(amount, currency))
  )
}

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
