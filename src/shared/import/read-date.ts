import { type BookDate, dayNumber, isBookDate } from '#shared/calendar/book-date.ts'
import { latinDigits } from '#shared/script/latin-digits.ts'
import type { DateOrder } from './import-plan.ts'

/** Excel's day 1 is 1 January 1900, and it believes that 1900 had a 29 February: from March 1900 on this is day 0. */
const EXCEL_EPOCH_MS = Date.UTC(1899, 11, 30)
const DAY_MS = 86_400_000

/** First letters of the months in English and Hindi; Hindi ones as words of a date may be spelt. */
const MONTHS: readonly (readonly string[])[] = [
  ['jan', 'जनवरी', 'जन'],
  ['feb', 'फ़रवरी', 'फरवरी', 'फर'],
  ['mar', 'मार्च'],
  ['apr', 'अप्रैल', 'अप्रेल'],
  ['may', 'मई'],
  ['jun', 'जून'],
  ['jul', 'जुलाई'],
  ['aug', 'अगस्त'],
  ['sep', 'सितंबर', 'सितम्बर'],
  ['oct', 'अक्टूबर', 'अक्तूबर'],
  ['nov', 'नवंबर', 'नवम्बर'],
  ['dec', 'दिसंबर', 'दिसम्बर']
].map((names) => names.map((name) => name.normalize('NFKC')))

const NUMBERS = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[ t,].*)?$/u
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/u
const SERIAL = /^(\d{5})(?:\.\d+)?$/u
const DAY_FIRST_NAME = /^(\d{1,2})[\s\-/.,]*([\p{L}\p{M}]+)\.?[\s\-/.,]*(\d{4}|\d{2})(?:[\s,].*)?$/u
const NAME_FIRST = /^([\p{L}\p{M}]+)\.?\s*(\d{1,2})[\s,]+(\d{4})(?:[\s,].*)?$/u

/**
 * The day of the book that a cell names, in the order that its column uses; null when it names none. A time of day
 * behind the date is left off: the day is the shop's, as it stands in the file.
 */
export function readDate(raw: string, order: DateOrder): BookDate | null {
  const text = latinDigits(raw.normalize('NFKC')).trim().toLowerCase()
  if (text === '' || text.length > 60) return null
  const numbers = NUMBERS.exec(text)
  if (numbers !== null) return fromNumbers(numbers[1] ?? '', numbers[2] ?? '', numbers[3] ?? '', order)
  const compact = COMPACT.exec(text)
  if (compact !== null) return real(Number(compact[1]), Number(compact[2]), Number(compact[3]))
  const serial = SERIAL.exec(text)
  if (serial !== null) return fromSerial(Number(serial[1]))
  const dayFirst = DAY_FIRST_NAME.exec(text)
  if (dayFirst !== null) return real(fullYear(dayFirst[3] ?? ''), monthOf(dayFirst[2] ?? ''), Number(dayFirst[1]))
  const nameFirst = NAME_FIRST.exec(text)
  if (nameFirst !== null) return real(fullYear(nameFirst[3] ?? ''), monthOf(nameFirst[1] ?? ''), Number(nameFirst[2]))
  return null
}

function fromNumbers(first: string, second: string, third: string, order: DateOrder): BookDate | null {
  if (first.length >= 3) return real(Number(first), Number(second), Number(third))
  if (order === 'ymd') return real(fullYear(first), Number(second), Number(third))
  const [day, month] = order === 'dmy' ? [first, second] : [second, first]
  return real(fullYear(third), Number(month), Number(day))
}

function real(year: number, month: number, day: number): BookDate | null {
  const date = year * 10_000 + month * 100 + day
  return month >= 1 && month <= 12 && day >= 1 && day <= 31 && isBookDate(date) ? date : null
}

function fromSerial(serial: number): BookDate | null {
  const utc = new Date(EXCEL_EPOCH_MS + serial * DAY_MS)
  return real(utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate())
}

/** Two digits are of this century up to 69, as spreadsheets have it. Three digits are no year. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 4) return year
  return digits.length === 2 ? (year < 70 ? 2000 + year : 1900 + year) : 0
}

function monthOf(name: string): number {
  const at = MONTHS.findIndex((names) => names.some((known) => name.startsWith(known)))
  return at + 1
}

export interface GuessedOrder {
  readonly order: DateOrder
  /** Whether the column leaves no other reading. */
  readonly isSure: boolean
}

/**
 * The order of day, month and year that a whole column uses. A row that can be read in one order only, since a part
 * above 12 is no month, decides. When no row decides, the reading with the shorter span of days wins if its days are
 * written without leading zeros, as the exports of American programs are; otherwise day before month, as it is written
 * in India.
 */
export function guessDateOrder(values: Iterable<string>): GuessedOrder {
  const dates = numberedDates(values)
  if (dates.length > 0 && dates.every(([first = '']) => first.length === 4)) return { order: 'ymd', isSure: true }
  const votes = { dmy: 0, mdy: 0, ymd: 0 }
  for (const date of dates) {
    const only = onlyOrderOf(date)
    if (only !== null) votes[only]++
  }
  const voted = (['dmy', 'mdy', 'ymd'] as const).filter((order) => votes[order] > 0)
  const [first, ...others] = voted.toSorted((left, right) => votes[right] - votes[left])
  if (first !== undefined) return { order: first, isSure: others.length === 0 }
  return { order: isWrittenMonthFirst(dates) ? 'mdy' : 'dmy', isSure: dates.every(isSameEitherWay) }
}

/** The different dates of a column that are written as three numbers, in their three parts. */
function numberedDates(values: Iterable<string>): string[][] {
  const seen = new Set<string>()
  for (const value of values) {
    const match = NUMBERS.exec(latinDigits(value.normalize('NFKC')).trim().toLowerCase())
    if (match !== null) seen.add(`${match[1]}/${match[2]}/${match[3]}`)
  }
  return [...seen].map((text) => text.split('/'))
}

function onlyOrderOf([first = '', second = '', third = '']: readonly string[]): DateOrder | null {
  if (first.length >= 3) return null
  const isRead = (order: DateOrder) => fromNumbers(first, second, third, order) !== null
  const [isDmy, isMdy] = [isRead('dmy'), isRead('mdy')]
  if (isDmy !== isMdy) return isDmy ? 'dmy' : 'mdy'
  return !isDmy && isRead('ymd') ? 'ymd' : null
}

const isSameEitherWay = ([first, second]: readonly string[]) => Number(first) === Number(second)

function isWrittenMonthFirst(dates: readonly (readonly string[])[]): boolean {
  if (dates.some((parts) => parts.slice(0, 2).some((part) => part.startsWith('0')))) return false
  return spanOf(dates, 'mdy') < spanOf(dates, 'dmy')
}

function spanOf(dates: readonly (readonly string[])[], order: DateOrder): number {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [one = '', two = '', three = ''] of dates) {
    const date = fromNumbers(one, two, three, order)
    if (date === null) continue
    first = Math.min(first, dayNumber(date))
    last = Math.max(last, dayNumber(date))
  }
  return last - first
}
