import { randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { Worker } from 'node:worker_threads'
import type { BackupMaker, CheckedBackup, MadeBackup } from '#main/ports/backup-maker.ts'
import type { PlaceHands } from '#main/ports/backup-places.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'

/** A copy that was packed, before any place has it. */
export type PackedBackup = Omit<MadeBackup, 'places'>

type Ask<Kind extends keyof BackupMaker> = Parameters<BackupMaker[Kind]>[0]
export type BackupJob = { readonly scratch: string } & (
  | ({ readonly kind: 'pack'; readonly packed: string } & Pick<Ask<'make'>, 'ledger' | 'passphrase'>)
  | ({ readonly kind: 'check' } & Ask<'check'>)
  | ({ readonly kind: 'restore' } & Ask<'restore'>)
  | { readonly kind: 'switch'; readonly ledger: string; readonly keyId: string | null }
)
type WithoutPlace<Job> = Job extends BackupJob ? Omit<Job, 'scratch'> : never
export type BackupAnswer =
  | { readonly ok: true; readonly value: PackedBackup | CheckedBackup | null }
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
 * @param hands put what was packed into its places: one that does not answer keeps no other from having it.
 */
export function backupsInThread(script: URL, scratchFolder: string, hands: PlaceHands): ClosableMaker {
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
  async function make({ ledger, name, folders, passphrase }: Ask<'make'>): Promise<MadeBackup> {
    const folder = path.join(scratchFolder, randomUUID())
    const packed = path.join(folder, name)
    try {
      const made = (await run({ kind: 'pack', ledger, packed, passphrase })) as PackedBackup
      const put = async (place: string) => ({ path: place, failure: await hands.put(packed, place, name) })
      return { ...made, places: await Promise.all(folders.map(put)) }
    } finally {
      removeScratch(folder)
    }
  }

  return {
    make,
    check: (job) =>
      Promise.race([run({ kind: 'check', ...job }) as Promise<CheckedBackup>, silentAfter(LONGEST_CHECK_MS)]),
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
      await hands.close()
    }
  }
}

const DAY_MS = 86_400_000
const LONGEST_STOP_MS = 3_000
/** Far longer than any proof that was measured (`docs/benchmarks.md`). A share that stops answering while it is read would hold up all that follows. */
const LONGEST_CHECK_MS = 900_000

const waited = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref())

async function silentAfter(ms: number): Promise<never> {
  await waited(ms)
  throw new FailureError({ code: 'backup/place-silent' })
}

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
