import { addDays, type BookDate, bookDate, isBookDate, parts as partsOfDay } from '#shared/calendar/book-date.ts'
import { type Minor, minor, subtract, ZERO } from '#shared/money/money.ts'

export interface PlanPart {
  readonly dueOn: BookDate
  readonly amountMinor: Minor
}

export interface FilledPart extends PlanPart {
  /** What of it is not paid yet; zero or more. */
  readonly openMinor: Minor
}

/** What was paid since the plan was made fills its parts from the first on. `paidMinor` is zero or more, and may be more than the plan. */
export function fillParts(parts: readonly PlanPart[], paidMinor: Minor): FilledPart[] {
  let left: number = Math.max(paidMinor, 0)
  return parts.map((part) => {
    const filled = Math.min(left, part.amountMinor)
    left -= filled
    return { ...part, openMinor: subtract(part.amountMinor, minor(filled)) }
  })
}

export const PLAN_RHYTHMS = ['monthly', 'weekly'] as const
export type PlanRhythm = (typeof PLAN_RHYTHMS)[number]

/**
 * Equal parts of a total from a first day on, a week or a month apart; what does not divide goes to the first ones, paisa by
 * paisa. A month without that day ends on its last one. Fewer parts come out where there are more of them than paise.
 */
export function proposeParts(total: Minor, count: number, firstOn: BookDate, rhythm: PlanRhythm): PlanPart[] {
  const parts = Math.max(1, Math.min(count, total))
  const each = Math.trunc(total / parts)
  const over = total - each * parts
  return Array.from({ length: parts }, (_, at) => ({
    dueOn: rhythm === 'weekly' ? addDays(firstOn, at * 7) : addMonths(firstOn, at),
    amountMinor: total === 0 ? ZERO : minor(each + (at < over ? 1 : 0))
  }))
}

/** The same day so many months later, or the last one of that month. */
export function addMonths(from: BookDate, months: number): BookDate {
  const { year, month, day } = partsOfDay(from)
  const at = month - 1 + months
  const [toYear, toMonth] = [year + Math.floor(at / 12), (((at % 12) + 12) % 12) + 1]
  for (let on = day; on > 28; on--) {
    if (isBookDate(toYear * 10_000 + toMonth * 100 + on)) return bookDate(toYear, toMonth, on)
  }
  return bookDate(toYear, toMonth, Math.min(day, 28))
}
