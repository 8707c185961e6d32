/** Where lines are drawn across a chart: round numbers from below the least to above the most value, nothing among them. */
export function ticksOf(values: readonly number[], most = 4): readonly number[] {
  const least = Math.min(0, ...values)
  const highest = Math.max(0, ...values)
  const span = highest - least
  if (span === 0) return [0, 1]
  const step = roundStep(span / most)
  const first = Math.floor(least / step)
  const last = Math.ceil(highest / step)
  return Array.from({ length: last - first + 1 }, (_, at) => (first + at) * step)
}

/** The next of 1, 2, 5 and their tens. */
function roundStep(raw: number): number {
  const ten = 10 ** Math.floor(Math.log10(raw))
  const digit = raw / ten
  return (digit <= 1 ? 1 : digit <= 2 ? 2 : digit <= 5 ? 5 : 10) * ten
}

/** Every how many-th label has room. */
export const everyHowMany = (count: number, room: number): number => Math.max(1, Math.ceil(count / Math.max(1, room)))
