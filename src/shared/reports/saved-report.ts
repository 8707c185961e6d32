import { z } from 'zod'
import { addDays, type BookDate, bookDate, parts, weekday } from '#shared/calendar/book-date.ts'
import { financialYearOf } from '#shared/calendar/financial-year.ts'
import { zLine } from '#shared/kernel/scalars.ts'
import { zReportQuery } from './report.ts'

export const REPORT_FORMATS = ['pdf', 'xlsx', 'csv'] as const
export type ReportFormat = (typeof REPORT_FORMATS)[number]

/** Periods that are counted from the day on which a report is made; `fixed` are the days as they were saved. */
export const REPORT_PERIODS = ['fixed', 'today', 'week', 'month', 'last-month', 'quarter', 'year', 'last-year'] as const
export type ReportPeriod = (typeof REPORT_PERIODS)[number]

/** A report that the owner keeps by name. `every`: it is made by itself when a week or a month is over, about that week or month. */
export const zSavedReport = z.strictObject({
  key: zLine(40).min(1),
  name: zLine(80).min(1),
  query: zReportQuery,
  period: z.enum(REPORT_PERIODS),
  every: z.enum(['never', 'week', 'month']),
  format: z.enum(REPORT_FORMATS)
})
export type SavedReport = z.infer<typeof zSavedReport>

/** From the first to the last day, both counted in. */
export interface Days {
  readonly fromOn: BookDate
  readonly toOn: BookDate
}

const firstOfMonth = (on: BookDate): BookDate => bookDate(parts(on).year, parts(on).month, 1)

/** The days of a period as seen from a day; weeks begin on Monday, the year in April. */
export function daysOf(period: ReportPeriod, today: BookDate, fixed: Days): Days {
  switch (period) {
    case 'fixed':
      return { fromOn: fixed.fromOn, toOn: fixed.toOn }
    case 'today':
      return { fromOn: today, toOn: today }
    case 'week':
      return { fromOn: mondayOf(today), toOn: today }
    case 'month':
      return { fromOn: firstOfMonth(today), toOn: today }
    case 'last-month':
      return monthBefore(today)
    case 'quarter': {
      const { year, month } = parts(today)
      return { fromOn: bookDate(year, month - ((month - 1) % 3), 1), toOn: today }
    }
    case 'year':
      return { fromOn: bookDate(financialYearOf(today), 4, 1), toOn: today }
    case 'last-year': {
      const year = financialYearOf(today)
      return { fromOn: bookDate(year - 1, 4, 1), toOn: bookDate(year, 3, 31) }
    }
  }
}

const mondayOf = (on: BookDate): BookDate => addDays(on, -((weekday(on) + 6) % 7))

function monthBefore(on: BookDate): Days {
  const toOn = addDays(firstOfMonth(on), -1)
  return { fromOn: firstOfMonth(toOn), toOn }
}

/** The newest week or month that is over on a day: what a report that makes itself is about. */
export function overBefore(every: 'week' | 'month', today: BookDate): Days {
  if (every === 'month') return monthBefore(today)
  const toOn = addDays(mondayOf(today), -1)
  return { fromOn: addDays(toOn, -6), toOn }
}
