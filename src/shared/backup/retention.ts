const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** For how long the newest of each span is kept. A month is counted by the calendar. */
const LADDER = [
  { spanOf: (ms: number) => `h${Math.floor(ms / HOUR_MS)}`, forMs: DAY_MS },
  { spanOf: (ms: number) => `d${Math.floor(ms / DAY_MS)}`, forMs: 14 * DAY_MS },
  // 1970 began on a Thursday: weeks begin on Monday.
  { spanOf: (ms: number) => `w${Math.floor((ms / DAY_MS + 3) / 7)}`, forMs: 61 * DAY_MS },
  {
    spanOf: (ms: number) => `m${new Date(ms).getUTCFullYear()}-${new Date(ms).getUTCMonth()}`,
    forMs: 731 * DAY_MS
  }
] as const

const ALWAYS = 3

/**
 * The backups that have outlived their use, of those that a place holds. Times are those of the shop's clock in milliseconds. What
 * a clock dates ahead of `nowMs` counts as new: it is kept.
 */
export function outlived<Backup extends { readonly localMs: number }>(
  backups: readonly Backup[],
  nowMs: number
): Backup[] {
  const newestFirst = backups.toSorted((left, right) => right.localMs - left.localMs)
  const kept = new Set<Backup>(newestFirst.slice(0, ALWAYS))
  const taken = new Set<string>()
  for (const backup of newestFirst) {
    for (const { spanOf, forMs } of LADDER) {
      const span = spanOf(backup.localMs)
      if (nowMs - backup.localMs > forMs || taken.has(span)) continue
      taken.add(span)
      kept.add(backup)
    }
  }
  return newestFirst.filter((backup) => !kept.has(backup))
}
