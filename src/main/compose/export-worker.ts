// The thread of the ways out. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import { parentPort, workerData } from 'node:worker_threads'
import { writeWayOut } from '#main/app/write-way-out.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { exportFolder } from '#main/files/export-folder.ts'
import type { ExportJob } from '#main/ports/exporter.ts'
import { assert } from '#shared/kernel/assert.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import type { ExportNews, ExportOrder } from './export-in-thread.ts'

assert(parentPort !== null, 'the thread of the ways out is a worker')
const port = parentPort
const { job, flag } = workerData as ExportOrder
const stopped = new Int32Array(flag)
const say = (news: ExportNews) => port.postMessage(news)

/** Between two steps: whoever stopped it meanwhile wants none of it. */
function tell(news: ExportNews): void {
  say(news)
  if (Atomics.load(stopped, 0) !== 0) refuse('export/stopped')
}

function run({ ledgerFile, folder, request }: ExportJob): ExportNews {
  try {
    const store = openLedgerStore(ledgerFile, { readOnly: true })
    try {
      const files = exportFolder(folder, (path) => tell({ news: 'half', path }))
      const outcome = writeWayOut(store, files, request, (done, total) => tell({ news: 'progress', done, total }))
      return { news: 'done', result: { way: request.way, folder, ...outcome } }
    } finally {
      store.close()
    }
  } catch (error) {
    if (error instanceof FailureError) return { news: 'failed', failure: error.failure }
    throw error
  }
}

say(run(job))
