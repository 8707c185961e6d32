import { setTimeout as sleep } from 'node:timers/promises'
import type { JobToSend, PrinterConnection, PrinterReport, PrinterTransport, SendOutcome } from '#main/ports/printer.ts'
import { type Failure, fail, ok, type Result } from '#shared/kernel/result.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import { codeOfCondition } from './printer-status.ts'
import type { SystemSpooler } from './system-spooler.ts'

export interface SpoolerPatience {
  /** Between looks at a job in the system's queue. */
  readonly followMs: number
  /** How long a job may be kept from its printer before it is taken out again: else it would come out by itself some day. */
  readonly heldMs: number
  /** Between looks at the queue while nothing waits. */
  readonly restMs: number
}

export const SPOOLER_PATIENCE: SpoolerPatience = { followMs: 200, heldMs: 90_000, restMs: 1500 }

/**
 * A queue of the system. What the system calls done was handed to the printer, which proves nothing: a job ends as
 * `handed-over`. Where the system would send a job a second time in full, it is taken out and becomes a question.
 */
export class SpoolerTransport implements PrinterTransport {
  readonly #spooler: SystemSpooler
  readonly #queue: string
  readonly #patience: SpoolerPatience
  #onReport: (report: PrinterReport) => void = () => {}
  #isBusy = false
  #isClosed = false
  #restUntil = 0

  constructor(spooler: SystemSpooler, queue: string, patience: SpoolerPatience = SPOOLER_PATIENCE) {
    this.#spooler = spooler
    this.#queue = queue
    this.#patience = patience
  }

  watch(onReport: (report: PrinterReport) => void): void {
    this.#onReport = onReport
  }

  async open(): Promise<Result<PrinterConnection>> {
    this.#isBusy = true
    const state = await this.#spooler.queueState(this.#queue)
    this.#tell(state)
    if (!state.ok) {
      this.#isBusy = false
      return state
    }
    if (state.value !== null && state.value !== 'unreachable') {
      this.#isBusy = false
      return fail(codeOfCondition(state.value), { queue: this.#queue })
    }
    return ok({
      send: async (job) => {
        const outcome = await this.#send(job)
        this.#isBusy = false
        return outcome
      },
      abandon: () => {
        this.#isBusy = false
      }
    })
  }

  async look(isUrgent: boolean): Promise<void> {
    if (this.#isBusy || this.#isClosed) return
    if (!isUrgent && performance.now() < this.#restUntil) return
    this.#restUntil = performance.now() + this.#patience.restMs
    const state = await this.#spooler.queueState(this.#queue)
    if (!this.#isBusy) this.#tell(state)
  }

  close(): void {
    this.#isClosed = true
  }

  async #send({ bytes, mark, onHold }: JobToSend): Promise<SendOutcome> {
    const submitted = await this.#spooler.submit(this.#queue, bytes, `Counterbook ${mark}`)
    if (submitted.type === 'refused') return { type: 'nothing-sent', failure: submitted.failure }
    if (submitted.type === 'unknown') return { type: 'unknown', failure: submitted.failure }
    return this.#follow(submitted.job, onHold)
  }

  async #follow(job: string, onHold: JobToSend['onHold']): Promise<SendOutcome> {
    let hasPrinted = false
    let heldBy: PrinterCondition | null = null
    let wellAt = performance.now()
    while (!this.#isClosed) {
      const state = await this.#spooler.jobState(this.#queue, job)
      if (!state.ok) {
        this.#tell(state)
        return this.#dropped()
      }
      const { phase } = state.value
      if (phase === 'done' || phase === 'gone') return this.#done(heldBy, onHold)
      if (phase === 'dropped') return this.#dropped()
      // Back in the line after it was on its way: the system would send the whole of it again.
      const isTriedAgain = hasPrinted && phase === 'waiting'
      hasPrinted ||= phase === 'printing'
      if (state.value.heldBy !== heldBy) {
        heldBy = state.value.heldBy
        onHold(heldBy)
        this.#report(heldBy)
      }
      if (heldBy === null) wellAt = performance.now()
      if (isTriedAgain || performance.now() - wellAt > this.#patience.heldMs) {
        await this.#spooler.cancel(this.#queue, job)
        return this.#dropped()
      }
      await sleep(this.#patience.followMs)
    }
    return this.#dropped()
  }

  #done(heldBy: PrinterCondition | null, onHold: JobToSend['onHold']): SendOutcome {
    if (heldBy !== null) onHold(null)
    this.#report(null)
    return { type: 'handed-over' }
  }

  #dropped(): SendOutcome {
    return { type: 'unknown', failure: fail('print/spooler-dropped', { queue: this.#queue }).failure }
  }

  #tell(state: Result<PrinterCondition | null>): void {
    this.#report(state.ok ? state.value : conditionOf(state.failure))
  }

  #report(condition: PrinterCondition | null): void {
    if (!this.#isClosed) this.#onReport({ conditions: [condition ?? 'silent'], canConfirm: false })
  }
}

const conditionOf = ({ code }: Failure): PrinterCondition =>
  code === 'print/queue-stopped' ? 'offline' : 'unreachable'
