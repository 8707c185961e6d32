import fs from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { ExportJob, RunningExport } from '#main/ports/exporter.ts'
import type { WayOutResult } from '#shared/exchange/ways-out.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'

export type ExportNews =
  | { readonly news: 'progress'; readonly done: number; readonly total: number }
  /** A file that is not whole yet lies here. */
  | { readonly news: 'half'; readonly path: string }
  | { readonly news: 'done'; readonly result: WayOutResult }
  | { readonly news: 'failed'; readonly failure: Failure }

/** What the thread is started with. The four bytes are seen by both: anything but 0 means that the file is not wanted. */
export interface ExportOrder {
  readonly job: ExportJob
  readonly flag: SharedArrayBuffer
}

/** The longest step between two looks at the flag is one copy of a large book. */
const LONGEST_STOP_MS = 10_000

/**
 * Writes a way out on a thread with a read-only connection of its own, so that the counter never waits for it. `result` fails with
 * `export/…` or `ledger/…`.
 *
 * @param script `export-worker.ts` in the source tree, `export-worker.js` beside the main script in the built app.
 */
export function exportInThread(
  script: URL,
  job: ExportJob,
  onProgress: (done: number, total: number) => void
): RunningExport {
  const flag = new Int32Array(new SharedArrayBuffer(4))
  const workerData: ExportOrder = { job, flag: flag.buffer }
  const worker = new Worker(script, { workerData, name: 'export' })
  const halves = new Set<string>()
  let isStopped = false
  const { promise: result, resolve, reject } = Promise.withResolvers<WayOutResult>()
  worker.on('message', (news: ExportNews) => {
    if (news.news === 'progress') onProgress(news.done, news.total)
    else if (news.news === 'half') halves.add(news.path)
    else if (news.news === 'done') resolve(news.result)
    else reject(new FailureError(news.failure))
  })
  worker.once('error', reject)
  worker.once('exit', (code) => {
    reject(isStopped ? new FailureError({ code: 'export/stopped' }) : new Error(`the export ended with code ${code}`))
  })
  const sweep = () => {
    for (const half of halves) fs.rmSync(half, { force: true, recursive: true })
  }
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
  return {
    result,
    async stop() {
      isStopped = true
      // It is asked, not ended: a thread that is ended inside SQLite takes the whole process with it.
      Atomics.store(flag, 0, 1)
      await Promise.race([ended, wait(LONGEST_STOP_MS, undefined, { ref: false })])
      // One that is left behind answers nobody any more.
      reject(new FailureError({ code: 'export/stopped' }))
      worker.unref()
      sweep()
    }
  }
}
