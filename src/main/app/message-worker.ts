import type { Log } from '#main/ports/log.ts'
import type { GatewayAnswer, MessageGateway } from '#main/ports/message-gateway.ts'
import type { StoredMessage } from '#main/ports/message-store.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { BookDate } from '#shared/calendar/book-date.ts'
import { hoursFor, waitUntilAllowed } from '#shared/reminders/message-hours.ts'
import { GAPS, type GapValues } from '#shared/reminders/message-text.ts'
import { ASKED, referenceWord } from '#shared/reminders/outcome.ts'
import { smsSize } from '#shared/reminders/sms-size.ts'
import type { Book } from './book.ts'
import { DeliveryWatch } from './delivery-watch.ts'
import { messageDay } from './message-debt.ts'
import { runReminderRules } from './run-reminder-rules.ts'
import { recordStep } from './send-message.ts'
import { whyNotAnyMore } from './stale-message.ts'

export interface WorkerWorld {
  readonly book: Book
  readonly gateway: MessageGateway
  readonly timer: Timer
  readonly log: Log
  key(): string
}

const MINUTE_MS = 60_000
/** How long after a failed try the next one is made; after the last of them it has failed. */
const WAITS_MS: readonly number[] = [1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS)
const MOST_AT_ONCE = 1_000
/** Hours, rules and settings of another process are looked at so often. */
const LOOK_AGAIN_MS = 10 * MINUTE_MS
const STOP_GRACE_MS = 2_000

/**
 * Sends what is queued, one message after the other. `sending` is on the disk before the request leaves, so a message that was on
 * its way when the app ended becomes a question and not a second message. Nothing is sent without gateway, key and hours.
 */
export class MessageWorker {
  readonly #world: WorkerWorld
  #cancel: () => void = () => {}
  #work: Promise<void> | null = null
  #isStopped = false
  /** The grace is over: the file may be closed. */
  #isGone = false
  #isWoken = false
  #hasRecovered = false
  #rulesRanOn: BookDate | null = null
  readonly #deliveries: DeliveryWatch

  constructor(world: WorkerWorld) {
    this.#world = world
    this.#deliveries = new DeliveryWatch(world)
  }

  /** There may be something to send. Cheap; the work is done later. */
  wake(): void {
    this.#isWoken = true
    if (this.#isStopped || this.#work !== null) return
    this.#cancel()
    this.#cancel = this.#world.timer.after(0, () => this.#begin())
  }

  /** The rules were changed: they are asked again today. */
  rulesChanged(): void {
    this.#rulesRanOn = null
    this.wake()
  }

  /** Lets the message in hand be answered, for a short time. The ledger is not touched after this resolves. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancel()
    if (this.#work === null) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const giveUp = this.#world.timer.after(STOP_GRACE_MS, resolve)
    await Promise.race([this.#work, promise])
    giveUp()
    this.#isGone = true
  }

  #begin(): void {
    if (this.#isStopped) return
    this.#isWoken = false
    this.#work = this.#drain()
      .catch((error: unknown) => {
        this.#world.log.error('messages not sent', error)
        return LOOK_AGAIN_MS
      })
      .then((waitMs) => {
        this.#work = null
        if (this.#isStopped) return
        this.#cancel = this.#world.timer.after(this.#isWoken ? 0 : waitMs, () => this.#begin())
      })
  }

  /** Sends all whose time has come, and asks what became of others; answers after how long to look again. */
  async #drain(): Promise<number> {
    const waitMs = await this.#sendDue()
    if (!this.#isSetUp()) return waitMs
    return Math.min(waitMs, (await this.#deliveries.ask(() => this.#isStopped)) ?? waitMs)
  }

  async #sendDue(): Promise<number> {
    const { book } = this.#world
    if (!this.#hasRecovered) this.#recover()
    await this.#runRules()
    while (!this.#isStopped) {
      const waiting = book.store.messages.toDo(MOST_AT_ONCE).filter(isSendable)
      if (waiting.length === 0 || !this.#isSetUp()) return LOOK_AGAIN_MS
      const timed = waiting.map((message) => ({ message, waitMs: this.#waitFor(message) }))
      const due = timed.filter(({ waitMs }) => waitMs === 0)
      if (due.length === 0) return Math.min(LOOK_AGAIN_MS, ...timed.map(({ waitMs }) => waitMs))
      for (const { message } of due) {
        if (this.#isStopped) break
        // Those before it took their time: the hours may be over.
        if (this.#isSetUp() && this.#waitFor(message) === 0) await this.#send(message)
      }
    }
    return LOOK_AGAIN_MS
  }

  /** What an earlier run was sending may have gone: that becomes a question, not a second message. */
  #recover(): void {
    const { book } = this.#world
    for (const message of book.store.messages.toDo(MOST_AT_ONCE))
      if (message.state === 'sending' && message.outcome !== ASKED) recordStep(book, message.id, 'sending', ASKED)
    this.#hasRecovered = true
  }

  #isSetUp(): boolean {
    return this.#world.book.settings().smsGateway.provider !== '' && this.#world.key() !== ''
  }

  #waitFor(message: StoredMessage): number {
    const { book } = this.#world
    const now = book.clock.now()
    const hours = hoursFor(book.settings().messageHours, message.more.isPromotional === true)
    const quietMs = waitUntilAllowed(now, hours) ?? LOOK_AGAIN_MS
    const tries = message.outcome === '' ? 0 : book.store.messages.attempts(message.id)
    const backOffMs = tries === 0 ? 0 : message.stateAt + (WAITS_MS[tries - 1] ?? 0) - now.epochMs
    return Math.max(quietMs, backOffMs, 0)
  }

  async #send(message: StoredMessage): Promise<void> {
    const { book, gateway } = this.#world
    // A person may have dropped it since the list was read.
    if (book.store.messages.byId(message.id)?.state !== 'queued') return
    const reason = whyNotAnyMore(book, message)
    if (reason !== null) {
      recordStep(book, message.id, 'dropped', reason)
      return
    }
    recordStep(book, message.id, 'sending', '')
    const { smsGateway } = book.settings()
    const text = (name: string) => (typeof message.more[name] === 'string' ? message.more[name] : '')
    const answer = await gateway.send(
      {
        ...{ id: message.id, digits: message.to, text: message.text, values: valuesOf(message) },
        ...{ dltTemplateId: text('dltTemplateId'), gatewayTemplateId: text('gatewayTemplateId') },
        isUnicode: smsSize(message.text).alphabet === 'ucs2',
        isPromotional: message.more.isPromotional === true
      },
      smsGateway,
      this.#world.key()
    )
    // After the grace of the stop the file may be closed; the next start asks a person.
    if (!this.#isGone) this.#note(message, answer)
  }

  #note({ id }: StoredMessage, answer: GatewayAnswer): void {
    const { book, log } = this.#world
    // A person may have decided about it meanwhile.
    if (book.store.messages.byId(id)?.state !== 'sending') return
    if (answer.kind === 'taken') {
      recordStep(book, id, 'sent', referenceWord(answer.reference))
      return
    }
    log.warn('message not taken', { kind: answer.kind, code: answer.code })
    if (answer.kind === 'unknown') {
      recordStep(book, id, 'sending', ASKED)
      return
    }
    const isLast = answer.kind === 'refused' || book.store.messages.attempts(id) > WAITS_MS.length
    recordStep(book, id, isLast ? 'failed' : 'queued', answer.code)
  }

  async #runRules(): Promise<void> {
    const { book, timer } = this.#world
    const on = messageDay(book)
    if (this.#rulesRanOn === on || !this.#isSetUp()) return
    if (waitUntilAllowed(book.clock.now(), book.settings().messageHours) !== 0) return
    this.#rulesRanOn = on
    await runReminderRules(book, {
      isStopped: () => this.#isStopped,
      pause: () => new Promise((resolve) => timer.after(0, resolve))
    })
  }
}

const isSendable = (message: StoredMessage): boolean => message.channel === 'sms' && message.state === 'queued'

/** What filled the gaps when the message was made: it goes as it was then. */
function valuesOf({ more }: StoredMessage): GapValues {
  const values = more.values
  const known = typeof values === 'object' && values !== null ? (values as { readonly [gap: string]: unknown }) : {}
  return Object.fromEntries(GAPS.map((gap) => [gap, String(known[gap] ?? '')])) as Record<(typeof GAPS)[number], string>
}
