import type { BookDate } from '#shared/calendar/book-date.ts'
import { add, type Minor, ZERO } from '#shared/money/money.ts'
import { ageingOf } from './ageing.ts'
import type { Ageing, OpenItem } from './open-item.ts'

/** What the open items of a party come to on a day. Amounts are signed as the balance. */
export interface Dues {
  readonly ageing: Ageing
  /** Whatever falls due, whether its day is past or not. */
  readonly dueMinor: Minor
  readonly overdueMinor: Minor
  readonly oldestDueOn: BookDate | null
  /** The earliest promise of what is open: it is not kept yet. */
  readonly promisedOn: BookDate | null
  /** What was promised for a day that is past. */
  readonly brokenMinor: Minor
}

/** Sums up the open items of a party on a day of the book. */
export function duesOf(items: readonly OpenItem[], today: BookDate): Dues {
  let [dueMinor, overdueMinor, brokenMinor] = [ZERO, ZERO, ZERO]
  let oldestDueOn: BookDate | null = null
  let promisedOn: BookDate | null = null
  for (const item of items) {
    if (item.isUnsettled) continue
    dueMinor = add(dueMinor, item.openMinor)
    if (item.dueOn < today) overdueMinor = add(overdueMinor, item.openMinor)
    if (oldestDueOn === null || item.dueOn < oldestDueOn) oldestDueOn = item.dueOn
    if (item.promisedOn === null) continue
    if (item.promisedOn < today) brokenMinor = add(brokenMinor, item.openMinor)
    if (promisedOn === null || item.promisedOn < promisedOn) promisedOn = item.promisedOn
  }
  return { ageing: ageingOf(items, today), dueMinor, overdueMinor, oldestDueOn, promisedOn, brokenMinor }
}
