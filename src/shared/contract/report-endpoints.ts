import { z } from 'zod'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zReport, zReportQuery } from '#shared/reports/report.ts'
import { command, query } from './endpoint.ts'

export const REPORT_FORMATS = ['pdf', 'xlsx', 'csv'] as const

/** A report that the owner keeps by name; `every` has it made by itself into a folder, as PDF, after each week or month. */
export const zSavedReport = z.strictObject({
  key: zLine(40),
  name: zLine(80),
  query: zReportQuery,
  /** Which period it is about when it is opened again: the days as they were saved, or counted from today. */
  period: z.enum(['fixed', 'today', 'week', 'month', 'last-month', 'quarter', 'year', 'last-year']),
  every: z.enum(['never', 'week', 'month']),
  format: z.enum(REPORT_FORMATS)
})
export type SavedReport = z.infer<typeof zSavedReport>

/** Making reports. */
export const reportEndpoints = {
  /** Made on a thread of its own. `runId` is for `report.cancel` and for the event `work.progress`. Fails with `report/cancelled`. */
  'report.run': query(
    z.strictObject({ runId: zId, query: zReportQuery, offset: z.int().min(0), limit: z.int().min(1).max(5_000) }),
    zReport
  ),
  'report.cancel': command(z.strictObject({ runId: zId }), z.strictObject({}))
}

/** What becomes of a report that was made: a file, a paper, a name by which it is kept. */
export const reportWayEndpoints = {
  /** Asks where, and writes the whole report there; null when nothing was chosen. */
  'report.export': command(
    z.strictObject({ query: zReportQuery, format: z.enum(REPORT_FORMATS), isOpened: z.boolean() }),
    z.strictObject({ file: z.string() }).nullable()
  ),
  /** On the receipt printer where it fits, else on sheets. */
  'report.print': command(
    z.strictObject({ query: zReportQuery, paper: z.enum(['roll', 'sheet']) }),
    z.strictObject({ jobId: zId })
  ),
  'report.saved': query(z.strictObject({}), z.array(zSavedReport)),
  'report.save': command(zSavedReport, z.strictObject({})),
  'report.forget': command(z.strictObject({ key: zLine(40) }), z.strictObject({}))
}
