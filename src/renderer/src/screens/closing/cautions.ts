import { type BookDate, dayNumber } from '#shared/calendar/book-date.ts'

/** What a person shall know before a Z is frozen. Nothing of it stops the close. */
export type Caution =
  | { readonly type: 'nothing-entered' }
  /** `days`: how many days after the last Z this one would be. */
  | { readonly type: 'far-ahead'; readonly days: number }

/** A shop may rest for a week and a day, as at Diwali; longer than that, the clock is looked at first. */
const USUAL_REST_DAYS = 8

export function cautionsOf(status: {
  readonly bookOn: BookDate
  readonly entryCount: number
  readonly lastOn: BookDate | null
}): Caution[] {
  if (status.lastOn === null) return []
  const days = dayNumber(status.bookOn) - dayNumber(status.lastOn)
  return [
    ...(status.entryCount === 0 ? [{ type: 'nothing-entered' } as const] : []),
    ...(days > USUAL_REST_DAYS ? [{ type: 'far-ahead', days } as const] : [])
  ]
}
