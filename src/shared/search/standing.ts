/** A party used twice as often stands as high as one used this many days later. */
const DOUBLING_DAYS = 30

/** Days before this year count as never. */
const FIRST_YEAR = 1990
const LAST_YEAR = 2199

/**
 * How much a party is used, as one number of which higher is better: the logarithm of its use plus its last day in units
 * of 30 days. The logarithm makes this the same as uses that fade by half each 30 days, and two parties compare the same
 * on every later day, so nothing needs to be reckoned anew as time passes.
 *
 * Always at least 0 and less than 5,000, so it never bridges two classes of match.
 *
 * @param logUses from {@link logOfUses}
 * @param lastDay from {@link dayIndex}
 * @param nowDay from {@link dayIndex}: a day ahead of it (a clock once set wrong) counts as today
 */
export function standing(logUses: number, lastDay: number, nowDay: number): number {
  return logUses + Math.min(lastDay, nowDay) / DOUBLING_DAYS
}

export function logOfUses(uses: number): number {
  return uses > 0 ? Math.log2(1 + Math.min(uses, Number.MAX_SAFE_INTEGER)) : 0
}

/**
 * A running number for a day given as yyyymmdd, 0 for anything that is not such a day. All months count 31 days: for
 * ranking that is exact enough, and cheap.
 */
export function dayIndex(yyyymmdd: number): number {
  const year = Math.trunc(yyyymmdd / 10_000)
  if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) return 0
  const month = Math.trunc(yyyymmdd / 100) % 100
  return (year - FIRST_YEAR) * 372 + (month - 1) * 31 + (yyyymmdd % 100)
}
