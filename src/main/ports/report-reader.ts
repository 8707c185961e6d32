import type { Report, ReportQuery } from '#shared/reports/report.ts'

export interface ReportRun {
  /** Rows are counted from 0; a page of them is answered, and how many there are in all. */
  readonly offset: number
  readonly limit: number
  /** Ends the run soon: it fails with `report/cancelled`. */
  readonly signal?: AbortSignal
  /** Of so many parts of the work so many are done. Not called for what is ready at once. */
  readonly onProgress?: (done: number, total: number) => void
}

/** Makes reports of the open book, away from the thread that serves the counter, each of one moment of the book. */
export interface ReportReader {
  /**
   * Runs are made one after another. Fails with `report/cancelled`, `report/period-backwards`, `report/party-needed`,
   * `party/not-found`, `account/not-found` and the `ledger/…` codes of reading a file.
   */
  run(query: ReportQuery, options: ReportRun): Promise<Report>
  /** Lets go of the file. Runs that wait or go on fail with `report/cancelled`. */
  close(): Promise<void>
}
