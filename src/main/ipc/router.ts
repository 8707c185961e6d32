import { CHANNELS, type Channel } from '#shared/contract/channels.ts'
import { contract, type Handlers } from '#shared/contract/contract.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'
import { inputFailure } from './input-failure.ts'

/** What a call answers over IPC. Plain data: it survives the structured clone between the processes. */
export type Envelope =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly failure: Failure }

/** From this on a call is noted: a person begins to feel that he waits. */
export const SLOW_CALL_MS = 100

export interface RouterOptions<Sender> {
  /** Whether the page that asks is our own. */
  isTrustedSender(sender: Sender): boolean
  /** The failure that an error of the database or of the system stands for; null for a bug. */
  classify(error: unknown): Failure | null
  readonly log: {
    warn(event: string, facts: Readonly<Record<string, string | number>>): void
    error(event: string, cause: unknown, facts: Readonly<Record<string, string | number>>): void
  }
  /** A clock that never jumps, in milliseconds. */
  elapsedMs(): number
}

export interface Router<Sender> {
  /** Answers one call. Never rejects: whatever goes wrong comes back as a coded failure. */
  call(channel: string, sender: Sender, input: unknown): Promise<Envelope>
}

const channels: ReadonlySet<string> = new Set(CHANNELS)
const isChannel = (name: string): name is Channel => channels.has(name)
const refused = (failure: Failure): Envelope => ({ ok: false, failure })

/**
 * The one gate between the screens and the ledger: checks who asks and what he asks, hands it to the use case, and
 * checks the answer. Knows nothing of Electron, so that the tests go through the very same gate.
 */
export function createRouter<Sender>(handlers: Handlers, options: RouterOptions<Sender>): Router<Sender> {
  const { log } = options

  /** An expected failure passes as it is; one of the system is noted by its code; anything else is a bug and noted in full. */
  function failureOf(channel: Channel, error: unknown): Failure {
    if (error instanceof FailureError) return error.failure
    try {
      const failure = options.classify(error)
      if (failure) {
        log.warn('call failed', { channel, code: failure.code })
        return failure
      }
    } catch (bug) {
      log.error('classification failed', bug, { channel })
    }
    log.error('call failed', error, { channel })
    return { code: 'app/unexpected' }
  }

  async function answer(channel: Channel, input: unknown): Promise<Envelope> {
    const parsed = contract[channel].input.safeParse(input)
    if (!parsed.success) return refused(inputFailure(parsed.error))
    // The map's own type ties each handler to the schema of its channel; a lookup by a variable cannot keep that tie.
    const handle = handlers[channel] as (input: unknown) => unknown
    const value = await handle(parsed.data)
    const checked = contract[channel].output.safeParse(value)
    if (checked.success) return { ok: true, value: checked.data }
    log.error('wrong answer', checked.error, { channel, field: inputFailure(checked.error).field ?? '' })
    return refused({ code: 'app/unexpected' })
  }

  return {
    async call(channel, sender, input) {
      // A stranger learns no more than one who asks for something that does not exist.
      if (!isChannel(channel) || !options.isTrustedSender(sender)) {
        log.warn('call refused', { channel: isChannel(channel) ? channel : '?' })
        return refused({ code: 'input/unknown-channel' })
      }
      const startedAt = options.elapsedMs()
      try {
        return await answer(channel, input)
      } catch (error) {
        return refused(failureOf(channel, error))
      } finally {
        const durationMs = Math.round(options.elapsedMs() - startedAt)
        if (durationMs >= SLOW_CALL_MS) log.warn('slow call', { channel, durationMs })
      }
    }
  }
}
