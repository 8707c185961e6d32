import { readDate } from '#renderer/components/date-text.ts'
import { addDays, type BookDate, dayNumber, parts } from '#shared/calendar/book-date.ts'
import { ok, type Result } from '#shared/kernel/result.ts'

const MOST_DAYS_AHEAD = 366

/**
 * The day of a promise as it is typed: `+3`, `5` (the next fifth), `5-12`, `kal`. Entries look back, promises ahead: `kal` is tomorrow here.
 * A day with its year stays what it is. Fails with `calendar/not-a-date`.
 */
export function readPromise(raw: string, today: BookDate): Result<BookDate> {
  const text = raw.trim()
  const [, ahead] = /^\+(\d{1,3})$/u.exec(text) ?? []
  if (ahead !== undefined) return ok(addDays(today, Number(ahead)))
  const read = readDate(text, today)
  if (!read.ok || read.value >= today) return read
  if (!/\d/u.test(text)) return ok(addDays(today, dayNumber(today) - dayNumber(read.value)))
  const isDayAlone = /^\d{1,2}$/u.test(text)
  if (!isDayAlone && !/^\d{1,2}[-/. ]\d{1,2}$|^\d{4}$/u.test(text)) return read
  const wanted = parts(read.value)
  for (let days = 0; days <= MOST_DAYS_AHEAD; days += 1) {
    const day = addDays(today, days)
    const { day: ofMonth, month } = parts(day)
    if (ofMonth === wanted.day && (isDayAlone || month === wanted.month)) return ok(day)
  }
  return read
}
