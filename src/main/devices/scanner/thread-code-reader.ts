import { Worker } from 'node:worker_threads'
import type { CodeReader } from '#main/ports/code-reader.ts'
import { FailureError, fail, type Result } from '#shared/kernel/result.ts'

const LONGEST_MS = 20_000

/**
 * Reads each picture on a thread of its own, which ends with it: a picture that brings the decoder down takes nothing
 * along, and no paper waits for it.
 *
 * @param script `code-worker.ts` in the source tree, `code-worker.js` beside the main script in the built app.
 */
export function codeReaderAt(script: URL): CodeReader {
  return {
    async read(file) {
      const read = await readInThread(script, file)
      if (!read.ok) throw new FailureError(read.failure)
      return read.value
    }
  }
}

function readInThread(script: URL, file: string): Promise<Result<string>> {
  return new Promise((resolve) => {
    const worker = new Worker(script, { workerData: { file }, name: 'code' })
    const settle = (read: Result<string>) => {
      clearTimeout(atTheLatest)
      resolve(read)
      void worker.terminate()
    }
    const atTheLatest = setTimeout(() => settle(fail('payment-qr/no-code-in-image')), LONGEST_MS)
    worker.once('message', (read: Result<string>) => settle(read))
    worker.once('error', () => settle(fail('payment-qr/image-unreadable')))
    worker.once('exit', () => settle(fail('payment-qr/image-unreadable')))
  })
}
