import type { PrintJob, PrintJobStore } from '#main/ports/print-job-store.ts'
import type { PaperRenderer, PrinterHealth, PrinterTransport, RenderedJob, SendOutcome } from '#main/ports/printer.ts'
import { type Failure, fail, type Result } from '#shared/kernel/result.ts'
import type { PrintState } from '#shared/printing/print-job.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'

/** What a queue needs of the world. */
export interface PrintQueueWorld {
  readonly store: PrintJobStore
  readonly renderer: PaperRenderer
  /** The job's paper, not marked as a duplicate. A failure means that it can never be printed. */
  documentOf(job: PrintJob): Result<ReceiptDocument> | Promise<Result<ReceiptDocument>>
  /** Marks the paper of a copy from the second on. */
  asDuplicate(document: ReceiptDocument, copyNo: number): ReceiptDocument
  /** Milliseconds since 1970-01-01 UTC. */
  nowMs(): number
  /** A job has changed, durably. */
  onChange(job: PrintJob): void
  /** Something else is known of a printer. */
  onPrinter(printerId: string): void
  /** Something that should not happen; the worker goes on. */
  onTrouble(error: unknown): void
}

/** Waits between tries to reach a printer, growing; the last is repeated. A new job wakes the worker at once. */
const RETRY_AFTER_MS = [1000, 2000, 5000, 10_000, 30_000] as const
const AFTER_TROUBLE_MS = 5000

/** Brings the jobs of one physical printer to paper, one after the other, the oldest first. */
export class PrinterWorker {
  readonly #world: PrintQueueWorld
  readonly #transport: PrinterTransport
  #printers: readonly PrinterSettings[] = []
  #isStopped = false
  #isAwake = false
  #wakeUp: (() => void) | null = null
  #health: PrinterHealth = { conditions: [], canConfirm: false, sinceMs: 0 }
  readonly #running: Promise<void>

  constructor(world: PrintQueueWorld, transport: PrinterTransport, printers: readonly PrinterSettings[]) {
    this.#world = world
    this.#transport = transport
    this.#printers = printers
    this.#running = this.#run()
  }

  set printers(printers: readonly PrinterSettings[]) {
    this.#printers = printers
    this.wake()
  }

  get health(): PrinterHealth {
    return this.#health
  }

  wake(): void {
    this.#isAwake = true
    this.#wakeUp?.()
  }

  /** Stops after the job in hand; one that hangs for longer than the grace is cut off and stays unconfirmed. */
  async stop(graceMs: number): Promise<void> {
    this.#isStopped = true
    this.wake()
    const timer = setTimeout(() => this.#transport.close(), graceMs)
    await this.#running
    clearTimeout(timer)
    this.#transport.close()
  }

  async #run(): Promise<void> {
    // Nothing happens before the caller has finished what woke the worker.
    await Promise.resolve()
    while (!this.#isStopped) {
      try {
        this.#isAwake = false
        const job = this.#world.store.nextJob(this.#printers.map((printer) => printer.id))
        if (job === null) await this.#sleep(null)
        else await this.#print(job)
      } catch (error) {
        // The ledger may be closed while a job is still on its way; the next start finds the job as it was stored.
        if (!this.#isStopped) this.#world.onTrouble(error)
        await this.#sleep(AFTER_TROUBLE_MS)
      }
    }
  }

  async #print(job: PrintJob): Promise<void> {
    const printer = this.#printers.find((one) => one.id === job.printerId)
    if (!printer) return
    // A job that is tried again stays what it is until the printer answers: no flicker on the screen.
    const state = job.state === 'blocked' ? 'blocked' : 'checking'
    if (job.state === 'queued' && !this.#move(job, ['queued'], 'checking', null)) return
    const rendered = await this.#render(job, printer)
    if (!rendered.ok) {
      this.#move(job, [state], 'failed', rendered.failure)
      return
    }
    const opened = await this.#transport.open()
    if (!opened.ok) {
      await this.#block(job, state, opened.failure)
      return
    }
    // From here on it may have printed, whatever happens to this process. So this is durable before the first byte.
    if (this.#isStopped || !this.#move(job, [state], 'sending', null)) {
      opened.value.abandon()
      return
    }
    const outcome = await opened.value.send(rendered.value.bytes)
    await this.#conclude(job, outcome, noteOn(rendered.value))
  }

  async #conclude(job: PrintJob, outcome: SendOutcome, note: Failure | null): Promise<void> {
    switch (outcome.type) {
      case 'printed':
        this.#move(job, ['sending'], 'printed', note)
        return
      case 'handed-over':
        this.#move(job, ['sending'], 'sent', note)
        return
      case 'unknown':
        this.#move(job, ['sending'], 'sent-unconfirmed', outcome.failure)
        return
      case 'nothing-sent':
        await this.#block(job, 'sending', outcome.failure)
    }
  }

  async #render(job: PrintJob, printer: PrinterSettings): Promise<Result<RenderedJob>> {
    const document = await this.#world.documentOf(job)
    if (!document.ok) return document
    const marked = job.copyNo > 1 ? this.#world.asDuplicate(document.value, job.copyNo) : document.value
    try {
      return { ok: true, value: await this.#world.renderer.renderJob(marked, printer) }
    } catch (error) {
      this.#world.onTrouble(error)
      return fail('app/unexpected', { what: 'paper' })
    }
  }

  /** Nothing left the computer, so the same job is tried again by itself. */
  async #block(job: PrintJob, from: PrintState, failure: Failure): Promise<void> {
    if (!this.#move(job, [from], 'blocked', failure, job.attempt + 1)) return
    const wait = RETRY_AFTER_MS[Math.min(job.attempt, RETRY_AFTER_MS.length - 1)] ?? 0
    await this.#sleep(wait)
  }

  #move(
    job: PrintJob,
    from: readonly PrintState[],
    to: PrintState,
    failure: Failure | null,
    attempt = job.attempt
  ): boolean {
    const { store, nowMs, onChange } = this.#world
    // A job that was taken to another printer meanwhile is that one's, whatever its state is there.
    if (store.jobById(job.id)?.printerId !== job.printerId) return false
    const hasMoved = store.changeState(job.jobNo, from, { to, failure, attempt, nowMs: nowMs() })
    const changed = hasMoved ? store.jobById(job.id) : null
    if (changed !== null) onChange(changed)
    return hasMoved
  }

  /** Until woken, or until the time is over. */
  async #sleep(ms: number | null): Promise<void> {
    if (this.#isAwake || this.#isStopped) return
    let timer: NodeJS.Timeout | undefined
    await new Promise<void>((resolve) => {
      this.#wakeUp = resolve
      if (ms === null) return
      timer = setTimeout(resolve, ms)
      timer.unref()
    })
    clearTimeout(timer)
    this.#wakeUp = null
  }
}

/** What the cashier must know of a paper that came out all the same. */
function noteOn(rendered: RenderedJob): Failure | null {
  if (rendered.missing.length > 0) return missingFailure(rendered.missing)
  return rendered.isQrLeftOut ? fail('payment-qr/too-long').failure : null
}

function missingFailure(missing: readonly string[]): Failure {
  const characters = missing.slice(0, 10).join(' ')
  const codes = missing
    .slice(0, 10)
    .map((letter) => `U+${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
  return fail('print/missing-glyph', { characters, codes: codes.join(' ') }).failure
}
