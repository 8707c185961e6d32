import type { ReportReader } from '#main/ports/report-reader.ts'
import type { Report, ReportQuery, ReportRow } from '#shared/reports/report.ts'

/** Rows that come over from the thread at once. */
const PAGE = 5_000
/** A book that is written to all the while is taken as it is after so many tries. */
const TRIES = 3

/**
 * A report as a whole, up to `limit` rows, read page by page. What is recorded between two pages would stand in some of them and not
 * in others: a report whose number of rows changed meanwhile is read again from its first page.
 */
export async function readWholeReport(reader: ReportReader, query: ReportQuery, limit: number): Promise<Report> {
  for (let trial = 1; ; trial++) {
    const first = await reader.run(query, { offset: 0, limit: Math.min(PAGE, limit) })
    const most = Math.min(first.rowCount, limit)
    const rows: ReportRow[] = [...first.rows]
    let isOne = true
    while (rows.length < most && isOne) {
      const page = await reader.run(query, { offset: rows.length, limit: Math.min(PAGE, most - rows.length) })
      isOne = (page.rowCount === first.rowCount || trial === TRIES) && page.rows.length > 0
      if (isOne) rows.push(...page.rows)
    }
    if (isOne || trial === TRIES) return { ...first, rows }
  }
}
