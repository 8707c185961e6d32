import { Worker } from 'node:worker_threads'
import { type Failure, FailureError } from '#shared/kernel/result.ts'
import type { Verdict } from './verify-ledger.ts'

export type VerifyAnswer =
  | { readonly ok: true; readonly verdict: Verdict }
  | { readonly ok: false; readonly failure: Failure }

/**
 * Checks a ledger on a thread of its own: a check of a large book takes seconds, and the counter sells meanwhile.
 * Fails with the `ledger/…` codes of opening a file.
 *
 * @param script `verify-worker.ts` in the source tree, `verify-worker.js` beside the main script in the built app.
 */
export function verifyInThread(script: URL, file: string): Promise<Verdict> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(script, { workerData: { file }, name: 'verify' })
    worker.once('message', (answer: VerifyAnswer) => {
      if (answer.ok) resolve(answer.verdict)
      else reject(new FailureError(answer.failure))
    })
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`the checking thread ended with code ${code}`)))
  })
}
