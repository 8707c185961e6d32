// The thread that makes reports. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#shared/kernel/assert.ts'
import { FailureError } from '#shared/kernel/result.ts'
import type { ReportAnswer, ReportOrder } from './report-thread.ts'
import { ReportShelf } from './reports/report-shelf.ts'
import { ledgerFailureOf } from './sqlite-failure.ts'

assert(parentPort !== null, 'the thread of reports is a worker')
const port = parentPort
const { file } = workerData as { file: string }
const shelf = new ReportShelf(file)

const say = (answer: ReportAnswer): void => port.postMessage(answer)

function answer(order: Extract<ReportOrder, { run: unknown }>): ReportAnswer {
  const { no, run } = order
  try {
    const flag = new Int32Array(order.flag)
    const tell = (done: number, total: number) => say({ no, done, total })
    return { no, report: shelf.make(run.query, run, { flag, tell }) }
  } catch (error) {
    if (error instanceof FailureError) return { no, failure: error.failure }
    const code = ledgerFailureOf(error)
    if (code !== null) return { no, failure: { code, params: { file } } }
    return { no, bug: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}

port.on('message', (order: ReportOrder) => {
  if ('run' in order) {
    say(answer(order))
    return
  }
  shelf.close()
  port.close()
})
