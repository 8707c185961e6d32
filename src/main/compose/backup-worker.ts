// The thread of backups. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import fs from 'node:fs'
import path from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { copyLedger, holdPapers, partingOf, readLedgerPoint } from '#main/db/ledger-point.ts'
import { withFileFailures } from '#main/db/sqlite-failure.ts'
import { switchCipher } from '#main/db/switch-cipher.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { packFile, unpackFile } from '#main/files/backup-file.ts'
import { forceOntoDisk } from '#main/files/copy-kept-files.ts'
import { syncFolder } from '#main/files/write-file-durably.ts'
import type { CheckedBackup, LedgerPoint } from '#main/ports/backup-maker.ts'
import { assert } from '#shared/kernel/assert.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import type { BackupAnswer, BackupJob, PackedBackup } from './backup-in-thread.ts'
import { stepBack } from './step-back.ts'

assert(parentPort !== null, 'the thread of backups is a worker')
const port = parentPort
stepBack()
const stop = new AbortController()
port.once('message', () => stop.abort())
port.unref()

/** Between two steps: whoever closes the app does not wait for the next one. */
function goOn(): void {
  if (stop.signal.aborted) refuse('ledger/none-open')
}

type Job<Kind extends BackupJob['kind']> = Extract<BackupJob, { kind: Kind }>

async function pack({ ledger, packed, passphrase, scratch }: Job<'pack'>): Promise<PackedBackup> {
  const copy = path.join(scratch, 'copy.counterbook')
  try {
    fs.mkdirSync(path.dirname(packed), { recursive: true })
    await copyLedger(ledger, copy)
    const point = pointOf(copy)
    goOn()
    await packFile(copy, packed, passphrase, stop.signal)
    return { point, byteCount: fs.statSync(packed).size }
  } finally {
    remove(copy)
  }
}

function pointOf(file: string): LedgerPoint {
  const point = readLedgerPoint(file)
  return point ?? refuse('ledger/unfinished', { file })
}

const NOWHERE: LedgerPoint = { shopId: '', shopName: '', opCount: 0, headHash: '', entryCount: 0, newestAt: null }
const faulty = (fault: CheckedBackup['fault'], point = NOWHERE): CheckedBackup => ({ point, fault, missingEntries: 0 })

/** Unpacks a backup and proves the book in it. `use` is called with a file that is clean. */
async function proved(
  backup: string,
  passphrase: string | null,
  at: { readonly copy: string; use(copy: string, point: LedgerPoint): CheckedBackup }
): Promise<CheckedBackup> {
  const { copy } = at
  // A log that a killed run left would be taken for this copy's.
  remove(copy)
  try {
    await unpackFile(backup, copy, passphrase, stop.signal)
    goOn()
    if (!verifyLedger(copy).isClean) return faulty('not-clean', readLedgerPoint(copy) ?? NOWHERE)
    return at.use(copy, pointOf(copy))
  } catch (error) {
    goOn()
    if (!(error instanceof FailureError)) throw error
    const { code } = error.failure
    // The book in it is encrypted, and only its recovery code opens it here.
    if (code === 'ledger/key-missing' || code === 'ledger/no-cipher') throw error
    if (code === 'backup/wrong-passphrase') return faulty('wrong-passphrase')
    if (code === 'backup/unreadable' || code.startsWith('ledger/')) return faulty('unreadable')
    throw error
  } finally {
    remove(copy)
  }
}

const check = ({ backup, passphrase, ledger, scratch }: Job<'check'>): Promise<CheckedBackup> =>
  proved(backup, passphrase, {
    copy: path.join(scratch, 'check.counterbook'),
    use: (copy, point) => (ledger === null ? { point, fault: null, missingEntries: 0 } : against(ledger, copy, point))
  })

/** A backup is of this ledger when their chains share every op that the shorter one has. */
function against(ledger: string, copy: string, point: LedgerPoint): CheckedBackup {
  const now = readLedgerPoint(ledger, true)
  if (now === null || now.shopId !== point.shopId) return faulty('other-shop', point)
  const { lastShared, entriesAfter } = partingOf(ledger, copy)
  const isOther = lastShared < Math.min(point.opCount, now.opCount)
  const fault = isOther ? 'other-history' : point.opCount > now.opCount ? 'ahead' : null
  return { point, fault, missingEntries: entriesAfter }
}

const restore = ({ backup, passphrase, to }: Job<'restore'>): Promise<CheckedBackup> =>
  proved(backup, passphrase, {
    copy: `${to}.part`,
    use(copy, point) {
      if (fs.existsSync(to)) refuse('backup/place-taken', { file: to })
      holdPapers(copy)
      // What proving left beside the copy is folded into it already.
      for (const ending of ['-wal', '-shm']) fs.rmSync(copy + ending, { force: true })
      forceOntoDisk(copy)
      fs.renameSync(copy, to)
      syncFolder(path.dirname(to))
      return { point, fault: null, missingEntries: 0 }
    }
  })

function remove(file: string): void {
  for (const ending of ['', '-wal', '-shm']) fs.rmSync(file + ending, { force: true })
}

async function done(job: BackupJob): Promise<PackedBackup | CheckedBackup | null> {
  if (job.kind === 'pack') return pack(job)
  if (job.kind === 'check') return check(job)
  if (job.kind === 'restore') return restore(job)
  switchCipher(job.ledger, job.keyId)
  return null
}

async function answer(job: BackupJob): Promise<BackupAnswer> {
  try {
    fs.mkdirSync(job.scratch, { recursive: true })
    return { ok: true, value: await withDiskFailures(job, () => done(job)) }
  } catch (error) {
    if (stop.signal.aborted) return { ok: false, failure: { code: 'ledger/none-open' } }
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    throw error
  }
}

/** A full or failing disk is said by its code, with the file that it hit. */
async function withDiskFailures<Value>(job: BackupJob, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    return withFileFailures(job.kind === 'pack' || job.kind === 'switch' ? job.ledger : job.backup, () => {
      throw error
    })
  }
}

port.postMessage(await answer(workerData as BackupJob))
