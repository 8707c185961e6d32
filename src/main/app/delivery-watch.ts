import type { MessageGateway } from '#main/ports/message-gateway.ts'
import type { StoredMessage } from '#main/ports/message-store.ts'
import { readOutcome } from '#shared/reminders/outcome.ts'
import type { Book } from './book.ts'
import { recordStep } from './send-message.ts'

const MINUTE_MS = 60_000
/** How long after it was handed over a message is asked about; after the last time it is left as it is. */
const ASKED_AFTER_MS: readonly number[] = [1, 5, 15, 60, 6 * 60, 24 * 60].map((minutes) => minutes * MINUTE_MS)
/** Older ones would long have been answered. */
const MOST_LOOKED_AT = 500

interface Sent {
  readonly message: StoredMessage
  readonly reference: string
  /** Until it is asked about next. */
  readonly waitMs: number
}

/**
 * Asks the gateway what became of messages that it took: delivered, not delivered, or nothing yet. Only a provider that can be asked
 * is, less often each time, and only the answer is written down: asking leaves no trace in the book.
 */
export class DeliveryWatch {
  readonly #asked = new Map<string, number>()
  readonly #parts: { readonly book: Book; readonly gateway: MessageGateway; key(): string }

  constructor(parts: { readonly book: Book; readonly gateway: MessageGateway; key(): string }) {
    this.#parts = parts
  }

  /** Asks about those whose time has come; answers after how long the next one is, or null when there is none. */
  async ask(isStopped: () => boolean): Promise<number | null> {
    const { book, gateway, key } = this.#parts
    const { smsGateway } = book.settings()
    if (!gateway.canTell(smsGateway)) return null
    for (const { message, reference } of this.#open().filter(({ waitMs }) => waitMs === 0)) {
      if (isStopped()) return null
      this.#asked.set(message.id, book.clock.now().epochMs)
      const told = await gateway.delivery(reference, smsGateway, key())
      if (isStopped()) return null
      if (told !== 'unknown') this.#note(message, told)
    }
    const waits = this.#open().map(({ waitMs }) => waitMs)
    return waits.length === 0 ? null : Math.min(...waits)
  }

  #note({ id, outcome }: StoredMessage, told: 'delivered' | 'not-delivered'): void {
    const { book } = this.#parts
    // A person may have said something of it meanwhile: then it has come.
    const now = book.store.messages.byId(id)
    if (now?.state !== 'sent' || now.outcome !== outcome) return
    if (told === 'delivered') recordStep(book, id, 'delivered', outcome)
    else recordStep(book, id, 'failed', 'message/not-delivered')
  }

  #open(): Sent[] {
    const { book } = this.#parts
    const nowMs = book.clock.now().epochMs
    return book.store.messages.log(null, null, MOST_LOOKED_AT).flatMap((message) => {
      const told = readOutcome(message.outcome)
      if (message.channel !== 'sms' || message.state !== 'sent' || told.kind !== 'reference') return []
      const waitMs = this.#waitFor(message, nowMs)
      return waitMs === null ? [] : [{ message, reference: told.reference, waitMs }]
    })
  }

  /** Null: it was asked about for the last time. What an earlier run asked is not known, so its newest time is asked again. */
  #waitFor({ id, stateAt }: StoredMessage, nowMs: number): number | null {
    const lastMs = this.#asked.get(id) ?? stateAt
    const nextMs = ASKED_AFTER_MS.map((afterMs) => stateAt + afterMs).find((atMs) => atMs > lastMs)
    return nextMs === undefined ? null : Math.max(0, nextMs - nowMs)
  }
}
