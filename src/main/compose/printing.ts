import path from 'node:path'
import type { Book } from '#main/app/book.ts'
import { rebuildPaper } from '#main/app/rebuild-paper.ts'
import { PrintQueue } from '#main/devices/printer/print-queue.ts'
import { renderWorkerAt, WorkerPaperRenderer } from '#main/devices/printer/worker-paper-renderer.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Log } from '#main/ports/log.ts'
import type { PrintJob } from '#main/ports/print-job-store.ts'
import type { PaperRenderer, PrinterWatch } from '#main/ports/printer.ts'
import type { Output } from '#shared/contract/contract.ts'
import { fail, ok, orThrow, type Result, refuse } from '#shared/kernel/result.ts'
import type { PrintDecision } from '#shared/printing/print-job.ts'
import { GENERIC_PROFILE } from '#shared/printing/printer-profile.ts'
import { asDuplicate } from '#shared/receipt/as-duplicate.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import type { WorkerScripts } from './worker-scripts.ts'

export interface PrintingParts {
  readonly book: Book
  readonly resourcesFolder: string
  readonly emit: EventSink
  readonly log: Log
  /** Whether this process drives the printers. The command line only queues: the app that runs beside it prints. */
  readonly drivesPrinters: boolean
  readonly workers: WorkerScripts
}

/** The printers of the open shop. */
export interface Printing extends PrinterWatch {
  /** There may be work; with true, the printers were set up anew. */
  wake(settingsChanged: boolean): void
  /** What the cashier says of a job. `newId` names the copy that `print-again` makes. */
  decide(jobId: string, decision: PrintDecision, newId: string): PrintJob
  /** Takes a job to another printer. `newId` names the copy of one that may have printed. */
  move(jobId: string, printerId: string, newId: string): PrintJob
  /** The very bitmap of a job, as a PNG. */
  paper(jobId: string): Promise<Output<'print.paper'>>
  /** Lets the paper in hand come out, for a short time; nothing touches the ledger after it resolves. */
  close(): Promise<void>
}

const PREVIEW_DOTS = 576

export function openPrinting(parts: PrintingParts): Printing {
  const { book, emit, log } = parts
  const { prints } = book.store
  const drawing = new WorkerPaperRenderer(
    renderWorkerAt(parts.workers.render, path.join(parts.resourcesFolder, 'fonts'))
  )
  const logo = () => book.settings().receiptLogo
  // A stored paper only says where the logo stands: what comes out bears the one that the shop has now.
  const renderer: PaperRenderer = {
    renderJob: (document, format) => drawing.renderJob(document, format, logo()),
    renderPng: (document, widthDots) => drawing.renderPng(document, widthDots, logo()),
    close: () => drawing.close()
  }
  const marked = (document: ReceiptDocument, copyNo: number) =>
    copyNo > 1 ? asDuplicate(document, copyNo, book.words(document.language, document.secondLanguage)) : document
  const paperOf = (job: PrintJob): Result<ReceiptDocument> => {
    const document = job.document ?? rebuildPaper(book, job)
    return document === null ? fail('print/nothing-to-print') : ok(document)
  }
  const queue = new PrintQueue({
    store: prints,
    renderer,
    profileOf: () => GENERIC_PROFILE,
    documentOf: paperOf,
    asDuplicate: marked,
    nowMs: () => book.clock.now().epochMs,
    onChange: (job) => emit('print.changed', { jobId: job.id }),
    onPrinter: (printerId) => emit('printer.changed', { printerId }),
    onTrouble: (error) => log.error('printing failed', error)
  })
  if (parts.drivesPrinters) queue.start(book.settings().printers)

  return {
    wake(settingsChanged) {
      if (!parts.drivesPrinters) return
      if (settingsChanged) queue.setPrinters(book.settings().printers)
      const { printers, receiptPrinter } = book.settings()
      for (const id of new Set([...printers.map((printer) => printer.id), receiptPrinter])) queue.wake(id)
    },
    decide: (jobId, decision, newId) => orThrow(queue.decide(jobId, decision, newId)),
    move: (jobId, printerId, newId) => orThrow(queue.move(jobId, printerId, newId)),
    health: (printerId) => queue.health(printerId),
    async paper(jobId) {
      const job = prints.jobById(jobId) ?? refuse('print/job-not-found')
      const document = orThrow(paperOf(job))
      const printer = book.settings().printers.find((one) => one.id === job.printerId)
      const picture = await renderer.renderPng(marked(document, job.copyNo), printer?.widthDots ?? PREVIEW_DOTS)
      const { widthDots, heightDots } = picture
      return { widthDots, heightDots, png: new Uint8Array(picture.png) }
    },
    async close() {
      await queue.stop().catch((error: unknown) => log.error('printers not stopped', error))
      await renderer.close()
    }
  }
}
