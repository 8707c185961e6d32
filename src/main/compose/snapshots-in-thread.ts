import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { PackedCopy, SnapshotBooks } from '#main/ports/snapshot-books.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'

type Ask<Kind extends 'make' | 'open'> = Parameters<SnapshotBooks[Kind]>[0]
export type SnapshotJob = ({ readonly kind: 'make' } & Ask<'make'>) | ({ readonly kind: 'open' } & Ask<'open'>)
export type SnapshotAnswer =
  | { readonly ok: true; readonly value: PackedCopy | null }
  | { readonly ok: false; readonly failure: Failure }

/** What stands in a folder of copies: the book, what was packed of it, and what is said of the pack. */
export const PACKED_NAME = 'copy.gz'
export const SAID_NAME = 'copy.json'

const LONGEST_STOP_MS = 3_000

/**
 * Makes and opens copies of books on threads of their own.
 *
 * @param script `snapshot-worker.ts` in the source tree, `snapshot-worker.js` beside the main script in the built app.
 */
export function snapshotsInThread(script: URL): SnapshotBooks {
  const working = new Set<Worker>()
  let isClosed = false
  const run = (job: SnapshotJob): Promise<PackedCopy | null> =>
    new Promise((resolve, reject) => {
      const worker = new Worker(script, { workerData: job, name: 'snapshot' })
      working.add(worker)
      worker.once('message', (answer: SnapshotAnswer) => {
        if (answer.ok) resolve(answer.value)
        else reject(new FailureError(answer.failure))
      })
      worker.once('error', reject)
      worker.once('exit', (code) => {
        working.delete(worker)
        if (isClosed) reject(new FailureError({ code: 'ledger/none-open' }))
        else reject(new Error(`the thread of snapshots ended with code ${code}`))
      })
    })
  return {
    make: (asked) => run({ kind: 'make', ...asked }) as Promise<PackedCopy>,
    used(folder) {
      for (const name of [SAID_NAME, PACKED_NAME]) fs.rmSync(path.join(folder, name), { force: true })
    },
    async open(asked) {
      await run({ kind: 'open', ...asked })
    },
    async close() {
      isClosed = true
      const exits = [...working].map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())))
      // It is asked, not ended: a thread that is ended inside SQLite takes the whole process with it.
      for (const worker of working) worker.postMessage('stop')
      await Promise.race([
        Promise.all(exits),
        new Promise<void>((resolve) => setTimeout(resolve, LONGEST_STOP_MS).unref())
      ])
      for (const worker of working) worker.unref()
    }
  }
}
