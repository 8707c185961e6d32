import { addDays, type BookDate, bookDate, dayNumber, formatBookDate, parts } from '#shared/calendar/book-date.ts'
import { financialYearOf } from '#shared/calendar/financial-year.ts'

/** From the first to the last day, both included. */
export interface Period {
  readonly fromOn: BookDate
  readonly toOn: BookDate
}

export const NAMED_PERIODS = ['day', 'yesterday', 'week', 'month', 'last-month', 'year'] as const
export type NamedPeriod = (typeof NAMED_PERIODS)[number]

/** A period by its name, seen from a day: the last seven days, this month so far, this financial year so far. */
export function namedPeriod(name: NamedPeriod, today: BookDate): Period {
  const { year, month } = parts(today)
  const firstOfMonth = bookDate(year, month, 1)
  switch (name) {
    case 'day':
      return { fromOn: today, toOn: today }
    case 'yesterday':
      return { fromOn: addDays(today, -1), toOn: addDays(today, -1) }
    case 'week':
      return { fromOn: addDays(today, -6), toOn: today }
    case 'month':
      return { fromOn: firstOfMonth, toOn: today }
    case 'last-month': {
      const last = addDays(firstOfMonth, -1)
      return { fromOn: bookDate(parts(last).year, parts(last).month, 1), toOn: last }
    }
    case 'year':
      return { fromOn: bookDate(financialYearOf(today), 4, 1), toOn: today }
  }
}

/** Which name a period goes by, if it has one. */
export function nameOf(period: Period, today: BookDate): NamedPeriod | null {
  return (
    NAMED_PERIODS.find((name) => {
      const named = namedPeriod(name, today)
      return named.fromOn === period.fromOn && named.toOn === period.toOn
    }) ?? null
  )
}

/** The same number of days, just before or just after. */
export function shiftPeriod(period: Period, step: 1 | -1): Period {
  const length = countDays(period)
  return { fromOn: addDays(period.fromOn, step * length), toOn: addDays(period.toOn, step * length) }
}

export const countDays = (period: Period): number => dayNumber(period.toOn) - dayNumber(period.fromOn) + 1

/** `21-11-2026`, or `01-11-2026 … 21-11-2026`. */
export function formatPeriod(period: Period): string {
  const from = formatBookDate(period.fromOn)
  return period.fromOn === period.toOn ? from : `${from} … ${formatBookDate(period.toOn)}`
}

/** Puts two days in order. */
export function periodOf(one: BookDate, other: BookDate): Period {
  return one <= other ? { fromOn: one, toOn: other } : { fromOn: other, toOn: one }
}
