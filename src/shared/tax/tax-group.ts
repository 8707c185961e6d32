import { refuse } from '#shared/kernel/result.ts'
import { type Minor, minor, sum } from '#shared/money/money.ts'
import { shareOut } from '#shared/money/share-out.ts'
import { roundedQuotient } from '#shared/quantity/quantity.ts'
import type { TaxHead } from './tax-scheme.ts'

/** Which heads a supply bears: within a state, within a union territory, between states, one tax for all, none. */
export type SupplyReach = 'intra' | 'intra-ut' | 'inter' | 'one' | 'none'

export type TaxesByHead = Readonly<Partial<Record<TaxHead, Minor>>>

/** A line of one rate. */
export interface GroupLine {
  /** Its place in the bill. */
  readonly index: number
  /** What the tax is worked out from: without it, or, if `holdsTax`, with it. */
  readonly baseMinor: Minor
  readonly holdsTax: boolean
  readonly cessBp: number
  /** Cess that does not follow from the value, in ten-millionths of a minor unit. */
  readonly fixedCess: bigint
}

/** All lines of a bill that bear one rate. */
export interface TaxGroup {
  readonly rateBp: number
  readonly reach: SupplyReach
  readonly lines: readonly GroupLine[]
}

/** Lines whose heads are worked out together: those without tax in them first, then those with it, by their cess. */
interface TaxPart {
  readonly lines: readonly GroupLine[]
  readonly holdsTax: boolean
  readonly taxes: TaxesByHead
}

/** Ten-millionths: a hundredth of a percent of a value for a thousandth of a unit. */
const CESS_SCALE = 10_000_000n
const CESS_PER_BASIS_POINT = 1_000n

/** Heads of a reach but the cess, with how many of them share the rate. */
const HEADS: Readonly<Record<SupplyReach, readonly TaxHead[]>> = {
  intra: ['cgst', 'sgst'],
  'intra-ut': ['cgst', 'utgst'],
  inter: ['igst'],
  one: ['vat'],
  none: []
}

/**
 * The heads of a rate, part by part. Each part takes what the rounded heads of all values so far are more than what was
 * taken before, so that the parts together bear each head rounded half up once from the sum of all values of the rate.
 */
export function workGroup(group: TaxGroup): readonly TaxPart[] {
  const before: Before = { value: 0n, head: 0n }
  return partsOf(group.lines).map(({ lines, holdsTax }) => {
    const base = BigInt(sum(lines.map((line) => line.baseMinor)))
    const heads = (value: bigint) => headsOf(group, before, value, lines)
    const value = holdsTax ? valueWithin(base, heads) : base
    const taxes = heads(value)
    if (holdsTax && totalOf(taxes) > base) refuse('tax/price-below-tax', {}, 'amount')
    before.value += holdsTax ? base - totalOf(taxes) : value
    before.head += BigInt(taxes[HEADS[group.reach][0] ?? 'cess'] ?? 0)
    return { lines, holdsTax, taxes }
  })
}

/** The share of each line in the heads of its rate, by its place in the bill. */
export function shareOfTaxes(group: TaxGroup, parts: readonly TaxPart[]): readonly (readonly [number, TaxesByHead])[] {
  return parts.flatMap(({ lines, holdsTax, taxes }) => {
    // A line whose price holds the tax cannot bear more of it than its price.
    let room = holdsTax ? lines.map((line) => line.baseMinor) : null
    let shares = lines.map((): TaxesByHead => ({}))
    for (const [head, amount] of Object.entries(taxes) as [TaxHead, Minor][]) {
      const given = shareOut(amount, head === 'cess' ? cessWeights(group, lines) : valueWeights(group, lines), room)
      shares = shares.map((share, place) => ({ ...share, [head]: given[place] }))
      room = room?.map((most, place) => minor(most - (given[place] ?? 0))) ?? null
    }
    return lines.map((line, place) => [line.index, shares[place] ?? {}] as const)
  })
}

function partsOf(lines: readonly GroupLine[]): { lines: GroupLine[]; holdsTax: boolean }[] {
  const cessOf = (line: GroupLine) => (line.fixedCess > 0n ? 1 : 0) + line.cessBp * 2
  const keyOf = (line: GroupLine) => (line.holdsTax ? 1 : 0) + cessOf(line) * 2
  const parts = new Map<number, GroupLine[]>()
  for (const line of lines) {
    const key = keyOf(line)
    const part = parts.get(key)
    if (part === undefined) parts.set(key, [line])
    else part.push(line)
  }
  return [...parts]
    .toSorted(([one], [other]) => (one % 2) - (other % 2) || one - other)
    .map(([key, part]) => ({ lines: part, holdsTax: key % 2 === 1 }))
}

/** Values of the same rate that came before, and what each of its heads has taken. */
interface Before {
  value: bigint
  head: bigint
}

/** The heads of a part with that value. */
function headsOf(group: TaxGroup, before: Readonly<Before>, value: bigint, lines: readonly GroupLine[]): TaxesByHead {
  const heads = HEADS[group.reach]
  const divisor = 10_000n * BigInt(heads.length || 1)
  const more = roundedQuotient((before.value + value) * BigInt(group.rateBp), divisor) - before.head
  const amount = minor(more > 0n ? Number(more) : 0)
  const cess = cessOf(value, lines)
  return Object.fromEntries([...heads.map((name) => [name, amount] as const), ...(cess === null ? [] : [cess])])
}

function cessOf(value: bigint, lines: readonly GroupLine[]): readonly ['cess', Minor] | null {
  const cessBp = lines[0]?.cessBp ?? 0
  const fixed = lines.reduce((all, line) => all + line.fixedCess, 0n)
  if (cessBp === 0 && fixed === 0n) return null
  return ['cess', minor(Number(roundedQuotient(value * BigInt(cessBp) * CESS_PER_BASIS_POINT + fixed, CESS_SCALE)))]
}

/**
 * The value that comes to `total` together with its heads. Where rounding leaves no such value, the one that comes
 * nearest, the smaller of two: its heads are taken, and the value is what is left of the total.
 */
function valueWithin(total: bigint, heads: (value: bigint) => TaxesByHead): bigint {
  const withTax = (value: bigint) => value + totalOf(heads(value))
  let low = 0n
  let high = total
  while (low < high) {
    const middle = (low + high + 1n) / 2n
    if (withTax(middle) <= total) low = middle
    else high = middle - 1n
  }
  const isNearer = total - withTax(low) <= withTax(low + 1n) - total
  return isNearer || totalOf(heads(low + 1n)) > total ? low : low + 1n
}

const totalOf = (taxes: TaxesByHead): bigint => BigInt(sum(Object.values(taxes)))

/** Weights of the values, tax taken off, so that a line bears tax for what it is worth alone. */
function valueWeights(group: TaxGroup, lines: readonly GroupLine[]): bigint[] {
  return lines.map((line) => {
    const scaled = BigInt(line.baseMinor) * CESS_SCALE - (line.holdsTax ? line.fixedCess : 0n)
    return scaled > 0n && group.rateBp + line.cessBp > 0 ? scaled : 0n
  })
}

function cessWeights(group: TaxGroup, lines: readonly GroupLine[]): bigint[] {
  return lines.map((line) => {
    const rates = BigInt(line.holdsTax ? 10_000 + group.rateBp + line.cessBp : 10_000)
    const scaled = BigInt(line.baseMinor) * CESS_SCALE - (line.holdsTax ? line.fixedCess : 0n)
    const value = scaled > 0n ? scaled : 0n
    return value * BigInt(line.cessBp) + line.fixedCess * rates
  })
}
