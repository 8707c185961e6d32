import { parentPort, workerData } from 'node:worker_threads'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { ledgerFailureOf } from '#main/db/sqlite-failure.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import { FailureError } from '#shared/kernel/result.ts'
import type { ReadingAnswer, ReadingOrder } from './reading-thread.ts'

/** Answers the questions of a `readingThread` with a connection of its own, until it is told to end. Called by a thread's script. */
export function serveReading<Asked, Answered>(open: (store: LedgerStore) => (asked: Asked) => Answered): void {
  assert(parentPort !== null, 'what only reads is a worker')
  const port = parentPort
  const { file } = workerData as { file: string }
  const store = openLedgerStore(file, { readOnly: true })
  const answerOf = open(store)

  function answer({ no, ask }: Extract<ReadingOrder<Asked>, { ask: unknown }>): ReadingAnswer<Answered> {
    try {
      return { no, answer: answerOf(ask) }
    } catch (error) {
      if (error instanceof FailureError) return { no, failure: error.failure }
      const code = ledgerFailureOf(error)
      if (code !== null) return { no, failure: { code, params: { file } } }
      return { no, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
  }

  port.on('message', (order: ReadingOrder<Asked>) => {
    if ('ask' in order) {
      port.postMessage(answer(order))
      return
    }
    store.close()
    port.close()
  })
}
