import { assert } from '#shared/kernel/assert.ts'
import { type Minor, minor } from './money.ts'

/**
 * Shares an amount out by weights so that the shares add up to it (largest remainder; of equal remainders the earlier one
 * comes first). `total` and the weights are zero or more; when all weights are zero they count as equal. `most` holds what
 * each may get at most, together at least `total`.
 */
export function shareOut(
  total: Minor,
  weights: readonly (bigint | number)[],
  most: readonly Minor[] | null = null
): Minor[] {
  assert(total >= 0, `only an amount of zero or more is shared out: ${total}`)
  if (weights.length === 0) {
    assert(total === 0, 'nobody is there to share with')
    return []
  }
  const { shares, remainders } = wholeShares(total, weights.map(BigInt), most)
  let left = total - shares.reduce((got, share) => got + share, 0)
  const order = remainders.map((_, index) => index).toSorted((one, other) => compare(remainders, one, other))
  while (left > 0) {
    const before = left
    for (const index of order) {
      if (left === 0) break
      if (most !== null && (shares[index] ?? 0) >= (most[index] ?? 0)) continue
      shares[index] = (shares[index] ?? 0) + 1
      left -= 1
    }
    assert(left < before, 'more is shared out than all may get')
  }
  return shares.map(minor)
}

function wholeShares(total: Minor, given: readonly bigint[], most: readonly Minor[] | null) {
  const weights = given.some((weight) => weight > 0n) ? given : given.map(() => 1n)
  const all = weights.reduce((sum, weight) => sum + weight, 0n)
  const products = weights.map((weight) => BigInt(total) * weight)
  const shares = products.map((product, index) => {
    const share = Number(product / all)
    return most === null ? share : Math.min(share, most[index] ?? 0)
  })
  return { shares, remainders: products.map((product) => product % all) }
}

function compare(remainders: readonly bigint[], one: number, other: number): number {
  const left = remainders[one] ?? 0n
  const right = remainders[other] ?? 0n
  return left === right ? one - other : left > right ? -1 : 1
}
