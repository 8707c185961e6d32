import type { BookDate } from '#shared/calendar/book-date.ts'
import { add, type Minor, ZERO } from '#shared/money/money.ts'
import { daysOver } from './due-days.ts'
import { AGE_LIMITS, type Ageing } from './open-item.ts'

/** What ageing asks of an open amount; `openMinor` is signed as the balance. */
export interface Aged {
  readonly dueOn: BookDate
  readonly openMinor: Minor
  /** Money that settles nothing yet has no age. */
  readonly isUnsettled: boolean
}

export const NO_AGES: Ageing = { buckets: [ZERO, ZERO, ZERO, ZERO, ZERO], unsettledMinor: ZERO }

/** Shares open amounts out by their days after the due day. The buckets and what is unsettled add up to the amounts. */
export function ageingOf(items: Iterable<Aged>, today: BookDate): Ageing {
  const buckets: [Minor, Minor, Minor, Minor, Minor] = [ZERO, ZERO, ZERO, ZERO, ZERO]
  let unsettledMinor = ZERO
  for (const { dueOn, openMinor, isUnsettled } of items) {
    if (isUnsettled) unsettledMinor = add(unsettledMinor, openMinor)
    else {
      const at = ageBucket(daysOver(dueOn, today))
      buckets[at] = add(buckets[at], openMinor)
    }
  }
  return { buckets, unsettledMinor }
}

/** Two ageings of different parties together. */
export function addAgeing(one: Ageing, other: Ageing): Ageing {
  const [a, b, c, d, e] = one.buckets
  const [v, w, x, y, z] = other.buckets
  return {
    buckets: [add(a, v), add(b, w), add(c, x), add(d, y), add(e, z)],
    unsettledMinor: add(one.unsettledMinor, other.unsettledMinor)
  }
}

type Bucket = 0 | 1 | 2 | 3 | 4

/** In which of the buckets so many days after the due day stand. */
export function ageBucket(days: number): Bucket {
  const at = AGE_LIMITS.findIndex((limit) => days <= limit)
  return (at === -1 ? AGE_LIMITS.length : at) as Bucket
}
