import { z } from 'zod'
import { type BookDate, dayNumber } from '#shared/calendar/book-date.ts'
import type { Answer } from './outcome.ts'
import type { Purpose } from './purpose.ts'

const zDays = z.int().min(1).max(365)

/** When messages go by themselves. Off until the owner turns them on. Kept as the definition `reminder-rule`. */
export const zReminderRules = z.strictObject({
  isOn: z.boolean(),
  /** Days before the due day; null: not before. */
  beforeDays: zDays.nullable(),
  isOnDue: z.boolean(),
  /** Days after the due day for the first one; null: not after. */
  afterDays: zDays.nullable(),
  /** Then again every so many days; null: only once. */
  everyDays: zDays.nullable(),
  /** The most messages after the due day. */
  mostAfter: z.int().min(1).max(20)
})
export type ReminderRules = z.infer<typeof zReminderRules>

export const RULES_KIND = 'reminder-rule'
export const RULES_KEY = 'standard'
export const RULES_OFF: ReminderRules = {
  ...{ isOn: false, beforeDays: 3, isOnDue: true, afterDays: 3, everyDays: 7, mostAfter: 4 }
}

/** What the rules must know of one party that owes. */
export interface Debt {
  readonly dueOn: BookDate | null
  readonly promisedOn: BookDate | null
  /** What was answered last since the due day. */
  readonly lastAnswer: Answer | null
  /** The days on which rules have written to this party about this very due day. */
  readonly remindedOn: readonly BookDate[]
}

/**
 * What the rules ask for today, or null. Running them again on the same day asks for nothing. A day on which the app was not opened is made up for: what was to
 * be said after the due day is said on the next day, once.
 */
export function reminderFor(rules: ReminderRules, debt: Debt, today: BookDate): Purpose | null {
  const { dueOn, remindedOn } = debt
  if (!rules.isOn || dueOn === null) return null
  if (debt.lastAnswer === 'refused' || debt.lastAnswer === 'paid') return null
  // The day of the promise is the party's own; the day after it is not.
  if (debt.promisedOn !== null && debt.promisedOn >= today) return null
  if (remindedOn.includes(today)) return null
  const late = dayNumber(today) - dayNumber(dueOn)
  if (late < 0) return rules.beforeDays === -late ? 'before-due' : null
  if (late === 0) return rules.isOnDue ? 'on-due' : null
  return isTimeAfter(rules, { dueOn, late, today, remindedOn }) ? 'after-due' : null
}

function isTimeAfter(
  rules: ReminderRules,
  at: { dueOn: BookDate; late: number; today: BookDate; remindedOn: readonly BookDate[] }
): boolean {
  if (rules.afterDays === null || at.late < rules.afterDays) return false
  const after = at.remindedOn.filter((on) => on > at.dueOn)
  if (after.length === 0) return true
  if (rules.everyDays === null || after.length >= rules.mostAfter) return false
  const last = Math.max(...after) as BookDate
  return dayNumber(at.today) - dayNumber(last) >= rules.everyDays
}
