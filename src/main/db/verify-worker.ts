// The checking thread. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import { parentPort, workerData } from 'node:worker_threads'
import { assert } from '#shared/kernel/assert.ts'
import { FailureError } from '#shared/kernel/result.ts'
import type { VerifyAnswer } from './verify-in-thread.ts'
import { verifyLedger } from './verify-ledger.ts'

assert(parentPort !== null, 'the checking thread is a worker')

function answer(): VerifyAnswer {
  try {
    return { ok: true, verdict: verifyLedger((workerData as { file: string }).file, true) }
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    throw error
  }
}

parentPort.postMessage(answer())
