import type { Failure } from '#shared/kernel/result.ts'
import type { PrintKind, PrintState } from '#shared/printing/print-job.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'

export interface PrintJob {
  /** Grows with every job: the order of printing. */
  readonly jobNo: number
  readonly id: string
  readonly kind: PrintKind
  readonly entryNo: number | null
  readonly closingNo: number | null
  /** 1 for the first paper; each copy that a person asked for is one more and says DUPLICATE. */
  readonly copyNo: number
  readonly printerId: string
  /** The paper as it was when the job was made; null when it is built from the entry or the closing. Never marked as a duplicate: that follows from `copyNo`. */
  readonly document: ReceiptDocument | null
  readonly state: PrintState
  /** How often the printer was tried in vain since the job was made. */
  readonly attempt: number
  readonly failure: Failure | null
  /** Milliseconds since 1970-01-01 UTC. */
  readonly createdAt: number
  readonly changedAt: number
}

export interface PrintJobChange {
  readonly to: PrintState
  readonly failure: Failure | null
  readonly attempt: number
  readonly nowMs: number
}

/** The print jobs of the open ledger. Every change is durable before the call returns. */
export interface PrintJobStore {
  /** The oldest job of these printers that is queued, checking or blocked; null when there is none. */
  nextJob(printerIds: readonly string[]): PrintJob | null
  jobById(id: string): PrintJob | null
  /** Sets the state if the job is in one of the states of `from`; answers whether it did. */
  changeState(jobNo: number, from: readonly PrintState[], change: PrintJobChange): boolean
  /**
   * At start, before any worker runs: every `sending` becomes `sent-unconfirmed`, every `checking` becomes `queued`.
   * Answers how many jobs were found in `sending`.
   */
  recover(nowMs: number): number
  /** Gives a job that is in one of the states of `from` to another printer, to be tried from the start; answers whether it did. */
  relocate(jobNo: number, from: readonly PrintState[], printerId: string, nowMs: number): boolean
  /**
   * Adds one more copy of the job's paper (same kind, entry, closing and document; the next free copy number), queued
   * for a printer under the id from the caller. Answers the job that already has this id when there is one.
   */
  addCopy(ofJobNo: number, id: string, nowMs: number, printerId: string): PrintJob
}
