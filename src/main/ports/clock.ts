import type { WallTime } from '#shared/calendar/shop-clock.ts'

/** The wall clock. It may be wrong, and it may jump; nothing in the book relies on its order. */
export interface Clock {
  now(): WallTime
}
