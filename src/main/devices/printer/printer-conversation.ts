import type { PrinterCondition } from '#shared/printing/printer-status.ts'
import type { PrinterLine } from './printer-line.ts'
import { PrinterReplies, type PrinterReply } from './printer-replies.ts'
import { ASKED, askStatus, conditionsOfAnswers, conditionsOfUnasked, type StatusConditions } from './printer-status.ts'

/** How a job asks for proof: by its mark, or by an answer when the printer has come that far. */
export type Fence = { readonly way: 'gs-h'; readonly mark: string } | { readonly way: 'gs-r' }

const fenceBytes = (fence: Fence): Uint8Array =>
  fence.way === 'gs-h'
    ? Uint8Array.from([0x1d, 0x28, 0x48, 6, 0, 48, 48, ...Buffer.from(fence.mark, 'latin1')])
    : Uint8Array.from([0x1d, 0x72, 1])

/** What is said on one line to a printer, and what it answers. */
export class PrinterConversation {
  readonly line: PrinterLine
  /** What the printer said last of itself; null as long as it said nothing. */
  conditions: StatusConditions | null = null
  /** Nothing more is said on this line; what was said may still be on its way. */
  isEnding = false
  /** When the last byte came, or was taken: `performance.now()`. */
  lastSignAt = performance.now()
  lastAnswerAt = Number.NEGATIVE_INFINITY
  /** When it last said that it has come so far, asked for or not. */
  lastReachedAt = Number.NEGATIVE_INFINITY
  onConditions: (conditions: ReadonlySet<PrinterCondition>) => void = () => {}
  readonly stranger: Promise<void>
  readonly #replies = new PrinterReplies()
  readonly #foundStranger: () => void
  #round: { readonly answers: number[]; readonly whole: Promise<void>; readonly finish: () => void } | null = null
  #fence: { readonly fence: Fence; readonly reached: () => void } | null = null

  constructor(line: PrinterLine) {
    this.line = line
    const stranger = Promise.withResolvers<void>()
    this.stranger = stranger.promise
    this.#foundStranger = stranger.resolve
    line.onBytes = (bytes) => this.#hear(bytes)
  }

  get isStranger(): boolean {
    return this.#replies.isStranger
  }

  /**
   * Asks for the whole status; answers whether it came in time. Answers do not say what they answer, so a new round of
   * questions begins only after the last one was answered whole.
   */
  async ask(timeoutMs: number): Promise<boolean> {
    if (this.#round === null) {
      const whole = Promise.withResolvers<void>()
      this.#round = { answers: [], whole: whole.promise, finish: whole.resolve }
      void this.line.write(askStatus())
    }
    const { whole } = this.#round
    let timer: NodeJS.Timeout | undefined
    const tooLate = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), timeoutMs)
    })
    const lost = Promise.race([this.line.ended, this.stranger]).then(() => false)
    const isAnswered = await Promise.race([whole.then(() => true), lost, tooLate])
    clearTimeout(timer)
    return isAnswered && !this.isStranger
  }

  /** Resolves when the printer has worked off, or printed, everything that was written before. May never do so. */
  fence(fence: Fence): Promise<void> {
    const reached = Promise.withResolvers<void>()
    this.#fence = { fence, reached: reached.resolve }
    void this.line.write(fenceBytes(fence))
    return reached.promise
  }

  /** Lets everything arrive, then closes. */
  end(): void {
    this.isEnding = true
    this.line.end()
  }

  async write(bytes: Uint8Array): Promise<void> {
    await this.line.write(bytes)
    this.lastSignAt = performance.now()
  }

  #hear(bytes: Uint8Array): void {
    this.lastSignAt = performance.now()
    const replies = this.#replies.push(bytes)
    if (this.isStranger) {
      this.#foundStranger()
      return
    }
    for (const reply of replies) this.#take(reply)
  }

  #take(reply: PrinterReply): void {
    switch (reply.type) {
      case 'asked':
        this.#takeAnswer(reply.value)
        return
      case 'unasked':
        this.#tell(conditionsOfUnasked(reply.bytes))
        return
      case 'mark':
        if (this.#fence?.fence.way === 'gs-h' && this.#fence.fence.mark === reply.mark) this.#reach()
        return
      case 'reached':
        this.lastReachedAt = performance.now()
        if (this.#fence?.fence.way === 'gs-r') this.#reach()
    }
  }

  #takeAnswer(value: number): void {
    const round = this.#round
    if (round === null) return
    round.answers.push(value)
    if (round.answers.length < ASKED.length) return
    this.#round = null
    this.#tell(conditionsOfAnswers(round.answers))
    round.finish()
  }

  #tell(conditions: StatusConditions): void {
    this.lastAnswerAt = performance.now()
    this.conditions = conditions
    this.onConditions(conditions)
  }

  #reach(): void {
    const fence = this.#fence
    this.#fence = null
    fence?.reached()
  }
}
