import type { PrintJob } from '#main/ports/print-job-store.ts'
import type { PrinterWatch } from '#main/ports/printer.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import { type Book, stampOf } from './book.ts'
import { jobView } from './print-papers.ts'

/** What is known of each printer of the settings now, in their order. */
export function readPrinters(book: Book, watch: PrinterWatch): Output<'print.printers'> {
  const waiting = book.store.prints.waitingByPrinter()
  return book.settings().printers.map(({ id }) => {
    const health = watch.health(id)
    return {
      printerId: id,
      conditions: [...(health?.conditions ?? [])],
      since: health?.sinceMs ?? 0,
      waitingPapers: waiting.get(id) ?? 0,
      canConfirm: health?.canConfirm ?? false
    }
  })
}

/** What takes jobs elsewhere: the queue of the printers. */
export interface PrintMover {
  move(jobId: string, printerId: string, newId: string): PrintJob
}

/** Takes a job to another printer and notes it in the book. Asked again with the same id it changes nothing. */
export function movePrint(book: Book, mover: PrintMover, request: Parsed<'print.move'>): Output<'print.move'> {
  const led = book.store.transact(() => {
    const job = book.store.prints.jobById(request.jobId) ?? refuse('print/job-not-found')
    const known = book.store.prints.jobById(request.id)
    if (known !== null)
      return known.kind === job.kind && known.entryNo === job.entryNo ? known : refuse('entry/id-reused')
    if (job.printerId === request.printerId) return job
    const moved = mover.move(request.jobId, request.printerId, request.id)
    const details = { job: moved.id, paper: job.kind, from: job.printerId, to: request.printerId, copy: moved.copyNo }
    book.store.audit.note({ kind: 'print-moved', entryNo: job.entryNo, details }, stampOf(book))
    return moved
  })
  book.committed({ printing: true })
  return jobView(book, led.id)
}
