import type { WireError, WireFailure } from '#shared/sync/wire.ts'

/** How each refusal is said over HTTP. A counter reacts by the class of the number and by the code. */
const STATUS: Readonly<Record<WireError, number>> = {
  'bad-request': 400,
  unauthorised: 401,
  'device-revoked': 403,
  'not-found': 404,
  gone: 410,
  gap: 409,
  fork: 409,
  epoch: 409,
  'use-snapshot': 410,
  taken: 409,
  'bad-chain': 422,
  'bad-signature': 422,
  'too-large': 413,
  quota: 402,
  'too-many': 429,
  'client-too-old': 426,
  'server-too-old': 426,
  retry: 503
}

/** What stands in the log of whoever looks at the wire; counters show texts of their own. */
const TEXTS: Readonly<Record<WireError, string>> = {
  'bad-request': 'The request is not one of this protocol.',
  unauthorised: 'A token of this device is needed.',
  'device-revoked': 'This counter was shut out of the account.',
  'not-found': 'There is nothing of that name.',
  gone: 'What was asked for is over.',
  gap: 'Entries before these are missing.',
  fork: 'These entries are not those that were sent before under the same numbers.',
  epoch: 'The server was restored; the counter has to find its place again.',
  'use-snapshot': 'Begin with a snapshot.',
  taken: 'Another counter has it.',
  'bad-chain': 'The chain of these entries does not hold.',
  'bad-signature': 'The signature does not hold.',
  'too-large': 'More than is taken at once.',
  quota: 'The account is full.',
  'too-many': 'Too often; come again later.',
  'client-too-old': 'This version is too old for the server.',
  'server-too-old': 'The server is too old for this version.',
  retry: 'The server cannot answer at the moment; come again.'
}

/** A refusal as the wire says it. Thrown within a transaction it rolls it back. */
export class WireRefusal extends Error {
  override readonly name = 'WireRefusal'
  readonly status: number
  readonly failure: WireFailure
  constructor(error: WireError, more: Omit<WireFailure, 'error' | 'message'> = {}, message = TEXTS[error]) {
    super(error)
    this.status = STATUS[error]
    this.failure = { error, message, ...more }
  }
}
