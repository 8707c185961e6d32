import type { Book } from '#main/app/book.ts'
import { MessageWorker } from '#main/app/message-worker.ts'
import type { SendingWorld } from '#main/app/send-message.ts'
import type { Log } from '#main/ports/log.ts'
import type { MessageGateway } from '#main/ports/message-gateway.ts'
import type { Outside } from '#main/ports/outside.ts'
import type { Secrets } from '#main/ports/secrets.ts'
import type { Timer } from '#main/ports/timer.ts'
import type { SmsProvider } from '#shared/reminders/sms-gateway.ts'

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
  setKey(provider: SmsProvider, key: string): void
  /** Hours, gateway or rules may be others now, or another process queued something. */
  rulesChanged(): void
  close(): Promise<void>
}

export function openMessaging(book: Book, parts: MessagingParts): Messaging {
  const { secrets } = parts
  // Each shop has a key of its own, for it is another customer of the provider; and no provider is shown another's key.
  const nameOf = (provider: SmsProvider) => `sms:${provider}:${book.shop().shopId}`
  const key = () => {
    const { provider } = book.settings().smsGateway
    return provider === '' ? '' : (secrets.read(nameOf(provider)) ?? '')
  }
  const worker = parts.sendsMessages ? new MessageWorker({ ...parts, book, key }) : null
  worker?.wake()
  return {
    outside: parts.outside,
    hasKey: () => key() !== '',
    setKey(provider, value) {
      secrets.write(nameOf(provider), value === '' ? null : value)
      worker?.wake()
    },
    pause: () => new Promise((resolve) => parts.timer.after(0, resolve)),
    wake: () => worker?.wake(),
    rulesChanged: () => worker?.rulesChanged(),
    close: async () => worker?.stop()
  }
}
