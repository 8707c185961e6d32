import { z } from 'zod'

/** `1.20.3`: three numbers, nothing after them. Only whole releases are offered to shops. */
export const zVersion = z.string().regex(/^(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})$/)

/** Below zero when the first is older, zero when they are the same, above zero when it is newer. Both are as `zVersion` has them. */
export function compareVersions(one: string, other: string): number {
  const [mine, theirs] = [numbersOf(one), numbersOf(other)]
  const at = mine.findIndex((number, index) => number !== theirs[index])
  return at < 0 ? 0 : (mine[at] ?? 0) - (theirs[at] ?? 0)
}

const numbersOf = (version: string): readonly number[] => version.split('.').map(Number)
