import type { PrintJob, PrintJobStore } from '#main/ports/print-job-store.ts'
import type {
  PaperRenderer,
  PrinterHealth,
  PrinterReport,
  PrinterTransport,
  RenderedJob,
  SendOutcome
} from '#main/ports/printer.ts'
import { type Failure, FailureError, fail, ok, type Result } from '#shared/kernel/result.ts'
import type { PrintState } from '#shared/printing/print-job.ts'
import type { PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import type { PrinterSettings } from '#shared/receipt/printer-settings.ts'
import type { ReceiptDocument } from '#shared/receipt/receipt-document.ts'
import { drawerJob } from './drawer-job.ts'
import { noteOnPaper } from './note-on-paper.ts'
import { codeOfCondition, stoppedBy } from './printer-status.ts'
import { afterBrokenJob } from './recovery.ts'

/** What a queue needs of the world. */
export interface PrintQueueWorld {
  readonly store: PrintJobStore
  readonly renderer: PaperRenderer
  /** What the model of a printer can do; the profile of an unknown printer when there is none of that name. */
  profileOf(printer: PrinterSettings): PrinterProfile
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

export type TransportFor = (printer: PrinterSettings, profile: PrinterProfile) => PrinterTransport

/** Waits between tries to reach a printer, growing; the last is repeated. A new job wakes the worker at once. */
const RETRY_AFTER_MS = [1000, 2000, 5000, 10_000, 30_000] as const
const AFTER_TROUBLE_MS = 5000
/** Between looks at the printer while no job is in hand. */
const LOOK_EVERY_MS = 1000
/** A drawer that springs open a while later, with nobody before it, is worse than one that stays shut. */
const DRAWER_IN_TIME_MS = 10_000

/** Brings the jobs of one physical printer to paper, one after the other, the oldest first. */
export class PrinterWorker {
  readonly #world: PrintQueueWorld
  readonly #transportFor: TransportFor
  #transport: PrinterTransport
  #model = ''
  #printers: readonly PrinterSettings[] = []
  /** The last job broke off, here or in an earlier run: the printer may still wait for the rest of a picture. */
  #isMidJob: boolean
  #isStopped = false
  #isAwake = false
  #isWaiting = false
  #wakeUp: (() => void) | null = null
  #health: PrinterHealth = { conditions: [], canConfirm: false, sinceMs: 0 }
  readonly #looking: NodeJS.Timeout
  readonly #running: Promise<void>

  constructor(
    world: PrintQueueWorld,
    transportFor: TransportFor,
    printers: readonly [PrinterSettings, ...PrinterSettings[]],
    wasInterrupted: boolean
  ) {
    this.#world = world
    this.#transportFor = transportFor
    this.#isMidJob = wasInterrupted
    this.#printers = printers
    this.#transport = this.#take(printers[0])
    this.#looking = setInterval(() => void this.#transport.look(this.#isUrgent), LOOK_EVERY_MS)
    this.#looking.unref()
    this.#running = this.#run()
    void this.#transport.look(false)
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
    clearInterval(this.#looking)
    this.wake()
    const timer = setTimeout(() => this.#transport.close(), graceMs)
    await this.#running
    clearTimeout(timer)
    this.#transport.close()
  }

  get #isUrgent(): boolean {
    return this.#isWaiting || stoppedBy(this.#health.conditions) !== null
  }

  async #run(): Promise<void> {
    // Nothing happens before the caller has finished what woke the worker.
    await Promise.resolve()
    while (!this.#isStopped) {
      try {
        this.#isAwake = false
        this.#followSettings()
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

  /** Between two jobs: the same device may have been given another speed or another model. */
  #followSettings(): void {
    const [printer] = this.#printers
    if (printer === undefined || this.#modelOf(printer) === this.#model) return
    this.#transport.close()
    this.#transport = this.#take(printer)
  }

  #modelOf = (printer: PrinterSettings): string => JSON.stringify([printer.transport, this.#world.profileOf(printer)])

  #take(printer: PrinterSettings): PrinterTransport {
    this.#model = this.#modelOf(printer)
    const transport = this.#transportFor(printer, this.#world.profileOf(printer))
    transport.watch((report) => {
      if (transport === this.#transport || this.#transport === undefined) this.#learn(report)
    })
    return transport
  }

  #learn({ conditions, canConfirm }: PrinterReport): void {
    const known = this.#health
    const isSame = known.canConfirm === canConfirm && known.conditions.join() === conditions.join()
    if (isSame) return
    const wasStopped = stoppedBy(known.conditions) !== null
    this.#health = { conditions, canConfirm, sinceMs: this.#world.nowMs() }
    for (const { id } of this.#printers) this.#world.onPrinter(id)
    // Paper is in, the cover is shut: what waits need not wait for its next try.
    if (wasStopped && stoppedBy(conditions) === null) this.wake()
  }

  async #print(job: PrintJob): Promise<void> {
    const printer = this.#printers.find((one) => one.id === job.printerId)
    if (!printer) return
    if (job.kind === 'drawer' && this.#world.nowMs() - job.createdAt > DRAWER_IN_TIME_MS) {
      this.#move(job, [job.state], 'dropped', fail('print/drawer-late').failure)
      return
    }
    // A job that is tried again stays what it is until the printer answers: no flicker on the screen.
    const state = job.state === 'blocked' ? 'blocked' : 'checking'
    if (job.state === 'queued' && !this.#move(job, ['queued'], 'checking', null)) return
    // The way to the printer and the drawing of the paper take their time beside each other.
    const [rendered, opened] = await Promise.all([
      this.#render(job, printer),
      this.#transport.open(job.kind === 'test-page')
    ])
    if (!rendered.ok) {
      if (opened.ok) opened.value.abandon()
      this.#move(job, [state], 'failed', rendered.failure)
      return
    }
    if (!opened.ok) {
      await this.#block(job, state, opened.failure)
      return
    }
    // From here on it may have printed, whatever happens to this process. So this is durable before the first byte.
    if (this.#isStopped || !this.#move(job, [state], 'sending', noteOnPaper(rendered.value))) {
      opened.value.abandon()
      return
    }
    const bytes = this.#isMidJob ? afterBrokenJob(rendered.value.bytes, printer.transport) : rendered.value.bytes
    const outcome = await opened.value.send({
      bytes,
      mark: markOf(job.jobNo),
      hasPaper: job.kind !== 'drawer',
      isAfterBroken: this.#isMidJob,
      onHold: (condition) => this.#hold(job, condition)
    })
    await this.#conclude(job, outcome, noteOnPaper(rendered.value))
  }

  /** A job that stands still in its middle says why; it goes on by itself, so it stays what it is. */
  #hold(job: PrintJob, condition: PrinterCondition | null): void {
    if (this.#isStopped) return
    this.#move(job, ['sending'], 'sending', condition === null ? null : fail(codeOfCondition(condition)).failure)
  }

  async #conclude(job: PrintJob, outcome: SendOutcome, note: Failure | null): Promise<void> {
    switch (outcome.type) {
      case 'printed':
        this.#isMidJob = false
        this.#move(job, ['sending'], 'printed', note)
        return
      case 'handed-over':
        this.#isMidJob = false
        this.#move(job, ['sending'], 'sent', note)
        return
      case 'unknown':
        this.#isMidJob = true
        // Nobody is asked about a drawer: he stands before it.
        this.#move(job, ['sending'], job.kind === 'drawer' ? 'dropped' : 'sent-unconfirmed', outcome.failure)
        return
      case 'nothing-sent':
        await this.#block(job, 'sending', outcome.failure)
    }
  }

  async #render(job: PrintJob, printer: PrinterSettings): Promise<Result<RenderedJob>> {
    if (job.kind === 'drawer') return ok(drawerJob(this.#world.profileOf(printer)))
    const document = await this.#world.documentOf(job)
    if (!document.ok) return document
    const marked = job.copyNo > 1 ? this.#world.asDuplicate(document.value, job.copyNo) : document.value
    try {
      return { ok: true, value: await this.#world.renderer.renderJob(marked, printer) }
    } catch (error) {
      if (error instanceof FailureError) return { ok: false, failure: error.failure }
      this.#world.onTrouble(error)
      return fail('app/unexpected', { what: 'paper' })
    }
  }

  /** Nothing left the computer, so the same job is tried again by itself. */
  async #block(job: PrintJob, from: PrintState, failure: Failure): Promise<void> {
    if (!this.#move(job, [from], 'blocked', failure, job.attempt + 1)) return
    const wait = RETRY_AFTER_MS[Math.min(job.attempt, RETRY_AFTER_MS.length - 1)] ?? 0
    this.#isWaiting = true
    await this.#sleep(wait)
    this.#isWaiting = false
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

const MARK_LENGTH = 4
const MARKS = 36 ** MARK_LENGTH

/** The job's number in four letters and digits: the proof of another job is never taken for this one's. */
const markOf = (jobNo: number): string => (jobNo % MARKS).toString(36).toUpperCase().padStart(MARK_LENGTH, '0')
