import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { MAX_BALANCE_MINOR, type Minor, minor, ZERO } from '#shared/money/money.ts'
import { MAX_ON_HAND, NO_QUANTITY, type Quantity, quantity, roundedQuotient } from '#shared/quantity/quantity.ts'

/**
 * What there is of an item and what it is worth. Both are the sums of all its moves, to the paisa. Nothing on hand is worth
 * nothing; what is on hand is never worth less than nothing; a shortage is worth what was taken out beyond it, never more than nothing.
 */
export interface StockFigures {
  readonly quantity: Quantity
  readonly valueMinor: Minor
  /** The newest goods that came in, cost something and stand: what they cost, and how much it was. Both 0 before the first. */
  readonly costMinor: Minor
  readonly costQuantity: Quantity
}

/** What goods that came in cost, and how much it was. Both 0: not known. */
export type KnownCost = Pick<StockFigures, 'costMinor' | 'costQuantity'>

const NO_COST: KnownCost = { costMinor: ZERO, costQuantity: NO_QUANTITY }

export const NO_STOCK: StockFigures = { quantity: NO_QUANTITY, valueMinor: ZERO, ...NO_COST }

/** A move before it is valued. Signed: in positive, out negative, value alike. */
export interface UnvaluedMove {
  /** Never zero. */
  readonly quantity: Quantity
  /** In: what the goods cost. Out: what they came in for, when they go back there. Null: at the average. */
  readonly valueMinor: Minor | null
  /** Turns an earlier move round, at the value that it had. */
  readonly isUndone: boolean
}

/**
 * Values a move by the moving weighted average, in whole paise:
 *
 * - In at a cost: the cost is added. Into a shortage, the goods first fill it; what is then on hand is worth its part of the
 *   cost, and the move bears the difference to what the shortage had been taken out at.
 * - Out at the average: what stays keeps its part of the value, rounded half away from zero; the last of it takes all.
 *   Beyond what is on hand goods go out at the last known cost.
 * - In at the average: the same, the other way round. Into nothing they come at the last known cost.
 * - Undone, or sent back to where they came from: at the value that is given, but what stays is never worth less than nothing,
 *   and nothing on hand is worth nothing: the move takes what that asks for.
 *
 * The value of the move is always the difference of the figures after and before, so that no paisa is lost between them.
 * Fails with `stock/too-large` where a figure would leave what a book can hold.
 */
export function applyMove(
  before: StockFigures,
  move: UnvaluedMove
): Result<{ readonly valueMinor: Minor; readonly after: StockFigures }> {
  const count = before.quantity + move.quantity
  const value = count === 0 ? 0n : valueAfter(before, move, BigInt(count))
  if (Math.abs(count) > MAX_ON_HAND || tooLarge(value)) return fail('stock/too-large', {}, 'quantity')
  const valueMinor = minor(Number(value))
  const after = { ...before, quantity: quantity(count), valueMinor }
  const moved = minor(valueMinor - before.valueMinor)
  const cost = costOf(move)
  return ok({
    valueMinor: moved,
    after: cost === null || cost === 0 ? after : { ...after, costMinor: cost, costQuantity: move.quantity }
  })
}

/** What goods cost that come in from outside; null for every other move. */
export const costOf = (move: UnvaluedMove): Minor | null =>
  move.isUndone || move.quantity < 0 ? null : move.valueMinor

/**
 * What is known of the cost when a move that cost `undone` was turned round: what the newest such move that still stands cost,
 * or nothing. `newestStanding` is asked only when the one that is undone may be what is known.
 */
export function withoutCost<Figures extends KnownCost>(
  now: Figures,
  undone: KnownCost,
  newestStanding: () => KnownCost | null
): Figures {
  const isKnown = now.costMinor === undone.costMinor && now.costQuantity === undone.costQuantity
  return isKnown && undone.costMinor !== 0 ? { ...now, ...(newestStanding() ?? NO_COST) } : now
}

function valueAfter(before: StockFigures, move: UnvaluedMove, count: bigint): bigint {
  const value = BigInt(before.valueMinor)
  if (move.valueMinor === null) return atAverage(before, value, count)
  const given = BigInt(move.valueMinor)
  if (costOf(move) === null || before.quantity >= 0) return held(value + given, count)
  return count < 0n ? atAverage(before, value, count) : roundedQuotient(given * count, BigInt(move.quantity))
}

/** What was there keeps its value in proportion; what was not is worth the last known cost. */
function atAverage(before: StockFigures, value: bigint, count: bigint): bigint {
  const had = BigInt(before.quantity)
  if (had > 0n && count > 0n) return roundedQuotient(value * count, had)
  if (had < 0n && count < 0n)
    return count < had ? value + knownCost(before, count - had) : -roundedQuotient(value * count, -had)
  return knownCost(before, count)
}

/** What so much costs by the last known cost: 0 where none was ever known. */
const knownCost = ({ costMinor, costQuantity }: StockFigures, count: bigint): bigint =>
  costQuantity === 0 ? 0n : roundedQuotient(BigInt(costMinor) * count, BigInt(costQuantity))

const held = (value: bigint, count: bigint): bigint => (value < 0n === count < 0n ? value : 0n)

const tooLarge = (value: bigint): boolean => value > BigInt(MAX_BALANCE_MINOR) || value < -BigInt(MAX_BALANCE_MINOR)
