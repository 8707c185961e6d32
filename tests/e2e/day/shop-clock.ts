/**
 * A time zone in which it is about ten in the morning now: a day that is played in the real app never runs over the hour
 * at which a new day of the book begins, whenever the tests are started.
 */
export function morningZone(now = new Date()): string {
  const ahead = 10 - now.getUTCHours()
  const offset = ahead < -12 ? ahead + 24 : ahead
  // In these names the sign says how far Greenwich is ahead.
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`
}

/** The day of the book there, as the screen writes it (`21-11-2026`), `days` later. */
export function bookDay(zone: string, days = 0, now = new Date()): string {
  const at = new Date(now.getTime() + days * 86_400_000)
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: '2-digit', month: '2-digit', year: 'numeric' })
  return parts.format(at).replaceAll('/', '-')
}
