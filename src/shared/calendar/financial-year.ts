import { type BookDate, parts } from './book-date.ts'

/** The year in which an Indian financial year starts: 2026 for April 2026 to March 2027. */
export function financialYearOf(date: BookDate): number {
  const { year, month } = parts(date)
  return month >= 4 ? year : year - 1
}

/** `26-27`, the short form that fits a bill number. */
export function shortFinancialYear(startYear: number): string {
  const two = (year: number) => String(year % 100).padStart(2, '0')
  return `${two(startYear)}-${two(startYear + 1)}`
}
