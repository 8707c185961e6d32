import type { JobToSend, PrinterConnection, PrinterReport, PrinterTransport, SendOutcome } from '#main/ports/printer.ts'
import { type Failure, fail, ok, type Result } from '#shared/kernel/result.ts'
import { GENERIC_PROFILE, type PrinterProfile } from '#shared/printing/printer-profile.ts'
import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import { PATIENCE, type Patience } from './patience.ts'
import { PrinterConversation } from './printer-conversation.ts'
import type { PrinterDialer, PrinterLine } from './printer-line.ts'
import { codeOfCondition, stoppedBy } from './printer-status.ts'
import { sendOnLine } from './send-on-line.ts'

/** How often a model that should answer may leave a question open before it is taken for one that does not. */
const SILENT_AFTER = 5

/** What is known of a printer by now. One that has answered once is expected to answer. */
type Manner = 'unknown' | 'answers' | 'silent'

/**
 * A printer that bytes can be exchanged with: it is asked how it is before a job, listened to during it, and asked for
 * proof after it, as far as its profile says that it can. One that never answers gets its jobs without any of that, and
 * they end as `handed-over`.
 */
export class ConversingTransport implements PrinterTransport {
  readonly #dialer: PrinterDialer
  readonly #profile: PrinterProfile
  readonly #patience: Patience
  #manner: Manner
  #unanswered = 0
  /** Null as long as nobody has seen whether the printer knows the command. */
  #provesJobs: boolean | null
  #talk: PrinterConversation | null = null
  /** Every line that is not closed yet. */
  readonly #lines = new Set<PrinterLine>()
  #reaching: Promise<Result<PrinterConversation>> | null = null
  /** A job that came to a halt without a word. Cutting its line would print its rest on top of the next receipt. */
  #stalled: PrinterConversation | null = null
  #isBusy = false
  #isClosed = false
  #letGo: NodeJS.Timeout | undefined
  #restUntil = 0
  #onReport: (report: PrinterReport) => void = () => {}

  constructor(dialer: PrinterDialer, profile: PrinterProfile, patience: Patience = PATIENCE) {
    this.#dialer = dialer
    this.#profile = profile
    this.#patience = patience
    this.#manner = profile.status === 'none' ? 'silent' : 'unknown'
    this.#provesJobs = profile.fence === 'none' ? false : null
  }

  watch(onReport: (report: PrinterReport) => void): void {
    this.#onReport = onReport
  }

  async open(asksAnew = false): Promise<Result<PrinterConnection>> {
    if (asksAnew && this.#profile.status !== 'none') {
      this.#manner = 'unknown'
      this.#unanswered = 0
      if (this.#talk) this.#talk.lastAnswerAt = Number.NEGATIVE_INFINITY
      this.#provesJobs = this.#profile.fence === 'none' ? false : null
    }
    if (this.#stalled) return this.#fail('print/printer-timeout', 'stalled')
    this.#isBusy = true
    const reached = await this.#reach(this.#patience.connectMs)
    if (!reached.ok) {
      this.#isBusy = false
      return reached
    }
    const talk = reached.value
    const stop = stoppedBy(talk.conditions ?? [])
    if (stop !== null) {
      this.#giveBack(talk)
      return this.#fail(codeOfCondition(stop), stop)
    }
    return ok({ send: (job) => this.#send(talk, job), abandon: () => this.#giveBack(talk) })
  }

  async look(isUrgent: boolean): Promise<void> {
    if (this.#isBusy || this.#isClosed || this.#stalled !== null) return
    if (!isUrgent && performance.now() < this.#restUntil) return
    this.#restUntil = performance.now() + this.#restMs
    const reached = await this.#reach(isUrgent ? this.#patience.connectMs : this.#patience.lookConnectMs)
    // Only now is it known whether it answers, and so how soon the next look is worth its cost.
    this.#restUntil = performance.now() + this.#restMs
    if (reached.ok && !this.#isBusy) this.#giveBack(reached.value)
  }

  close(): void {
    this.#isClosed = true
    clearTimeout(this.#letGo)
    for (const line of this.#lines) line.destroy()
  }

  get #keepsLine(): boolean {
    return this.#dialer.keepsLine || (this.#profile.status === 'asb' && this.#manner === 'answers')
  }

  /** A look at a printer without a kept line costs a connection: seldom where it can tell nothing but that it is there. */
  get #restMs(): number {
    if (this.#keepsLine) return 0
    return this.#manner === 'answers' ? this.#patience.answeringRestMs : this.#patience.restMs
  }

  /** The printer on the line, its status asked if that is worth while. A job that comes during a look shares its way. */
  #reach(connectMs: number): Promise<Result<PrinterConversation>> {
    clearTimeout(this.#letGo)
    this.#reaching ??= this.#reachNow(connectMs).finally(() => {
      this.#reaching = null
    })
    return this.#reaching
  }

  async #reachNow(connectMs: number): Promise<Result<PrinterConversation>> {
    // A line that is closing still brings its job to the printer: it is left alone.
    const known = this.#talk?.isEnding ? null : this.#talk
    if (known !== null && known.line.endedBy === null && (await this.#isWell(known)) === true) return ok(known)
    // An old line may be dead without anybody having said so: a fresh one tells whether the printer is.
    known?.line.destroy()
    this.#talk = null
    const dialled = await this.#dialer.dial(connectMs)
    if (!dialled.ok) {
      this.#report([this.#dialer.whenLost])
      return dialled
    }
    const talk = new PrinterConversation(dialled.value)
    this.#follow(talk)
    const failure = await this.#isWell(talk)
    if (failure === true) return ok(talk)
    talk.line.destroy()
    this.#report(['unreachable'])
    return { ok: false, failure }
  }

  /** True when a job may be tried on this line; else why not. */
  async #isWell(talk: PrinterConversation): Promise<true | Failure> {
    const { answerMs, probeMs } = this.#patience
    if (talk.isStranger) return this.#strangerFailure()
    if (this.#manner === 'silent') {
      this.#report(['silent'])
      return true
    }
    const isFresh = performance.now() - talk.lastAnswerAt < this.#patience.freshMs
    if (isFresh && stoppedBy(talk.conditions ?? []) === null) return true
    const isKnown = this.#manner === 'answers'
    const isPromised = this.#profile.maker !== GENERIC_PROFILE.maker
    if (await talk.ask(isKnown || isPromised ? answerMs : probeMs)) return true
    if (talk.isStranger) return this.#strangerFailure()
    if (talk.line.endedBy !== null) return this.#dialer.failure('print/connection-lost', talk.line.endedBy)
    if (isKnown) return this.#dialer.failure('print/printer-unplugged', 'no answer')
    // A model that is known to answer may be busy with another computer; one of no name is taken at its silence.
    this.#unanswered++
    if (isPromised && this.#unanswered < SILENT_AFTER) return this.#dialer.failure('print/printer-offline', 'no answer')
    this.#manner = 'silent'
    this.#report(['silent'])
    return true
  }

  /** Hears what the printer says on its line from now on. */
  #follow(talk: PrinterConversation): void {
    this.#talk = talk
    talk.onConditions = (conditions) => {
      // A printer that answers late is not a silent one after all.
      this.#manner = 'answers'
      this.#unanswered = 0
      const isStopped = stoppedBy(conditions) !== null
      this.#report(isStopped ? [...conditions] : ['ready', ...conditions])
    }
    this.#lines.add(talk.line)
    void talk.line.ended.then(() => {
      this.#lines.delete(talk.line)
      if (this.#talk !== talk) return
      this.#talk = null
      if (this.#isClosed || this.#isBusy) return
      if (this.#dialer.keepsLine) this.#report([this.#dialer.whenLost])
      this.#restUntil = 0
    })
  }

  async #send(talk: PrinterConversation, job: JobToSend): Promise<SendOutcome> {
    this.#isBusy = true
    clearTimeout(this.#letGo)
    const isHeard = this.#manner === 'answers'
    const fenceWay = isHeard && this.#provesJobs !== false ? this.#profile.fence : 'none'
    const sent = await sendOnLine(talk, job, {
      patience: this.#patience,
      fenceWay,
      isHeard,
      wantsUnasked: isHeard && this.#profile.status === 'asb',
      endsLine: !isHeard && !this.#dialer.keepsLine
    })
    switch (sent.type) {
      case 'proved':
        this.#provesJobs = true
        this.#giveBack(talk)
        return { type: 'printed' }
      case 'unproved':
        // It said that all is well and never gave the proof: it does not know the command. The next job need not wait.
        if (sent.wasAsked) this.#provesJobs ??= false
        this.#giveBack(talk)
        return { type: 'handed-over' }
      case 'not-begun':
        this.#isBusy = false
        return { type: 'nothing-sent', failure: this.#dialer.failure('print/connection-lost', sent.reason) }
      case 'lost':
        this.#isBusy = false
        this.#report([this.#dialer.whenLost])
        return { type: 'unknown', failure: this.#dialer.failure('print/connection-lost', sent.reason) }
      case 'stranger':
        this.#isBusy = false
        talk.line.destroy()
        this.#report(['unreachable'])
        return { type: 'nothing-sent', failure: this.#strangerFailure() }
      case 'stalled':
        this.#isBusy = false
        this.#keepStalled(talk)
        return { type: 'unknown', failure: this.#dialer.failure('print/printer-timeout', 'idle') }
    }
  }

  /** The line is free: kept, or kept for a moment, because the next job often follows at once. */
  #giveBack(talk: PrinterConversation): void {
    this.#isBusy = false
    if (this.#keepsLine || talk.line.endedBy !== null) return
    // A printer that is stopped may not even notice that a line was closed, and let the next one wait for ever.
    if (stoppedBy(talk.conditions ?? []) !== null) return
    clearTimeout(this.#letGo)
    this.#letGo = setTimeout(() => {
      if (!this.#isBusy) talk.end()
    }, this.#patience.reuseMs)
    this.#letGo.unref()
  }

  #keepStalled(talk: PrinterConversation): void {
    this.#stalled = talk
    this.#talk = null
    this.#report(['offline'])
    const timer = setTimeout(() => talk.line.destroy(), this.#patience.lingerMs)
    timer.unref()
    void talk.line.ended.then(() => {
      clearTimeout(timer)
      if (this.#stalled === talk) this.#stalled = null
      this.#restUntil = 0
    })
  }

  #strangerFailure(): Failure {
    return fail('print/not-a-printer', { address: this.#dialer.address }).failure
  }

  #fail(code: Failure['code'], reason: string): { ok: false; failure: Failure } {
    return { ok: false, failure: this.#dialer.failure(code, reason) }
  }

  #report(conditions: readonly PrinterCondition[]): void {
    if (this.#isClosed) return
    this.#onReport({ conditions, canConfirm: this.#manner === 'answers' && this.#provesJobs !== false })
  }
}
