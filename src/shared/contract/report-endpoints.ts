import { z } from 'zod'
import { zErrorCode } from '#shared/kernel/error-code-schema.ts'
import { zId, zLine } from '#shared/kernel/scalars.ts'
import { zReport, zReportQuery } from '#shared/reports/report.ts'
import { REPORT_FORMATS, zSavedReport } from '#shared/reports/saved-report.ts'
import { command, query } from './endpoint.ts'

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
    z.strictObject({ query: zReportQuery, format: z.enum(REPORT_FORMATS) }),
    z.strictObject({ file: z.string() }).nullable()
  ),
  /** On the receipt printer where it fits, else on sheets. */
  'report.print': command(
    z.strictObject({ id: zId, query: zReportQuery, paper: z.enum(['roll', 'sheet']) }),
    z.strictObject({ jobId: zId })
  ),
  /** `notMade`: why one that makes itself could not be made; it is tried again. */
  'report.saved': query(
    z.strictObject({}),
    z.array(
      zSavedReport.extend({
        notMade: z
          .strictObject({ code: zErrorCode, params: z.record(z.string(), z.union([z.string(), z.number()])) })
          .nullable()
      })
    )
  ),
  'report.save': command(zSavedReport, z.strictObject({})),
  'report.forget': command(z.strictObject({ key: zLine(40) }), z.strictObject({}))
}
