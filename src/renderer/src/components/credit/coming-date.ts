import { addDays, type BookDate, bookDate, isBookDate, parts } from '#shared/calendar/book-date.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'

const DAY_WORDS: Readonly<Record<string, number>> = {
  today: 0,
  t: 0,
  आज: 0,
  aaj: 0,
  tomorrow: 1,
  कल: 1,
  kal: 1,
  परसों: 2,
  parso: 2
}

/**
 * Reads a day that is still to come, as it is typed: `25` (of this month, or of the next when it is past), `25-12`, `25/12/26`,
 * `2512`, `+7` days, `tomorrow`. Fails with `calendar/not-a-date`.
 */
export function readComingDate(raw: string, today: BookDate): Result<BookDate> {
  const text = latinDigits(raw.normalize('NFKC')).trim().toLowerCase()
  const word = DAY_WORDS[text.normalize('NFC')]
  if (word !== undefined) return ok(addDays(today, word))
  if (/^\+\d{1,4}$/.test(text)) return ok(addDays(today, Number(text)))
  const split =
    /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text) ?? /^(\d{1,2})(?:[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?)?$/.exec(text)
  if (split === null) return fail('calendar/not-a-date')
  const [day = 0, month, year] = split.slice(1).map((part) => (part === undefined ? undefined : Number(part)))
  const now = parts(today)
  if (month === undefined) return nextDay(day, today)
  if (year !== undefined) return dayOf(year < 100 ? 2000 + year : year, month, day)
  const here = dayOf(now.year, month, day)
  return here.ok && here.value >= today ? here : dayOf(now.year + 1, month, day)
}

function nextDay(day: number, today: BookDate): Result<BookDate> {
  const { year, month } = parts(today)
  const here = dayOf(year, month, day)
  if (here.ok && here.value >= today) return here
  const after = parts(addDays(bookDate(year, month, 28), 5))
  return dayOf(after.year, after.month, day)
}

function dayOf(year: number, month: number, day: number): Result<BookDate> {
  const value = year * 10_000 + month * 100 + day
  return isBookDate(value) ? ok(value) : fail('calendar/not-a-date')
}
