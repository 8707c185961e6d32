import type { BookDate } from '#shared/calendar/book-date.ts'
import { dayNumber } from '#shared/calendar/book-date.ts'
import { type Minor, minor } from '#shared/money/money.ts'
import type { InterestRule } from './terms.ts'

/** What a rate is a part of (hundredths of a percent), and the days of a year. */
const WHOLE = 10_000n * 365n

/**
 * Simple interest on an open amount, from the grace days after its due day up to today, by days over 365; rounded once, half
 * away from zero. `chargedThrough` is the day up to which interest was charged before: its days are not charged again.
 * The result is signed as the amount.
 */
export function interestOn(
  openMinor: Minor,
  dueOn: BookDate,
  { rule, today, chargedThrough }: { rule: InterestRule; today: BookDate; chargedThrough: BookDate | null }
): Minor {
  const from = Math.max(
    dayNumber(dueOn) + rule.graceDays,
    chargedThrough === null ? Number.NEGATIVE_INFINITY : dayNumber(chargedThrough)
  )
  const days = dayNumber(today) - from
  if (days <= 0) return minor(0)
  const exact = BigInt(Math.abs(openMinor)) * BigInt(rule.ratePerYearBp) * BigInt(days)
  const rounded = Number((exact * 2n + WHOLE) / (WHOLE * 2n))
  return minor(openMinor < 0 ? -rounded : rounded)
}
