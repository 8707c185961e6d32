import { Worker } from 'node:worker_threads'
import type { CodeReader } from '#main/ports/code-reader.ts'
import { FailureError, fail, type Result } from '#shared/kernel/result.ts'

const LONGEST_MS = 20_000

export interface CodeTask {
  readonly taskNo: number
  readonly file: string
}

export interface ReadCode {
  readonly taskNo: number
  readonly read: Result<string>
}

/**
 * Reads pictures on a thread of their own: one that brings the decoder down takes nothing along, and no paper waits for
 * it. The thread stays for the next picture, since it is their ending in which threads can lock up
 * (https://github.com/nodejs/node/issues/54918); what takes too long or dies gets a successor.
 *
 * @param script `code-worker.ts` in the source tree, `code-worker.js` beside the main script in the built app.
 */
export function codeReaderAt(script: URL): CodeReader {
  let worker: Worker | null = null
  let lastTaskNo = 0
  const waiting = new Map<number, (read: Result<string>) => void>()

  function settle(taskNo: number, read: Result<string>): void {
    waiting.get(taskNo)?.(read)
    waiting.delete(taskNo)
    // While there is nothing to read it keeps no process alive.
    if (waiting.size === 0) worker?.unref()
  }

  /** Whatever it had in hand is lost with it. */
  function gone(which: Worker, read: Result<string>): void {
    if (worker !== which) return
    worker = null
    for (const taskNo of [...waiting.keys()]) settle(taskNo, read)
  }

  function start(): Worker {
    const started = new Worker(script, { name: 'code' })
    started.on('message', ({ taskNo, read }: ReadCode) => settle(taskNo, read))
    started.once('error', () => gone(started, fail('payment-qr/image-unreadable')))
    started.once('exit', () => gone(started, fail('payment-qr/image-unreadable')))
    return started
  }

  function ask(file: string): Promise<Result<string>> {
    return new Promise((resolve) => {
      const taskNo = ++lastTaskNo
      worker ??= start()
      const asked = worker
      const late = setTimeout(() => {
        gone(asked, fail('payment-qr/no-code-in-image'))
        void asked.terminate()
      }, LONGEST_MS)
      waiting.set(taskNo, (read) => {
        clearTimeout(late)
        resolve(read)
      })
      asked.ref()
      asked.postMessage({ taskNo, file } satisfies CodeTask)
    })
  }

  return {
    async read(file) {
      const read = await ask(file)
      if (!read.ok) throw new FailureError(read.failure)
      return read.value
    }
  }
}
