import { assert } from '#shared/kernel/assert.ts'
import type { Brand } from '#shared/kernel/brand.ts'

/**
 * A day of the shop's book, as the integer yyyymmdd (20261121). It is a day, not an instant: which clock hours belong
 * to it is the shop's own rule (`bookDateAt`). As integers, book dates compare and sort as they are.
 */
export type BookDate = Brand<number, 'BookDate'>

const DAY_MS = 86_400_000

export function bookDate(year: number, month: number, day: number): BookDate {
  const date = year * 10_000 + month * 100 + day
  assert(isBookDate(date), `not a day of the calendar: ${year}-${month}-${day}`)
  return date
}

/** Whether the integer names a real day between the years 1900 and 2199. */
export function isBookDate(value: number): value is BookDate {
  if (!Number.isSafeInteger(value)) return false
  const { year, month, day } = parts(value as BookDate)
  if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) return false
  // Asked for every row that crosses a boundary: the calendar's own rule is much cheaper than a date of the system.
  if (month === 2 && isLeap(year)) return day <= 29
  return day <= (DAYS_OF_MONTH[month - 1] ?? 0)
}

const DAYS_OF_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const
const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export function parts(date: BookDate): { year: number; month: number; day: number } {
  return { year: Math.trunc(date / 10_000), month: Math.trunc(date / 100) % 100, day: date % 100 }
}

/** Days since 1970-01-01: for differences and for adding days. */
export function dayNumber(date: BookDate): number {
  const { year, month, day } = parts(date)
  return Date.UTC(year, month - 1, day) / DAY_MS
}

export function addDays(date: BookDate, days: number): BookDate {
  const utc = new Date((dayNumber(date) + days) * DAY_MS)
  return bookDate(utc.getUTCFullYear(), utc.getUTCMonth() + 1, utc.getUTCDate())
}

/** 0 for Sunday to 6 for Saturday. */
export function weekday(date: BookDate): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7
}

/** `21-11-2026`, as it is written in India. */
export function formatBookDate(date: BookDate): string {
  const { year, month, day } = parts(date)
  return `${String(day).padStart(2, '0')}-${String(month).padStart(2, '0')}-${year}`
}

/** `2026-11-21`: for files that other programs read. */
export function formatIsoDate(date: BookDate): string {
  const { year, month, day } = parts(date)
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}
