import { addDays, type BookDate, bookDate, isBookDate, parts } from '#shared/calendar/book-date.ts'
import { fail, ok, type Result } from '#shared/kernel/result.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'

/** Words that name a day, in every language at once: nobody has to switch to type one. */
const DAY_WORDS: Readonly<Record<string, number>> = {
  today: 0,
  t: 0,
  आज: 0,
  aaj: 0,
  yesterday: -1,
  y: -1,
  कल: -1,
  kal: -1,
  परसों: -2,
  parso: -2
}

/**
 * Reads a day as it is typed at the counter: `21` (of this month, or of the last one when it is still to come),
 * `21-11`, `21/11/26`, `2111`, `21112026`, `yesterday`, `-2`. Fails with `calendar/not-a-date`.
 */
export function readDate(raw: string, today: BookDate): Result<BookDate> {
  const text = latinDigits(raw.normalize('NFKC')).trim().toLowerCase()
  const word = DAY_WORDS[text.normalize('NFC')]
  if (word !== undefined) return ok(addDays(today, word))
  if (/^-\d{1,3}$/.test(text)) return ok(addDays(today, Number(text)))
  const [day, month, year] = numbersOf(text)
  if (day === undefined) return fail('calendar/not-a-date')
  if (month === undefined) return nearestDay(day, today)
  return dateOf(year === undefined ? nearestYear(day, month, today) : fullYear(year), month, day)
}

function numbersOf(text: string): readonly (number | undefined)[] {
  const joined = /^(\d{2})(\d{2})(\d{2}|\d{4})?$/.exec(text)
  if (joined !== null) return joined.slice(1).map((part) => (part === undefined ? undefined : Number(part)))
  const split = /^(\d{1,2})(?:[-/. ](\d{1,2})(?:[-/. ](\d{2}|\d{4}))?)?$/.exec(text)
  return split === null ? [] : split.slice(1).map((part) => (part === undefined ? undefined : Number(part)))
}

function dateOf(year: number, month: number, day: number): Result<BookDate> {
  const value = year * 10_000 + month * 100 + day
  return isBookDate(value) ? ok(value) : fail('calendar/not-a-date')
}

/** The day of this month, or of the month before when this month's is still to come: entries look back. */
function nearestDay(day: number, today: BookDate): Result<BookDate> {
  const { year, month } = parts(today)
  const here = dateOf(year, month, day)
  if (here.ok && here.value <= today) return here
  const lastOfPrevious = addDays(bookDate(year, month, 1), -1)
  const before = parts(lastOfPrevious)
  return dateOf(before.year, before.month, day)
}

function nearestYear(day: number, month: number, today: BookDate): number {
  const { year } = parts(today)
  return year * 10_000 + month * 100 + day > today ? year - 1 : year
}

const fullYear = (year: number): number => (year < 100 ? 2000 + year : year)
