/** `21:10`, on the clock of this PC. */
export function clockText(atMs: number): string {
  const at = new Date(atMs)
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}

/** The time, and before it the day (`20-11`) when that is not today's. */
export function dayAndClockText(atMs: number): string {
  const at = new Date(atMs)
  if (at.toDateString() === new Date().toDateString()) return clockText(atMs)
  return `${String(at.getDate()).padStart(2, '0')}-${String(at.getMonth() + 1).padStart(2, '0')} ${clockText(atMs)}`
}
