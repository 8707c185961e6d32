import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, type Minor, minor, sum, ZERO } from '#shared/money/money.ts'
import { fallsDue, type OpenPart, openParts, type PartyMove, restOf, shareOldestFirst } from './open-items.ts'

/** What happened to a party, as lists and nothing else: the whole history, oldest first. */
interface Told {
  readonly moves: readonly { readonly amount: number; readonly isHeld: boolean; readonly isUndone: boolean }[]
  readonly named: readonly { readonly payment: number; readonly charge: number; readonly wish: number }[]
}

const amounts = fc.oneof(fc.integer({ min: -50, max: 50 }), fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }))
const told: fc.Arbitrary<Told> = fc.record({
  moves: fc.array(
    fc.record({
      amount: amounts.filter((amount) => amount !== 0),
      isHeld: fc.integer({ min: 0, max: 9 }).map((dice) => dice === 0),
      isUndone: fc.integer({ min: 0, max: 5 }).map((dice) => dice === 0)
    }),
    { maxLength: 40 }
  ),
  named: fc.array(fc.record({ payment: fc.nat(39), charge: fc.nat(39), wish: fc.integer({ min: 1, max: 10 ** 9 }) }), {
    maxLength: 12
  })
})

/**
 * The naive model. Names are taken as far as both sides go; a name with a side that was undone is gone. Then two queues are
 * matched from their old ends, each amount with the other, until one is empty.
 */
function naive({ moves, named }: Told) {
  const rest = moves.map(({ amount }) => amount)
  const names = new Map<number, number>()
  for (const { payment, charge, wish } of named) {
    const [one, other] = [rest[payment], rest[charge]]
    if (one === undefined || other === undefined || one * other >= 0) continue
    if (moves[payment]?.isUndone || moves[charge]?.isUndone) continue
    const amount = Math.min(wish, Math.abs(one), Math.abs(other))
    for (const at of [payment, charge]) {
      names.set(at, (names.get(at) ?? 0) + amount)
      rest[at] = (rest[at] ?? 0) - Math.sign(rest[at] ?? 0) * amount
    }
  }
  const open = moves.map(({ isUndone }, at) => (isUndone ? 0 : (rest[at] ?? 0)))
  const queue = (sign: number) =>
    open.flatMap((amount, at) => (!moves[at]?.isHeld && Math.sign(amount) === sign ? [at] : []))
  const [charges, money] = [queue(1), queue(-1)]
  while (charges.length > 0 && money.length > 0) {
    const [charge = 0, payment = 0] = [charges[0], money[0]]
    const amount = Math.min(open[charge] ?? 0, -(open[payment] ?? 0))
    open[charge] = (open[charge] ?? 0) - amount
    open[payment] = (open[payment] ?? 0) + amount
    if (open[charge] === 0) charges.shift()
    if (open[payment] === 0) money.shift()
  }
  return { open, names }
}

/** The same history as the book tells of it: reversals are entries of their own, at the end. */
function asMoves({ moves }: Told, names: ReadonlyMap<number, number>): PartyMove[] {
  const all = moves.map(({ amount, isHeld, isUndone }, at) => ({
    entryNo: at + 1,
    creditMinor: minor(amount),
    namedMinor: minor(names.get(at) ?? 0),
    isHeld,
    isUndone
  }))
  const undoing = moves.flatMap(({ amount, isUndone }) => (isUndone ? [-amount] : []))
  const more = undoing.map((amount, at) => ({
    ...{ entryNo: all.length + 1 + at, creditMinor: minor(amount), namedMinor: ZERO },
    ...{ isHeld: false, isUndone: true }
  }))
  return [...all, ...more]
}

const balanceOf = (moves: readonly PartyMove[]): Minor => sum(moves.map(({ creditMinor }) => creditMinor))

function walk(moves: readonly PartyMove[]): { parts: OpenPart<PartyMove>[]; readCount: number } {
  let readCount = 0
  function* newestFirst() {
    for (const move of moves.toReversed()) {
      readCount++
      yield move
    }
  }
  const held = moves.filter(({ isHeld }) => isHeld)
  return { parts: [...openParts(balanceOf(moves), held, newestFirst())], readCount }
}

test('what is open is what a model of the whole history leaves open, whatever happened', () => {
  fc.assert(
    fc.property(told, (history) => {
      const { open, names } = naive(history)
      const { parts } = walk(asMoves(history, names))
      const walked = history.moves.map((_, at) => parts.find(({ move }) => move.entryNo === at + 1)?.openMinor ?? 0)
      expect(walked).toEqual(open.map((amount) => (amount === 0 ? 0 : amount)))
    }),
    { numRuns: 500 }
  )
})

test('open parts add up to the balance, and none is open for more than it is', () => {
  fc.assert(
    fc.property(told, (history) => {
      const moves = asMoves(history, naive(history).names)
      const { parts } = walk(moves)
      expect(sum(parts.map(({ openMinor }) => openMinor))).toBe(balanceOf(moves))
      for (const { move, openMinor } of parts) {
        expect(Math.abs(openMinor)).toBeLessThanOrEqual(Math.abs(restOf(move)))
        expect(Math.sign(openMinor)).toBe(Math.sign(move.creditMinor))
      }
    })
  )
})

test('settling oldest first by name gives the same as not naming anything', () => {
  const history = fc.array(fc.integer({ min: 1, max: 10 ** 9 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 10 ** 10 }), (charges, paid) => {
      const unnamed = asMoves(tell([...charges, -paid]), new Map())
      const before = walk(asMoves(tell(charges), new Map())).parts.toReversed()
      const parts = shareOldestFirst(
        before.map(({ move, openMinor }) => ({ entryNo: move.entryNo, openMinor })),
        minor(paid)
      )
      const names = new Map(parts.map(({ chargeNo, amountMinor }) => [chargeNo - 1, amountMinor as number]))
      names.set(
        charges.length,
        parts.reduce((total, { amountMinor }) => add(total, amountMinor), ZERO)
      )
      const named = asMoves(tell([...charges, -paid]), names)
      const bare = ({ parts: all }: ReturnType<typeof walk>) =>
        all.map(({ move, openMinor }) => [move.entryNo, openMinor])
      expect(bare(walk(named))).toEqual(bare(walk(unnamed)))
    })
  )
})

const tell = (amounts: readonly number[]): Told => ({
  moves: amounts.map((amount) => ({ amount, isHeld: false, isUndone: false })),
  named: []
})

test('the walk ends at the oldest open charge and asks for nothing before it', () => {
  const { readCount, parts } = walk(asMoves(tell([...Array(1_000).fill(10), -9_980, 5, 5]), new Map()))
  expect(parts.map(({ openMinor }) => openMinor)).toEqual([5, 5, 10, 10])
  expect(readCount).toBe(5)
})

test('a settled party costs nothing', () => {
  expect(walk(asMoves(tell([100, -100]), new Map()))).toEqual({ parts: [], readCount: 0 })
})

test('an advance stands beside the charge that it does not settle', () => {
  const moves = [100, -40].map((amount, at) => ({ amount, isHeld: at === 1, isUndone: false }))
  const { parts } = walk(asMoves({ moves, named: [] }, new Map()))
  expect(parts.map(({ move, openMinor }) => [move.entryNo, openMinor])).toEqual([
    [2, -40],
    [1, 100]
  ])
})

test('what a customer owes falls due, and what is owed to a supplier; of the other side goods alone', () => {
  const due = (
    kind: 'sale' | 'got' | 'gave' | 'purchase' | 'journal',
    amount: number,
    party: 'customer' | 'supplier'
  ) => fallsDue(kind, minor(amount), party, { isHeld: false, isDueSet: false })
  expect([due('sale', 1, 'customer'), due('gave', 1, 'customer'), due('journal', 1, 'customer')]).toEqual(
    Array(3).fill(true)
  )
  expect([due('got', -1, 'customer'), due('gave', 1, 'supplier'), due('journal', -1, 'customer')]).toEqual(
    Array(3).fill(false)
  )
  expect([due('purchase', -1, 'customer'), due('purchase', -1, 'supplier'), due('sale', 1, 'supplier')]).toEqual(
    Array(3).fill(true)
  )
  expect(fallsDue('sale', minor(1), 'customer', { isHeld: true, isDueSet: true })).toBe(false)
  expect(fallsDue('journal', minor(1), 'supplier', { isHeld: false, isDueSet: true })).toBe(true)
})
