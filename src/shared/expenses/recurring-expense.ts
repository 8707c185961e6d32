import { z } from 'zod'
import { addDays, type BookDate, bookDate, isBookDate, parts, weekday } from '#shared/calendar/book-date.ts'
import { zBookDate } from '#shared/calendar/book-date-schema.ts'
import { zLine } from '#shared/kernel/scalars.ts'
import { zAmount } from '#shared/money/money-schema.ts'

export const EXPENSE_PLACES = ['cash', 'upi', 'bank'] as const
export type ExpensePlace = (typeof EXPENSE_PLACES)[number]

/** An expense that comes again: rent on the 1st, wages each Saturday. What is paid is said each time; the amount here is proposed. */
export const zRecurringExpense = z.strictObject({
  title: zLine(60).min(1),
  accountCode: z.string().max(60),
  amountMinor: zAmount,
  place: z.enum(EXPENSE_PLACES),
  every: z.discriminatedUnion('unit', [
    /** The 31st is the last day of a shorter month. */
    z.strictObject({ unit: z.literal('month'), day: z.int().min(1).max(31) }),
    /** 0 is Sunday. */
    z.strictObject({ unit: z.literal('week'), weekday: z.int().min(0).max(6) })
  ]),
  fromOn: zBookDate,
  isPaused: z.boolean()
})
export type RecurringExpense = z.infer<typeof zRecurringExpense>

/** One time that it falls due. `period` names the month (`202611`) or the week (its Monday), whichever day of it was laid down. */
export interface Occurrence {
  readonly period: string
  readonly dueOn: BookDate
}

/** So far back something unpaid is still asked for. */
const MOST_OCCURRENCES = 12

/** The times an expense fell due, up to a day, the oldest first: the newest dozen. None while it is paused. */
export function occurrencesUpTo(expense: RecurringExpense, upTo: BookDate): Occurrence[] {
  if (expense.isPaused) return []
  const { every } = expense
  const all = every.unit === 'month' ? months(every.day, upTo) : weeks(every.weekday, upTo)
  return all.filter(({ dueOn }) => dueOn >= expense.fromOn && dueOn <= upTo).toReversed()
}

function months(day: number, upTo: BookDate): Occurrence[] {
  const { year, month } = parts(upTo)
  return Array.from({ length: MOST_OCCURRENCES }, (_, back) => {
    const index = year * 12 + month - 1 - back
    const first = bookDate(Math.trunc(index / 12), (index % 12) + 1, 1)
    return { period: String(Math.trunc(first / 100)), dueOn: dayOfMonth(first, day) }
  })
}

function dayOfMonth(first: BookDate, day: number): BookDate {
  for (let wanted = day; wanted > 28; wanted--)
    if (isBookDate(first - 1 + wanted)) return (first - 1 + wanted) as BookDate
  return (first - 1 + Math.min(day, 28)) as BookDate
}

function weeks(wanted: number, upTo: BookDate): Occurrence[] {
  const monday = addDays(upTo, -((weekday(upTo) + 6) % 7))
  return Array.from({ length: MOST_OCCURRENCES }, (_, back) => {
    const start = addDays(monday, -7 * back)
    return { period: String(start), dueOn: addDays(start, (wanted + 6) % 7) }
  })
}
