import path from 'node:path'
import type { Book } from '#main/app/book.ts'
import type { UnkeptPapers } from '#main/app/print-papers.ts'
import { rebuildPaper } from '#main/app/rebuild-paper.ts'
import { warmUpPaper } from '#main/app/warm-up-paper.ts'
import { createTransport } from '#main/devices/printer/create-transport.ts'
import { PageMaker } from '#main/devices/printer/make-pages.ts'
import { pageTransport } from '#main/devices/printer/page-transport.ts'
import { PrintQueue } from '#main/devices/printer/print-queue.ts'
import type { PrintQueueWorld, TransportFor } from '#main/devices/printer/printer-worker.ts'
import { sheetOf } from '#main/devices/printer/sheet-of.ts'
import { ShopPaperRenderer } from '#main/devices/printer/shop-paper-renderer.ts'
import { renderWorkerAt, WorkerPaperRenderer } from '#main/devices/printer/worker-paper-renderer.ts'
import type { EventSink } from '#main/ports/event-sink.ts'
import type { Log } from '#main/ports/log.ts'
import type { PagePicture, PagePrinter } from '#main/ports/page-printer.ts'
import type { PrintJob } from '#main/ports/print-job-store.ts'
import type { PrinterWatch, RenderedPicture } from '#main/ports/printer.ts'
import type { Output } from '#shared/contract/contract.ts'
import type { PrintJobView } from '#shared/contract/views.ts'
import { fail, ok, orThrow, type Result, refuse } from '#shared/kernel/result.ts'
import type { PrintDecision, PrintState } from '#shared/printing/print-job.ts'
import { modelOf } from '#shared/printing/printer-model.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import { type PaperWords, wantsLetters, wordsOf } from '#shared/printing/printer-words.ts'
import { asDuplicate } from '#shared/receipt/as-duplicate.ts'
import type { Logo } from '#shared/receipt/logo.ts'
import type { Sheet } from '#shared/receipt/page-css.ts'
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
  readonly pagePrinter: PagePrinter
  readonly platform: string
  /** The models of printers that are known. */
  readonly profiles: readonly PrinterProfile[]
}

/** The printers of the open shop. */
export interface Printing extends PrinterWatch, UnkeptPapers {
  /** There may be work; with true, the printers were set up anew. */
  wake(settingsChanged: boolean): void
  /** What the cashier says of a job. `newId` names the copy that `print-again` makes. */
  decide(jobId: string, decision: PrintDecision, newId: string): PrintJob
  /** Takes a job to another printer. `newId` names the copy of one that may have printed. */
  move(jobId: string, printerId: string, newId: string): PrintJob
  /** How the words of these jobs reach the paper. */
  withWords(views: Output<'print.queue'>): Output<'print.queue'>
  /** The very bitmap of a job, as a PNG. */
  paper(jobId: string): Promise<Output<'print.paper'>>
  /** Any paper as a PNG, with a logo that may not be stored yet. */
  preview(document: ReceiptDocument, widthDots: number, logo: Logo | null): Promise<RenderedPicture>
  /** A chosen file as a logo, or why it cannot be one. */
  prepareLogo(file: Uint8Array): Promise<Result<Logo>>
  /** Any paper as a PDF of sheets. */
  pdf(document: ReceiptDocument, sheet: Sheet): Promise<Result<Uint8Array>>
  /** The first sheet of any paper as a PNG, with a logo that may not be stored yet. */
  pagePreview(document: ReceiptDocument, sheet: Sheet, logo: Logo | null): Promise<Result<PagePicture>>
  /** Makes ready for the first receipt, away from the thread that serves the screens. Called when nothing else is to be done. */
  warmUp(): void
  /** Lets the paper in hand come out, for a short time; nothing touches the ledger after it resolves. */
  close(): Promise<void>
}

/** As long as a job is in one of these, its paper may still be wanted. */
const ON_ITS_WAY: readonly PrintState[] = ['queued', 'checking', 'blocked', 'sending']
const PREVIEW_DOTS = 576
const WARM_UP_DOTS = 384

export function openPrinting(parts: PrintingParts): Printing {
  const { book, emit, log } = parts
  const { prints } = book.store
  const drawing = new WorkerPaperRenderer(
    renderWorkerAt(parts.workers.render, path.join(parts.resourcesFolder, 'fonts')),
    (profile) => modelOf(profile === undefined ? {} : { profile }, parts.profiles)
  )
  const renderer = new ShopPaperRenderer({
    roll: drawing,
    pageMaker: new PageMaker(path.join(parts.resourcesFolder, 'fonts')),
    pagePrinter: parts.pagePrinter,
    platform: parts.platform,
    logo: () => book.settings().receiptLogo,
    words: ({ language, secondLanguage }) => book.words(language, secondLanguage)
  })
  const unkept = new Map<string, ReceiptDocument>()
  const marked = (document: ReceiptDocument, copyNo: number) =>
    copyNo > 1 ? asDuplicate(document, copyNo, book.words(document.language, document.secondLanguage)) : document
  const paperOf = (job: PrintJob): Result<ReceiptDocument> => {
    // A pulse for the drawer has no paper to look at.
    if (job.kind === 'drawer') return fail('print/nothing-to-print')
    if (job.kind === 'recovery-code') return fail('print/paper-not-kept')
    const document = job.document ?? rebuildPaper(book, job)
    return document === null ? fail('print/nothing-to-print') : ok(document)
  }
  /** A paper is looked at only for a printer that may get letters: most get pictures whatever it says. */
  function wordsOfJob({ id, printerId }: PrintJobView): PaperWords {
    const printer = book.settings().printers.find((one) => one.id === printerId)
    if (printer === undefined || !wantsLetters(printer)) return 'picture'
    const job = prints.jobById(id)
    const document = job === null ? null : paperOf(job)
    return document?.ok ? wordsOf(document.value, printer, modelOf(printer, parts.profiles)) : 'picture'
  }
  const transportFor: TransportFor = (printer, profile) =>
    printer.transport.type === 'page'
      ? pageTransport(printer.transport.queue, sheetOf(printer) ?? 'a4', parts.platform, parts.pagePrinter)
      : createTransport(printer, profile)
  const world: PrintQueueWorld = {
    store: prints,
    renderer,
    profileOf: (printer) => modelOf(printer, parts.profiles),
    documentOf: (job) => {
      const held = unkept.get(job.id)
      return held === undefined ? paperOf(job) : ok(held)
    },
    asDuplicate: marked,
    nowMs: () => book.clock.now().epochMs,
    onChange: (job) => {
      if (!ON_ITS_WAY.includes(job.state)) unkept.delete(job.id)
      emit('print.changed', { jobId: job.id })
    },
    onPrinter: (printerId) => emit('printer.changed', { printerId }),
    onTrouble: (error) => log.error('printing failed', error)
  }
  const queue = new PrintQueue(world, transportFor)
  if (parts.drivesPrinters) queue.start(book.settings().printers)

  return {
    hold: (jobId, document) => void unkept.set(jobId, document),
    wake(settingsChanged) {
      if (!parts.drivesPrinters) return
      if (settingsChanged) queue.setPrinters(book.settings().printers)
      const { printers, receiptPrinter } = book.settings()
      for (const id of new Set([...printers.map((printer) => printer.id), receiptPrinter])) queue.wake(id)
    },
    decide: (jobId, decision, newId) => orThrow(queue.decide(jobId, decision, newId)),
    move: (jobId, printerId, newId) => orThrow(queue.move(jobId, printerId, newId)),
    health: (printerId) => queue.health(printerId),
    withWords: (views) => views.map((view) => ({ ...view, words: wordsOfJob(view) })),
    async paper(jobId) {
      const job = prints.jobById(jobId) ?? refuse('print/job-not-found')
      const document = orThrow(paperOf(job))
      const printer = book.settings().printers.find((one) => one.id === job.printerId)
      const paper = marked(document, job.copyNo)
      const sheet = printer === undefined ? null : sheetOf(printer)
      // Without a window there are no sheets to be seen; the words are the same on a roll.
      const page = sheet === null ? null : await parts.pagePrinter.toPng(renderer.pages(paper, sheet))
      if (page?.ok) {
        const { png, width, height } = page.value
        return { png: new Uint8Array(png), widthDots: width, heightDots: height }
      }
      const picture = await renderer.renderPng(paper, printer?.widthDots ?? PREVIEW_DOTS)
      const { widthDots, heightDots } = picture
      return { widthDots, heightDots, png: new Uint8Array(picture.png) }
    },
    preview: (document, widthDots, logo) => renderer.renderPng(document, widthDots, logo),
    prepareLogo: (file) => drawing.prepareLogo(file),
    pdf: (document, sheet) => parts.pagePrinter.toPdf(renderer.pages(document, sheet)),
    pagePreview: (document, sheet, logo) => parts.pagePrinter.toPng(renderer.pages(document, sheet, logo)),
    warmUp() {
      if (!parts.drivesPrinters) return
      const failed = (error: unknown) => log.warn('fonts not loaded ahead', { reason: String(error) })
      drawing.renderPng(warmUpPaper(book), WARM_UP_DOTS).catch(failed)
    },
    async close() {
      await queue.stop().catch((error: unknown) => log.error('printers not stopped', error))
      await renderer.close()
    }
  }
}
