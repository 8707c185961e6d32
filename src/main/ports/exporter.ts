import type { WayOutRequest, WayOutResult } from '#shared/exchange/ways-out.ts'

/** What to write, of which file, into which folder. */
export interface ExportJob {
  readonly ledgerFile: string
  readonly folder: string
  readonly request: WayOutRequest
}

/** A way out that is being written. */
export interface RunningExport {
  readonly result: Promise<WayOutResult>
  /** Asks it to end at its next step, waits for that some seconds at most, and clears away what is not whole; `result` then fails with `export/stopped`. */
  stop(): Promise<void>
}

/** Writes ways out, aside from everything else. */
export type Exporter = (job: ExportJob, onProgress: (done: number, total: number) => void) => RunningExport
