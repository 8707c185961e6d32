import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** The scripts of the threads beside the main one. They lie elsewhere in the built app than in the source tree. */
export interface WorkerScripts {
  /** Draws papers. */
  readonly render: URL
  /** Checks a ledger file. */
  readonly verify: URL
  /** Makes reports. */
  readonly report: URL
  /** Reads who owes and what is due. */
  readonly creditLists: URL
  /** Holds payments against lines of statements. */
  readonly payments: URL
  /** Looks for a code in a picture. */
  readonly readCode: URL
  /** Makes a workbook or a CSV of a report. */
  readonly table: URL
  /** Writes the book in a form for other programs. */
  readonly export: URL
  /** Copies, packs and proves ledgers. */
  readonly backup: URL
  /** Touches folders of backups. */
  readonly place: URL
  /** Makes copies of a book for new counters, and books of such copies. */
  readonly snapshot: URL
}

const inSource = (script: string): URL => pathToFileURL(path.join(import.meta.dirname, '..', script))

/** In the source tree: for tests and the command line. */
export const sourceWorkers = (): WorkerScripts => ({
  render: inSource('devices/printer/render-worker.ts'),
  verify: inSource('db/verify-worker.ts'),
  report: inSource('db/report-worker.ts'),
  creditLists: inSource('compose/credit-list-worker.ts'),
  payments: inSource('compose/payment-worker.ts'),
  readCode: inSource('devices/scanner/code-worker.ts'),
  table: inSource('files/table-worker.ts'),
  export: inSource('compose/export-worker.ts'),
  backup: inSource('compose/backup-worker.ts'),
  place: inSource('compose/place-worker.ts'),
  snapshot: inSource('compose/snapshot-worker.ts')
})
