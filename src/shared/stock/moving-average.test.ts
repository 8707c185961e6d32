import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orThrow } from '#shared/kernel/result.ts'
import { MAX_BALANCE_MINOR, minor } from '#shared/money/money.ts'
import { quantity } from '#shared/quantity/quantity.ts'
import { applyMove, NO_STOCK, type StockFigures, type UnvaluedMove, withoutCost } from './moving-average.ts'

const move = (count: number, value: number | null, isUndone = false): UnvaluedMove => ({
  quantity: quantity(count),
  valueMinor: value === null ? null : minor(value),
  isUndone
})
const stockAfter = (moves: readonly UnvaluedMove[]): StockFigures =>
  moves.reduce((figures, one) => orThrow(applyMove(figures, one)).after, NO_STOCK)
const figures = (moves: readonly UnvaluedMove[]) => {
  const { quantity: count, valueMinor } = stockAfter(moves)
  return [count, valueMinor]
}

describe('the moving average', () => {
  test('of two purchases at different costs', () => {
    expect(figures([move(10_000, 100_00), move(30_000, 500_00)])).toEqual([40_000, 600_00])
    expect(figures([move(10_000, 100_00), move(30_000, 500_00), move(-10_000, null)])).toEqual([30_000, 450_00])
  })

  test('the last one out takes the paisa that rounding left', () => {
    const thirds = [move(3_000, 100), move(-1_000, null), move(-1_000, null)]
    expect(figures(thirds)).toEqual([1_000, 34])
    expect(figures([...thirds, move(-1_000, null)])).toEqual([0, 0])
  })

  test('what goes out beyond what is on hand goes at the last known cost', () => {
    expect(figures([move(10_000, 100_00), move(10_000, 300_00), move(-25_000, null)])).toEqual([-5_000, -150_00])
    expect(figures([move(-5_000, null)])).toEqual([-5_000, 0])
  })

  test('goods that come into a shortage fill it, and what is on hand then is worth what it cost', () => {
    const short = [move(10_000, 100_00), move(-14_000, null)]
    expect(figures(short)).toEqual([-4_000, -40_00])
    const { valueMinor } = orThrow(applyMove(stockAfter(short), move(10_000, 150_00)))
    expect(figures([...short, move(10_000, 150_00)])).toEqual([6_000, 90_00])
    // 150.00 came in; 20.00 of them are the difference to the 40.00 that the shortage had gone out at.
    expect(valueMinor).toBe(130_00)
    expect(figures([...short, move(1_000, 15_00)])).toEqual([-3_000, -30_00])
  })

  test('what comes back into nothing is worth the last known cost', () => {
    const sold = [move(10_000, 100_00), move(-10_000, null)]
    expect(figures([...sold, move(2_000, null)])).toEqual([2_000, 20_00])
    expect(figures([...sold, move(-2_000, null), move(5_000, null)])).toEqual([3_000, 30_00])
  })

  test('free goods make the rest cheaper and are no known cost', () => {
    expect(stockAfter([move(10_000, 100_00), move(10_000, 0)])).toMatchObject({ valueMinor: 100_00, costMinor: 100_00 })
  })

  test('what is sent back goes at its own cost, and never leaves goods below nothing', () => {
    const bought = [move(10_000, 100_00), move(10_000, 200_00)]
    expect(figures([...bought, move(-10_000, -200_00)])).toEqual([10_000, 100_00])
    expect(figures([...bought, move(-9_000, null), move(-10_000, -200_00)])).toEqual([1_000, 0])
    expect(figures([...bought, move(-10_000, null), move(-10_000, -200_00)])).toEqual([0, 0])
  })

  test('a cost that was undone is not known any more, but what was known before it', () => {
    const cost = (value: number, count: number) => ({ costMinor: minor(value), costQuantity: quantity(count) })
    const now = stockAfter([move(10_000, 100_00), move(10_000, 10_000_00), move(-10_000, -10_000_00, true)])
    expect(withoutCost(now, cost(10_000_00, 10_000), () => cost(100_00, 10_000))).toMatchObject(cost(100_00, 10_000))
    expect(withoutCost(now, cost(10_000_00, 10_000), () => null)).toEqual({ ...now, ...cost(0, 0) })
    const notAsked = () => expect.unreachable()
    for (const other of [cost(100_00, 10_000), cost(10_000_00, 9_000)])
      expect(withoutCost(now, other, notAsked)).toBe(now)
    expect(withoutCost(NO_STOCK, cost(0, 0), notAsked)).toBe(NO_STOCK)
  })

  test('more than a book can hold is refused', () => {
    const dear = stockAfter([move(1, MAX_BALANCE_MINOR), move(-1, null)])
    const refused = { ok: false, failure: { code: 'stock/too-large' } }
    expect(applyMove(dear, move(-2, null))).toMatchObject(refused)
    expect(applyMove(stockAfter([move(1_000_000_000_000_000, 1)]), move(1, null))).toMatchObject(refused)
  })
})

const anyMove = fc.oneof(
  fc.tuple(fc.integer({ min: 1, max: 50_000 }), fc.nat(1_000_000)).map(([count, cost]) => move(count, cost)),
  fc.integer({ min: 1, max: 50_000 }).map((count) => move(-count, null)),
  fc.integer({ min: 1, max: 50_000 }).map((count) => move(count, null)),
  fc.tuple(fc.integer({ min: 1, max: 50_000 }), fc.nat(1_000_000)).map(([count, cost]) => move(-count, -cost))
)

describe('any moves in any order', () => {
  test('what is kept is the sum of the moves, and worth what its side of nothing allows', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 40 }), (moves) => {
        let [now, count, value] = [NO_STOCK, 0, 0]
        for (const one of moves) {
          const applied = orThrow(applyMove(now, one))
          now = applied.after
          count += one.quantity
          value += applied.valueMinor
          expect([now.quantity, now.valueMinor]).toEqual([count, value])
          expect(Math.sign(now.valueMinor) * Math.sign(now.quantity)).toBeGreaterThanOrEqual(0)
          if (now.quantity === 0) expect(now.valueMinor).toBe(0)
        }
      })
    )
  })

  test('moves that are undone newest first leave what there was before them', () => {
    fc.assert(
      fc.property(fc.array(anyMove, { maxLength: 20 }), fc.array(anyMove, { maxLength: 10 }), (before, undone) => {
        const start = stockAfter(before)
        let now = start
        const done: UnvaluedMove[] = []
        for (const one of undone) {
          const applied = orThrow(applyMove(now, one))
          done.push(move(-one.quantity, -applied.valueMinor, true))
          now = applied.after
        }
        for (const one of done.reverse()) now = orThrow(applyMove(now, one)).after
        expect([now.quantity, now.valueMinor]).toEqual([start.quantity, start.valueMinor])
      })
    )
  })
})
