import { addDays, type BookDate, bookDate, formatBookDate, isBookDate, parts } from '#shared/calendar/book-date.ts'
import { financialYearOf } from '#shared/calendar/financial-year.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/money/parse-amount.ts'

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

export function countDays(period: Period): number {
  const utc = (date: BookDate) => Date.UTC(parts(date).year, parts(date).month - 1, parts(date).day)
  return Math.round((utc(period.toOn) - utc(period.fromOn)) / 86_400_000) + 1
}

/**
 * Reads a day as it is typed at a counter: `21`, `21-11`, `21-11-26`, `21.11.2026`, `211126`. What is left out comes
 * from `today`, so `21` is a day of this month. Fails with `calendar/not-a-date`.
 */
export function parseDay(text: string, today: BookDate): Result<BookDate> {
  const wrong = () => fail('calendar/not-a-date', { text: text.slice(0, 20) })
  const compact = /^(\d{2})(\d{2})(\d{4}|\d{2})$/
  const spread = latinDigits(text.normalize('NFKC')).trim().replace(compact, '$1-$2-$3')
  const pieces = spread.split(/[-/.\s]+/)
  if (pieces.length > 3 || pieces.some((piece) => !/^\d{1,4}$/.test(piece))) return wrong()
  const now = parts(today)
  const [day = 0, month = now.month, typedYear = now.year] = pieces.map(Number)
  const year = typedYear < 100 ? 2000 + typedYear : typedYear
  const value = year * 10_000 + month * 100 + day
  if (month > 12 || day > 31 || !isBookDate(value)) return wrong()
  return ok(value)
}

/** `21-11-2026`, or `01-11-2026 … 21-11-2026`. */
export function formatPeriod(period: Period): string {
  const from = formatBookDate(period.fromOn)
  return period.fromOn === period.toOn ? from : `${from} … ${formatBookDate(period.toOn)}`
}

/** Puts two days in order. */
export function periodOf(one: BookDate, other: BookDate): Period {
  return one <= other ? { fromOn: one, toOn: other } : { fromOn: other, toOn: one }
}
