import { setTimeout as wait } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { ReportReader, ReportRun } from '#main/ports/report-reader.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'
import type { Report, ReportQuery } from '#shared/reports/report.ts'

/** What the thread is told: to make a page of a report, or to let go of the file and end. */
export type ReportOrder =
  | {
      readonly no: number
      readonly run: { readonly query: ReportQuery; readonly offset: number; readonly limit: number }
      /** Four bytes that both threads see: anything but 0 means that the report is not wanted. */
      readonly flag: SharedArrayBuffer
    }
  | { readonly end: true }
export type ReportAnswer =
  | { readonly no: number; readonly done: number; readonly total: number }
  | { readonly no: number; readonly report: Report }
  | { readonly no: number; readonly failure: Failure }
  | { readonly no: number; readonly bug: string }

interface Waiting {
  readonly flag: Int32Array<SharedArrayBuffer>
  readonly onProgress: ReportRun['onProgress']
  readonly resolve: (report: Report) => void
  readonly reject: (error: Error) => void
}

/** A report keeps a few cells a day and one finished list: a thread that needs more has gone wrong. */
const MEMORY_MB = 768
/** A thread that has not let go by then is in the middle of one long statement, and is left behind. */
const END_MS = 2_000

const cancelled = (): FailureError => new FailureError({ code: 'report/cancelled' })

/**
 * Makes reports on a thread with a connection of its own that only reads. The thread begins with the first report and stays
 * while the book is open, because it keeps what it has put together.
 *
 * @param script `report-worker.ts` in the source tree, `report-worker.js` beside the main script in the built app.
 */
export function reportReaderAt(script: URL, file: string): ReportReader {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | null = null
  let lastNo = 0
  let isClosed = false

  function settle(no: number): Waiting | undefined {
    const one = waiting.get(no)
    waiting.delete(no)
    // A thread that has nothing to do keeps no process alive.
    if (waiting.size === 0) worker?.unref()
    return one
  }

  function hear(answer: ReportAnswer): void {
    if ('done' in answer) waiting.get(answer.no)?.onProgress?.(answer.done, answer.total)
    else if ('report' in answer) settle(answer.no)?.resolve(answer.report)
    else if ('failure' in answer) settle(answer.no)?.reject(new FailureError(answer.failure))
    else settle(answer.no)?.reject(new Error(`a report failed: ${answer.bug}`))
  }

  /** Whatever ends the thread ends its runs; the next one starts another thread. */
  function gone(of: Worker, reason: Error): void {
    if (worker !== of) return
    worker = null
    for (const no of [...waiting.keys()]) settle(no)?.reject(isClosed ? cancelled() : reason)
  }

  function start(): Worker {
    const started = new Worker(script, {
      ...{ workerData: { file }, name: 'reports' },
      resourceLimits: { maxOldGenerationSizeMb: MEMORY_MB }
    })
    started.on('message', hear)
    started.once('error', (error) => gone(started, error))
    started.once('exit', (code) => gone(started, new Error(`the thread of reports ended with code ${code}`)))
    return started
  }

  return {
    run: (query, { offset, limit, signal, onProgress }) =>
      new Promise<Report>((resolve, reject) => {
        if (isClosed || signal?.aborted === true) {
          reject(cancelled())
          return
        }
        const no = ++lastNo
        const flag = new Int32Array(new SharedArrayBuffer(4))
        signal?.addEventListener('abort', () => Atomics.store(flag, 0, 1), { once: true })
        worker ??= start()
        worker.ref()
        waiting.set(no, { flag, onProgress, resolve, reject })
        worker.postMessage({ no, run: { query, offset, limit }, flag: flag.buffer } satisfies ReportOrder)
      }),
    async close() {
      isClosed = true
      const ending = worker
      if (ending === null) return
      for (const { flag } of waiting.values()) Atomics.store(flag, 0, 1)
      const ended = new Promise<void>((resolve) => ending.once('exit', () => resolve()))
      ending.ref()
      ending.postMessage({ end: true } satisfies ReportOrder)
      // It is asked, not ended: a thread that is ended inside SQLite takes the whole process with it.
      await Promise.race([ended, wait(END_MS, undefined, { ref: false })])
      // One that is left behind answers nobody any more.
      gone(ending, cancelled())
      ending.unref()
    }
  }
}
