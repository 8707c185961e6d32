import type { Book } from '#main/app/book.ts'
import { MessageWorker } from '#main/app/message-worker.ts'
import type { SendingWorld } from '#main/app/send-message.ts'
import type { Log } from '#main/ports/log.ts'
import type { MessageGateway } from '#main/ports/message-gateway.ts'
import type { Outside } from '#main/ports/outside.ts'
import type { Secrets } from '#main/ports/secrets.ts'
import type { Timer } from '#main/ports/timer.ts'

export interface MessagingParts {
  readonly gateway: MessageGateway
  readonly secrets: Secrets
  readonly outside: Outside
  readonly timer: Timer
  readonly log: Log
  /** Whether this process sends what is queued: the one that drives the printers, and no other beside it. */
  readonly sendsMessages: boolean
}

/** The messages of the open shop. */
export interface Messaging extends SendingWorld {
  setKey(key: string): void
  /** Hours, gateway or rules may be others now, or another process queued something. */
  rulesChanged(): void
  close(): Promise<void>
}

export function openMessaging(book: Book, parts: MessagingParts): Messaging {
  const { secrets } = parts
  // Each shop has a key of its own: it is another customer of the provider.
  const name = `sms:${book.shop().shopId}`
  const key = () => secrets.read(name) ?? ''
  const worker = parts.sendsMessages ? new MessageWorker({ ...parts, book, key }) : null
  worker?.wake()
  return {
    outside: parts.outside,
    hasKey: () => key() !== '',
    setKey(value) {
      secrets.write(name, value === '' ? null : value)
      worker?.wake()
    },
    wake: () => worker?.wake(),
    rulesChanged: () => worker?.rulesChanged(),
    close: async () => worker?.stop()
  }
}
