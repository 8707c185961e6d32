import type { PrintJob } from '#main/ports/print-job-store.ts'
import type { PrinterHealth, PrinterWatch } from '#main/ports/printer.ts'
import { type Failure, fail, ok, type Result } from '#shared/kernel/result.ts'
import type { PrintDecision, PrintState } from '#shared/printing/print-job.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import { createTransport, physicalPrinter } from './create-transport.ts'
import { PrinterWorker, type PrintQueueWorld, type TransportFor } from './printer-worker.ts'

/** From which states a person may decide what, and what becomes of the job. `print-again` is a job of its own. */
const DECISIONS: Readonly<
  Record<Exclude<PrintDecision, 'print-again'>, { from: readonly PrintState[]; to: PrintState }>
> = {
  'came-out': { from: ['sent-unconfirmed'], to: 'printed' },
  retry: { from: ['blocked', 'failed'], to: 'queued' },
  drop: { from: ['queued', 'checking', 'blocked', 'failed', 'sent-unconfirmed'], to: 'dropped' }
}
const PRINTABLE_AGAIN: readonly PrintState[] = ['printed', 'sent', 'sent-unconfirmed', 'failed', 'dropped']
/** No byte has left: the job itself can go anywhere. */
const UNSENT: readonly PrintState[] = ['queued', 'checking', 'blocked', 'failed']
/** It may have come out, or may still: only a copy that says so goes elsewhere. */
const MOVED_AS_COPY: readonly PrintState[] = ['sending', 'sent-unconfirmed']
const STOP_GRACE_MS = 2000

/**
 * The queue that does not print twice. One worker for each physical printer, so a stuck one holds only itself. A job is
 * tried again by itself only while it is certain that no byte left; after the first byte only a person decides.
 */
export class PrintQueue implements PrinterWatch {
  readonly #world: PrintQueueWorld
  readonly #transportFor: TransportFor
  readonly #workers = new Map<string, PrinterWorker>()
  /** An earlier run ended in the middle of a job; it is not known on which printer. */
  #wasInterrupted = false
  #keys: ReadonlyMap<string, string> = new Map()

  constructor(world: PrintQueueWorld, transportFor: TransportFor = createTransport) {
    this.#world = world
    this.#transportFor = transportFor
  }

  /** Takes up the jobs that an earlier run left. What it was sending may have printed: that becomes a question, not a second paper. */
  start(printers: readonly PrinterSettings[]): void {
    this.#wasInterrupted = this.#world.store.recover(this.#world.nowMs()) > 0
    this.setPrinters(printers)
  }

  /** The printers of the settings, whenever they change. Waiting jobs of a printer that is gone fail by name. */
  setPrinters(printers: readonly PrinterSettings[]): void {
    const gone = [...this.#keys.keys()].filter((id) => !printers.some((printer) => printer.id === id))
    this.#keys = new Map(printers.map((printer) => [printer.id, physicalPrinter(printer)]))
    const byKey = Map.groupBy(printers, physicalPrinter)
    for (const [key, worker] of this.#workers) {
      if (byKey.has(key)) continue
      this.#workers.delete(key)
      void worker.stop(STOP_GRACE_MS)
    }
    for (const [key, sharing] of byKey) this.#employ(key, sharing)
    for (const id of gone) this.#failOrphans(id)
  }

  /** A job was added for this printer. Cheap, and never waits for paper: called right after the entry is committed. */
  wake(printerId: string): void {
    const worker = this.#workers.get(this.#keys.get(printerId) ?? '')
    if (worker) worker.wake()
    else this.#failOrphans(printerId)
  }

  /**
   * What a person decided about a job. `newId` names the copy of `print-again`; deciding twice with one id makes one
   * copy. Fails with `print/job-not-found` or `print/not-decidable`. Answers the job that the decision leads to.
   */
  decide(jobId: string, decision: PrintDecision, newId: string): Result<PrintJob> {
    const { store } = this.#world
    const job = store.jobById(jobId)
    if (job === null) return fail('print/job-not-found')
    if (decision === 'print-again') return this.#printAgain(job, newId)
    const { from, to } = DECISIONS[decision]
    const isMoved = this.#change(
      job,
      from,
      to,
      decision === 'drop' ? job.failure : null,
      decision === 'retry' ? 0 : job.attempt
    )
    if (!isMoved) return fail('print/not-decidable', { state: store.jobById(jobId)?.state ?? job.state })
    this.wake(job.printerId)
    return ok(store.jobById(jobId) ?? job)
  }

  /**
   * Takes a job to another printer. While no byte of it left, the job itself goes there; one that may have printed stays
   * what it is for the record, and a copy goes there under `newId`, marked as a duplicate. Fails with
   * `print/job-not-found`, `print/printer-unknown` or `print/not-decidable`. Answers the job that shall come out there.
   */
  move(jobId: string, printerId: string, newId: string): Result<PrintJob> {
    const { store, nowMs, onChange } = this.#world
    const job = store.jobById(jobId)
    if (job === null) return fail('print/job-not-found')
    if (!this.#keys.has(printerId)) return fail('print/printer-unknown', { printer: printerId })
    const isUnsent = store.relocate(job.jobNo, UNSENT, printerId, nowMs())
    const isCopied = job.kind !== 'drawer' && MOVED_AS_COPY.includes(store.jobById(jobId)?.state ?? job.state)
    if (!isUnsent && !isCopied) return fail('print/not-decidable', { state: job.state })
    const there = isUnsent ? (store.jobById(jobId) ?? job) : store.addCopy(job.jobNo, newId, nowMs(), printerId)
    if (!isUnsent) this.#change(job, ['sent-unconfirmed'], 'dropped', job.failure, job.attempt)
    onChange(there)
    this.wake(job.printerId)
    this.wake(printerId)
    return ok(there)
  }

  health(printerId: string): PrinterHealth | null {
    return this.#workers.get(this.#keys.get(printerId) ?? '')?.health ?? null
  }

  /** Lets every worker finish the job in hand, for a short time. */
  async stop(): Promise<void> {
    const workers = [...this.#workers.values()]
    this.#workers.clear()
    await Promise.all(workers.map((worker) => worker.stop(STOP_GRACE_MS)))
  }

  #printAgain(job: PrintJob, newId: string): Result<PrintJob> {
    // A drawer that is opened again while nobody expects it is a loss, not a help.
    if (job.kind === 'drawer' || !PRINTABLE_AGAIN.includes(job.state))
      return fail('print/not-decidable', { state: job.state })
    const isGone = !this.#keys.has(job.printerId)
    const printerId = isGone ? (this.#keys.keys().next().value ?? job.printerId) : job.printerId
    const copy = this.#world.store.addCopy(job.jobNo, newId, this.#world.nowMs(), printerId)
    // The question about the first paper is answered by asking for another.
    this.#change(job, ['sent-unconfirmed', 'failed'], 'dropped', job.failure, job.attempt)
    this.#world.onChange(copy)
    this.wake(copy.printerId)
    return ok(copy)
  }

  #employ(key: string, printers: readonly PrinterSettings[]): void {
    const worker = this.#workers.get(key)
    const [first, ...others] = printers
    if (worker) worker.printers = printers
    else if (first)
      this.#workers.set(
        key,
        new PrinterWorker(this.#world, this.#transportFor, [first, ...others], this.#wasInterrupted)
      )
  }

  #failOrphans(printerId: string): void {
    for (;;) {
      const job = this.#world.store.nextJob([printerId])
      const failure = fail('print/printer-unknown', { printer: printerId }).failure
      if (job === null || !this.#change(job, ['queued', 'checking', 'blocked'], 'failed', failure, job.attempt)) return
    }
  }

  #change(
    job: PrintJob,
    from: readonly PrintState[],
    to: PrintState,
    failure: Failure | null,
    attempt: number
  ): boolean {
    const { store, nowMs, onChange } = this.#world
    const isMoved = store.changeState(job.jobNo, from, { to, failure, attempt, nowMs: nowMs() })
    const changed = isMoved ? store.jobById(job.id) : null
    if (changed !== null) onChange(changed)
    return isMoved
  }
}
