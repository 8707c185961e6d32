import type { NewPrintJob, Stamp } from '#main/ports/ledger-store.ts'
import type { PrintJob } from '#main/ports/print-job-store.ts'
import type { Output, Parsed } from '#shared/contract/contract.ts'
import { refuse } from '#shared/kernel/result.ts'
import type { PrintDecision, PrintKind } from '#shared/printing/print-job.ts'
import { buildTestPage } from '#shared/receipt/build-test-page.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { type Book, stampOf, today } from './book.ts'
import { readOpenShift } from './keep-shifts.ts'
import { paperLanguage, paperWords } from './paper-language.ts'
import {
  enqueueDayReport,
  enqueueFigures,
  enqueueOpenShift,
  enqueueOtherClosing,
  enqueueShiftReport
} from './print-day-report.ts'
import { billPrinterOf, knownPrinter, printerFor } from './printer-for.ts'
import { clockText, enqueueReceipt, isPrintable } from './queue-receipt.ts'
import { readFigures } from './read-figures.ts'
import { closingOfShop } from './shop-closings.ts'
import { statementOf } from './statement-paper.ts'

const STATEMENT_ROWS = 500

export const printerNames = (book: Book): ReadonlyMap<string, string> =>
  new Map(book.settings().printers.map((printer) => [printer.id, printer.name]))

export function jobView(book: Book, id: string): Output<'print.entry'> {
  return book.store.prints.view(id, printerNames(book)) ?? refuse('print/job-not-found')
}

export const readQueue = (book: Book, { limit }: Parsed<'print.queue'>): Output<'print.queue'> =>
  book.store.prints.views(limit, printerNames(book))

/**
 * Prints an entry's receipt, on its own printer or on a chosen one. The first paper is the receipt; every further one is a copy that says DUPLICATE, and is
 * noted in the book.
 */
export function printEntry(book: Book, request: Parsed<'print.entry'>): Output<'print.entry'> {
  const { store } = book
  const entry = store.entries.byId(request.entryId) ?? refuse('entry/not-found')
  if (!isPrintable(entry.kind)) refuse('print/nothing-to-print')
  const wanted = request.printerId === null ? null : knownPrinter(book.settings(), request.printerId)
  return once(book, request.id, { kind: 'receipt', entryNo: entry.entryNo, closingNo: null }, () => {
    const stamp = stampOf(book)
    const first = store.prints.firstJobOfEntry(entry.entryNo)
    if (first === null) {
      enqueueReceipt(book, entry, request.id, stamp, { printerId: wanted })
      return
    }
    addCopy(book, first.id, request.id, stamp, wanted)
    store.audit.note({ kind: 'reprint', entryNo: entry.entryNo, details: { job: request.id, paper: 'receipt' } }, stamp)
  })
}

/** Prints a frozen Z again, as a DUPLICATE; also one of another counter. */
export function printClosing(book: Book, request: Parsed<'print.closing'>): Output<'print.closing'> {
  const { store } = book
  const found = closingOfShop(book, request.closingId)
  const { closing } = found
  if (found.counterName !== null)
    return once(book, request.id, ofNothing('x-report'), () =>
      enqueueOtherClosing(book, found, request.id, stampOf(book))
    )
  return once(book, request.id, { kind: 'closing', entryNo: null, closingNo: closing.zNo }, () => {
    const stamp = stampOf(book)
    const first = store.prints.firstJobOfClosing(closing.zNo)
    if (first === null) return enqueueDayReport(book, closing, request.id, stamp)
    addCopy(book, first.id, request.id, stamp)
    store.audit.note(
      { kind: 'reprint', entryNo: null, details: { job: request.id, paper: 'closing', z: closing.zNo } },
      stamp
    )
  })
}

/** Prints an X: the day so far, or the open shift. */
export const printFigures = (book: Book, request: Parsed<'print.figures'>): Output<'print.figures'> =>
  once(book, request.id, ofNothing('x-report'), () =>
    request.ofShift
      ? enqueueOpenShift(book, readOpenShift(book), request.id, stampOf(book))
      : enqueueFigures(book, readFigures(book), request.id, stampOf(book))
  )

/** Prints the paper of a shift that was handed over once more. */
export function printShift(book: Book, request: Parsed<'print.shift'>): Output<'print.shift'> {
  const view = book.store.shifts.byId(request.shiftId)?.ended?.view ?? refuse('closing/not-found')
  return once(book, request.id, ofNothing('x-report'), () =>
    enqueueShiftReport(book, view, request.id, stampOf(book), true)
  )
}

/** Prints a party's account: its newest lines, with what it owed before them. On sheets, where the shop has a printer for them. */
export function printStatement(book: Book, request: Parsed<'print.statement'>): Output<'print.statement'> {
  const party = book.store.parties.byId(request.partyId) ?? refuse('party/not-found')
  const document = statementOf(book, party, STATEMENT_ROWS)
  return once(book, request.id, ofNothing('statement'), () =>
    enqueueLoose(book, {
      ...{ id: request.id, kind: 'statement', document },
      ...{ printerId: billPrinterOf(book.settings()), partyName: party.name }
    })
  )
}

/** Prints the page that shows what a printer can do. */
export function printTestPage(book: Book, request: Parsed<'print.testPage'>): Output<'print.testPage'> {
  const settings = book.settings()
  const printer = settings.printers.find((one) => one.id === request.printerId) ?? refuse('print/printer-unknown')
  const stamp = stampOf(book)
  const document = buildTestPage(
    {
      language: paperLanguage(settings),
      printerName: printer.name,
      reachedBy: reachedBy(printer),
      widthDots: printer.widthDots,
      isTeaching: true,
      on: today(book),
      time: clockText(stamp.atMs, stamp.offsetMinutes)
    },
    paperWords(book, settings)
  )
  return once(book, request.id, ofNothing('test-page'), () =>
    enqueueLoose(book, { id: request.id, kind: 'test-page', document, printerId: printer.id, partyName: '' })
  )
}

function reachedBy({ transport }: PrinterSettings): string {
  if (transport.type === 'network') return `${transport.host}:${transport.port}`
  return transport.type === 'file' ? transport.path : ''
}

/** A paper that belongs to no entry and no closing. */
type LoosePaper = Pick<NewPrintJob, 'id' | 'kind' | 'printerId' | 'partyName'> & { readonly document: ReceiptDocument }

function enqueueLoose(book: Book, paper: LoosePaper, copyNo = 1): void {
  const job = { ...paper, copyNo, entryNo: null, closingNo: null, title: paper.document.title }
  book.store.prints.enqueue(job, book.clock.now().epochMs)
}

/** Papers that never lie on a disk. Whoever drives the printers holds each until its job has come to an end. */
export interface UnkeptPapers {
  hold(jobId: string, document: ReceiptDocument): void
}

/**
 * Prints a paper that is in no queue on the disk, in no backup and in no log: its job says only that there was one. After a restart it is
 * gone, and the job fails.
 */
export const printUnkept = (book: Book, papers: UnkeptPapers, paper: LoosePaper): Output<'print.entry'> =>
  once(book, paper.id, ofNothing(paper.kind), () => {
    papers.hold(paper.id, paper.document)
    const { title } = paper.document
    const job = { ...paper, document: null, entryNo: null, closingNo: null, title }
    book.store.prints.enqueue(job, book.clock.now().epochMs)
  })

/**
 * Prints a paper that belongs to no entry and no closing, under an id of the caller's. `counted` says the how manyth of its kind it is,
 * inside the transaction, when it was not asked for before.
 */
export const printLoose = (book: Book, paper: LoosePaper, counted: () => number = () => 1): Output<'print.entry'> =>
  once(book, paper.id, ofNothing(paper.kind), () => enqueueLoose(book, paper, counted()))

/** One more copy of a paper: where it is wanted, else on its own printer or on the one that stands there now. */
function addCopy(book: Book, ofJobId: string, id: string, stamp: Stamp, wanted: string | null = null): void {
  const first = book.store.prints.jobById(ofJobId) ?? refuse('print/job-not-found')
  book.store.prints.addCopy(first.jobNo, id, stamp.atMs, wanted ?? printerFor(book.settings(), first.printerId))
}

/** What a paper is of. */
interface PaperOf {
  readonly kind: PrintKind
  readonly entryNo: number | null
  readonly closingNo: number | null
}

const ofNothing = (kind: PrintKind): PaperOf => ({ kind, entryNo: null, closingNo: null })

/** A job's id is the caller's: asking twice for the same paper makes one. */
function once(book: Book, id: string, of: PaperOf, enqueue: () => void): Output<'print.entry'> {
  const isNew = book.store.transact(() => {
    const known = book.store.prints.jobById(id)
    if (known === null) enqueue()
    else refuseOther(known, of)
    return known === null
  })
  if (isNew) book.committed({ printing: true })
  return jobView(book, id)
}

function refuseOther(known: PrintJob, of: PaperOf): void {
  if (known.kind !== of.kind || known.entryNo !== of.entryNo || known.closingNo !== of.closingNo) {
    refuse('entry/id-reused')
  }
}

/** What moves jobs on: the queue of the printers. */
export interface PrintDecider {
  decide(jobId: string, decision: PrintDecision, newId: string): { readonly id: string }
}

/** The cashier says what became of a paper. A copy that he asks for is noted in the book. */
export function decidePrint(
  book: Book,
  decider: PrintDecider,
  request: Parsed<'print.decide'>
): Output<'print.decide'> {
  const job = book.store.prints.jobById(request.jobId) ?? refuse('print/job-not-found')
  const led = book.store.transact(() => {
    const known = book.store.prints.jobById(request.id)
    if (known !== null) refuseOther(known, job)
    const decided = decider.decide(request.jobId, request.decision, request.id)
    if (request.decision === 'print-again' && known === null) {
      const details = { job: request.id, paper: job.kind }
      book.store.audit.note({ kind: 'reprint', entryNo: job.entryNo, details }, stampOf(book))
    }
    return decided
  })
  book.committed({ printing: true })
  return jobView(book, led.id)
}
