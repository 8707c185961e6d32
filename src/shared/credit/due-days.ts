import { addDays, type BookDate, dayNumber } from '#shared/calendar/book-date.ts'
import type { PartyTerms } from './terms.ts'

const MSME_DAYS = { 'msme-15': 15, 'msme-45': 45 } as const

/**
 * The days of credit that hold for a party: its own, else the shop's. A micro or small supplier is paid within what the law
 * gives, whatever else was agreed (`docs/domain/credit.md`).
 */
export function creditDaysOf({ creditDays, paysWithin }: PartyTerms, shopDays: number): number {
  if (paysWithin === '') return creditDays ?? shopDays
  const most = MSME_DAYS[paysWithin]
  return Math.min(creditDays ?? most, most)
}

/** When a charge falls due: the day that was set for it, else its own day and the days of credit. The last day that a book knows is the latest. */
export function dueDay(chargedOn: BookDate, setOn: BookDate | null, creditDays: number): BookDate {
  if (setOn !== null) return setOn
  return chargedOn >= LAST_DAY - 100_000 ? chargedOn : addDays(chargedOn, creditDays)
}

/** A day in the last ten years of the calendar has no room for days of credit behind it. */
const LAST_DAY = 2199_12_31

/** Days after the due day: positive is over, zero or less is not. */
export const daysOver = (dueOn: BookDate, today: BookDate): number => dayNumber(today) - dayNumber(dueOn)

/** Whether a promise is broken: its day is past, and something is open. */
export const isBroken = (promisedOn: BookDate | null, today: BookDate): boolean =>
  promisedOn !== null && promisedOn < today
