import { setTimeout as pause } from 'node:timers/promises'

/** How often a transaction is run before the counter is told to come again later. */
const MOST_TRIES = 6
const FIRST_PAUSE_MS = 10

/** Serialization failures and deadlocks: the database says itself that the same may be run again. */
const RUN_AGAIN = new Set(['40001', '40P01', 'CR000'])
/** The server of the database went, or is about to. */
const GONE = new Set(['57P01', '57P02', '57P03', '53300', 'ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ETIMEDOUT'])

const LOST = /Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect/

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** Whether the database itself is the trouble, and the same may be good in a moment. */
export function isPassing(error: unknown): boolean {
  const code = codeOf(error)
  if (RUN_AGAIN.has(code) || GONE.has(code) || code.startsWith('08')) return true
  return error instanceof Error && LOST.test(error.message)
}

/** Every try had a passing trouble: the answer is 503, and the counter comes again. */
export class DatabaseBusyError extends Error {
  override readonly name = 'DatabaseBusyError'
}

/**
 * Runs a transaction until it is through. It may run more than once, also after a commit whose answer was lost: what is done in it must be
 * safe to repeat.
 */
export async function untilThrough<Value>(run: () => Promise<Value>, onRetry: (code: string) => void): Promise<Value> {
  for (let tryNo = 1; ; tryNo++) {
    try {
      return await run()
    } catch (error) {
      if (!isPassing(error)) throw error
      if (tryNo === MOST_TRIES) throw new DatabaseBusyError('the database is not to be had', { cause: error })
      onRetry(codeOf(error))
      // Full jitter, so that those who met do not meet again.
      await pause(Math.random() * FIRST_PAUSE_MS * 2 ** tryNo)
    }
  }
}
