import type { BookDate } from '#shared/calendar/book-date.ts'
import { type Bucket, bucketStart, type Period } from '#shared/reports/period.ts'
import { type AccountMove, type Profit, profitOf, type StockWorth } from '#shared/reports/profit.ts'
import { type Moves, movesBy, movesIn } from './account-moves.ts'
import type { Ground } from './ground.ts'

/** What all moves of goods up to a day are worth: the value of what is on hand then. */
export function stockOn(ground: Ground, toOn: number): number {
  let value = 0
  for (const cell of ground.tally.moves()) if (cell.bookOn <= toOn) value += cell.value
  return value
}

/** What the owner brought in goods up to a day, less what he took for himself. */
export function goodsOfOwner(ground: Ground, toOn: number): number {
  let value = 0
  for (const { bookOn, reason, value: worth } of ground.tally.moves())
    if (bookOn <= toOn && (reason === 'opening' || reason === 'own-use')) value += worth
  return value
}

function stockIn(ground: Ground, { fromOn, toOn }: { fromOn: number; toOn: number }): StockWorth {
  let [brought, ownUse] = [0, 0]
  for (const { bookOn, reason, value } of ground.tally.moves()) {
    if (bookOn < fromOn || bookOn > toOn) continue
    if (reason === 'opening') brought += value
    if (reason === 'own-use') ownUse += value
  }
  return { opening: stockOn(ground, fromOn - 1), closing: stockOn(ground, toOn), brought, ownUse }
}

/** What a period did to each account, as profit and loss reads it. */
export function accountMoves(ground: Ground, moves: ReadonlyMap<number, Moves>): AccountMove[] {
  return ground.accounts().flatMap(({ accountNo, code, kind, name }) => {
    const { debit, credit } = moves.get(accountNo) ?? { debit: 0, credit: 0 }
    return debit === 0 && credit === 0 ? [] : [{ code, kind, name, amount: debit + credit }]
  })
}

/** Profit and loss of a period. Days are compared as they are, so that 0 is before the first of them. */
export const profitIn = (ground: Ground, period: { readonly fromOn: number; readonly toOn: number }): Profit =>
  profitOf(accountMoves(ground, movesIn(ground, period)), stockIn(ground, period))

/** Profit and loss of each part of a period in which something was, in their order. */
export function profitBy(ground: Ground, period: Period, bucket: Bucket): { start: BookDate; profit: Profit }[] {
  const startOf = (bookOn: number) => bucketStart(bookOn as BookDate, bucket)
  const moves = movesBy(ground, period, startOf)
  const goods = new Map<BookDate, { change: number; brought: number; ownUse: number }>()
  for (const { bookOn, reason, value } of ground.tally.moves()) {
    if (bookOn < period.fromOn || bookOn > period.toOn) continue
    const of = goods.get(startOf(bookOn)) ?? { change: 0, brought: 0, ownUse: 0 }
    goods.set(startOf(bookOn), of)
    of.change += value
    if (reason === 'opening') of.brought += value
    if (reason === 'own-use') of.ownUse += value
  }
  let opening = stockOn(ground, period.fromOn - 1)
  const starts = [...new Set([...moves.keys(), ...goods.keys()])].sort((one, other) => one - other)
  return starts.map((start) => {
    const { change, brought, ownUse } = goods.get(start) ?? { change: 0, brought: 0, ownUse: 0 }
    const stock = { opening, closing: opening + change, brought, ownUse }
    opening = stock.closing
    return { start, profit: profitOf(accountMoves(ground, moves.get(start) ?? new Map()), stock) }
  })
}
