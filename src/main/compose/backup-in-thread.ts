import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BackupMaker, CheckedBackup, MadeBackup } from '#main/ports/backup-maker.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'

type Ask<Kind extends keyof BackupMaker> = Parameters<BackupMaker[Kind]>[0]
export type BackupJob = { readonly scratch: string } & (
  | ({ readonly kind: 'make' } & Ask<'make'>)
  | ({ readonly kind: 'check' } & Ask<'check'>)
  | ({ readonly kind: 'restore' } & Ask<'restore'>)
  | { readonly kind: 'switch'; readonly ledger: string; readonly keyId: string | null }
)
type WithoutPlace<Job> = Job extends BackupJob ? Omit<Job, 'scratch'> : never
export type BackupAnswer =
  | { readonly ok: true; readonly value: MadeBackup | CheckedBackup | null }
  | { readonly ok: false; readonly failure: Failure }

/** Ends whatever it is doing: nothing half is left in any place but `…part`, which nobody takes for a backup. */
export interface ClosableMaker extends BackupMaker {
  /** Puts a copy in a book's place that is encrypted by this key, or with null by none. Nobody may have the book open. */
  switchCipher(ledger: string, keyId: string | null): Promise<void>
  close(): Promise<void>
}

/**
 * Makes, checks and restores backups on threads of their own, each in a scratch folder of its own, so that neither the counter nor each
 * other waits.
 *
 * @param script `backup-worker.ts` in the source tree, `backup-worker.js` beside the main script in the built app.
 * @param scratchFolder in the app's own folder, on a disk of this PC.
 */
export function backupsInThread(script: URL, scratchFolder: string): ClosableMaker {
  sweep(scratchFolder)
  const working = new Set<Worker>()
  let isClosed = false
  const run = (job: WithoutPlace<BackupJob>): Promise<unknown> => {
    const scratch = path.join(scratchFolder, randomUUID())
    return new Promise((resolve, reject) => {
      const worker = new Worker(script, { workerData: { ...job, scratch }, name: 'backup' })
      working.add(worker)
      worker.once('message', (answer: BackupAnswer) => {
        if (answer.ok) resolve(answer.value)
        else reject(new FailureError(answer.failure))
      })
      worker.once('error', reject)
      worker.once('exit', (code) => {
        working.delete(worker)
        removeScratch(scratch)
        if (isClosed) reject(new FailureError({ code: 'ledger/none-open' }))
        else reject(new Error(`the thread of backups ended with code ${code}`))
      })
    })
  }
  return {
    make: (job) => run({ kind: 'make', ...job }) as Promise<MadeBackup>,
    check: (job) => run({ kind: 'check', ...job }) as Promise<CheckedBackup>,
    restore: (job) => run({ kind: 'restore', ...job }) as Promise<CheckedBackup>,
    async switchCipher(ledger, keyId) {
      await run({ kind: 'switch', ledger, keyId })
    },
    async close() {
      isClosed = true
      const exits = [...working].map((worker) => new Promise<void>((resolve) => worker.once('exit', () => resolve())))
      // It is asked, not ended: a thread that is ended inside SQLite takes the whole process with it.
      for (const worker of working) worker.postMessage('stop')
      await Promise.race([Promise.all(exits), waited(LONGEST_STOP_MS)])
      for (const worker of working) worker.unref()
    }
  }
}

const DAY_MS = 86_400_000
const LONGEST_STOP_MS = 3_000

const waited = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())

/** What a run that was killed left behind is nobody's after a day; what is younger may be another process's. */
function sweep(folder: string): void {
  if (!fs.existsSync(folder)) return
  for (const name of fs.readdirSync(folder)) {
    const place = path.join(folder, name)
    const { mtimeMs } = fs.statSync(place, { throwIfNoEntry: false }) ?? { mtimeMs: 0 }
    if (Date.now() - mtimeMs > DAY_MS) removeScratch(place)
  }
}

/** On Windows another program, such as a scanner for viruses, may hold a file in it: what stays is swept away at a later start. */
function removeScratch(folder: string): void {
  try {
    fs.rmSync(folder, { recursive: true, force: true })
  } catch {
    // Nobody waits for it, and the answer of the thread is there already.
  }
}
