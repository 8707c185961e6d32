// The thread of the credit lists. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import { parentPort, workerData } from 'node:worker_threads'
import { openCreditLists } from '#main/app/read-credit-lists.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { ledgerFailureOf } from '#main/db/sqlite-failure.ts'
import { assert } from '#shared/kernel/assert.ts'
import { FailureError } from '#shared/kernel/result.ts'
import type { ListAnswer, ListOrder } from './credit-list-thread.ts'

assert(parentPort !== null, 'the thread of the credit lists is a worker')
const port = parentPort
const { file } = workerData as { file: string }
const store = openLedgerStore(file, { readOnly: true })
const lists = openCreditLists(store)

function answer({ no, ask }: Extract<ListOrder, { ask: unknown }>): ListAnswer {
  try {
    const { context } = ask
    if (ask.list === 'today') return { no, answer: lists.today(context, ask.request) }
    return { no, answer: lists.collection(context, ask.request) }
  } catch (error) {
    if (error instanceof FailureError) return { no, failure: error.failure }
    const code = ledgerFailureOf(error)
    if (code !== null) return { no, failure: { code, params: { file } } }
    return { no, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

port.on('message', (order: ListOrder) => {
  if ('ask' in order) {
    port.postMessage(answer(order))
    return
  }
  store.close()
  port.close()
})
