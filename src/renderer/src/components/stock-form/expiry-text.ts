import { addDays, type BookDate, bookDate, isBookDate } from '#shared/calendar/book-date.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'

/**
 * Reads the day until which goods are good, as it is printed on them: `03/27` and `3-2027` are the last day of that month,
 * `31-03-27` is that day. Fails with `calendar/not-a-date`.
 */
export function readExpiry(raw: string): Result<BookDate> {
  const numbers = latinDigits(raw.normalize('NFKC'))
    .trim()
    .split(/[-/. ]+/)
  if (!numbers.every((number) => /^\d{1,4}$/.test(number))) return fail('calendar/not-a-date')
  const [first = 0, second = 0, third] = numbers.map(Number)
  if (numbers.length === 2) return lastDayOf(second, first)
  if (third === undefined || numbers.length !== 3) return fail('calendar/not-a-date')
  const day = fullYear(third) * 10_000 + second * 100 + first
  return isBookDate(day) ? ok(day) : fail('calendar/not-a-date')
}

function lastDayOf(year: number, month: number): Result<BookDate> {
  const begins = fullYear(year) * 10_000 + month * 100 + 1
  if (!isBookDate(begins)) return fail('calendar/not-a-date')
  const next = month === 12 ? bookDate(fullYear(year) + 1, 1, 1) : bookDate(fullYear(year), month + 1, 1)
  return ok(addDays(next, -1))
}

const fullYear = (year: number): number => (year < 100 ? 2_000 + year : year)
