import type { Failure, Result } from '#shared/kernel/result.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'

/** Where a job is in the system's queue. `dropped`: taken out of it by a person or by a fault. `gone`: nothing is known of it. */
export type SpooledPhase = 'waiting' | 'printing' | 'done' | 'dropped' | 'gone'

export interface SpooledJob {
  readonly phase: SpooledPhase
  /** What keeps it, as far as the system knows. */
  readonly heldBy: PrinterCondition | null
}

export type Submitted =
  | { readonly type: 'taken'; readonly job: string }
  /** Not one byte of it stays in the system. */
  | { readonly type: 'refused'; readonly failure: Failure }
  | { readonly type: 'unknown'; readonly failure: Failure }

/** The printing system of this computer, fed with a printer's own bytes. None of its calls rejects. */
export interface SystemSpooler {
  /** What stops the queue, as far as the system knows; a failure when it takes no job. */
  queueState(queue: string): Promise<Result<PrinterCondition | null>>
  submit(queue: string, bytes: Uint8Array, title: string): Promise<Submitted>
  /** A failure when the queue is gone or the system does not answer. */
  jobState(queue: string, job: string): Promise<Result<SpooledJob>>
  cancel(queue: string, job: string): Promise<void>
}
