/** A whole number from 0 up to 2^31, as `Randomness` makes it. */
type NewNumber = () => number

const FIRST_MS = 1_000
const LONGEST_MS = 300_000

/**
 * How long to wait after so many failures on end: anything up to a span that doubles, from a second to five minutes. The whole
 * span is thrown for, so that counters that lost the server together do not come back together.
 */
export function backOffMs(failures: number, newNumber: NewNumber): number {
  const span = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(Math.max(failures - 1, 0), 10))
  return Math.max(FIRST_MS / 4, Math.floor((newNumber() / 2 ** 31) * span))
}
