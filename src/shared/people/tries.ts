/** How often in a row a secret was wrong, and when the last time was, in milliseconds since 1970. */
export interface Tries {
  readonly count: number
  readonly lastAt: number
}

export const NO_TRIES: Tries = { count: 0, lastAt: 0 }
const MOST_SECONDS = 300

/** How long one waits after so many wrong secrets in a row: 1, 2, 4 ... up to 300 seconds. */
export const secondsAfter = (count: number): number => (count <= 0 ? 0 : Math.min(2 ** (count - 1), MOST_SECONDS))

/** How many milliseconds of it are left. A clock that was set back begins the wait anew and never makes it longer. */
export function waitLeftMs({ count, lastAt }: Tries, nowMs: number): number {
  const wholeMs = secondsAfter(count) * 1000
  return nowMs < lastAt ? wholeMs : Math.max(0, lastAt + wholeMs - nowMs)
}
