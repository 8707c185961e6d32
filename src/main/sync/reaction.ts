import type { RemoteTrouble } from '#main/ports/sync-remote.ts'
import { RemoteTroubleError } from '#main/ports/sync-remote.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'
import type { WireError } from '#shared/sync/wire.ts'

/**
 * What the loop does about a trouble. `wait`: tries again after a while that grows. `rest`: somebody has to do something first, so it is
 * tried seldom. `stop`: never again by itself. The rest are repairs that begin at once.
 */
export interface Reaction {
  readonly does: 'wait' | 'rest' | 'stop' | 'rewind' | 'reattach' | 'reincarnate'
  readonly code: ErrorCode
  /** With `wait`, when the server said how long. */
  readonly afterMs?: number
}

const SAID: { readonly [Error in WireError]: Reaction } = {
  'bad-request': { does: 'rest', code: 'sync/refused' },
  // A new token was had and refused too: a server that was restored lacks this counter, and another one may name it to it.
  unauthorised: { does: 'wait', code: 'sync/not-known' },
  'device-revoked': { does: 'stop', code: 'sync/revoked' },
  'not-found': { does: 'rest', code: 'sync/refused' },
  gone: { does: 'rest', code: 'sync/refused' },
  gap: { does: 'rewind', code: 'sync/refused' },
  fork: { does: 'reincarnate', code: 'sync/refused' },
  epoch: { does: 'reattach', code: 'sync/refused' },
  'use-snapshot': { does: 'rest', code: 'sync/refused' },
  taken: { does: 'rest', code: 'sync/refused' },
  'bad-chain': { does: 'rest', code: 'sync/refused' },
  'bad-signature': { does: 'rest', code: 'sync/refused' },
  'too-large': { does: 'rest', code: 'sync/too-large' },
  quota: { does: 'rest', code: 'sync/quota' },
  'too-many': { does: 'wait', code: 'sync/server-failed' },
  'client-too-old': { does: 'rest', code: 'sync/client-too-old' },
  'server-too-old': { does: 'rest', code: 'sync/server-too-old' },
  retry: { does: 'wait', code: 'sync/server-failed' }
}

const NO_ANSWER = {
  offline: 'sync/offline',
  silent: 'sync/silent',
  foreign: 'sync/foreign-answer',
  certificate: 'sync/certificate'
} as const satisfies Record<string, ErrorCode>

export function reactionTo(trouble: RemoteTrouble): Reaction {
  if (trouble.kind === 'said') {
    const { error, retryAfterSeconds } = trouble.failure
    const reaction = SAID[error]
    return retryAfterSeconds === undefined ? reaction : { ...reaction, afterMs: retryAfterSeconds * 1_000 }
  }
  if (trouble.kind !== 'failed') return { does: 'wait', code: NO_ANSWER[trouble.kind] }
  const after = trouble.retryAfterSeconds
  return { does: 'wait', code: 'sync/server-failed', ...(after === null ? {} : { afterMs: after * 1_000 }) }
}

/** A trouble as a failure with a text, for whoever asked by a key press. */
export function failureOf(trouble: RemoteTrouble): Failure {
  const { code } = reactionTo(trouble)
  if (trouble.kind !== 'said') return { code }
  const { error } = trouble.failure
  if (error === 'too-many') return { code: 'sync/too-many-tries' }
  // A key press cannot say the line that the status says.
  if (code === 'sync/not-known') return { code, params: { line: '' } }
  return code === 'sync/refused' ? { code, params: { reason: error } } : { code }
}

/** Waits for an answer to a key press; trouble becomes a coded failure, with a code of its own for what is not there. */
export async function answerOf<Answer>(asked: Promise<Answer>, notFound?: ErrorCode): Promise<Answer> {
  try {
    return await asked
  } catch (error) {
    if (!(error instanceof RemoteTroubleError)) throw error
    const { trouble } = error
    const isGone = trouble.kind === 'said' && ['not-found', 'gone'].includes(trouble.failure.error)
    throw new FailureError(isGone && notFound !== undefined ? { code: notFound } : failureOf(trouble))
  }
}
