import type { Book } from '#main/app/book.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Log } from '#main/ports/log.ts'
import type { Output } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { PrintDecision } from '#shared/printing/print-job.ts'

export interface PrintingParts {
  readonly book: Book
  readonly resourcesFolder: string
  readonly emit: EventSink
  readonly log: Log
}

/** The printers of the open shop. */
export interface Printing {
  /** There may be work; with true, the printers were set up anew. */
  wake(settingsChanged: boolean): void
  decide(jobId: string, decision: PrintDecision): Promise<void>
  /** The very bitmap of a job, as a PNG. */
  paper(jobId: string): Promise<Output<'print.paper'>>
  close(): void
}

export function openPrinting({ book }: PrintingParts): Printing {
  return {
    wake() {},
    decide: async (jobId) => {
      if (book.store.prints.jobById(jobId) === null) refuse('print/job-not-found')
    },
    paper: async () => refuse('print/nothing-to-print'),
    close() {}
  }
}
