// The thread of snapshots. It is an entry of its own: started from source in plain Node, from `out/main` in the app.
import fs from 'node:fs'
import path from 'node:path'
import { setImmediate as letGo } from 'node:timers/promises'
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads'
import { foundCopy } from '#main/app/succeed-in-copy.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { growCopy, proveCopy, removeCopy } from '#main/db/snapshot-copy.ts'
import { ledgerFailureOf, withFileFailures } from '#main/db/sqlite-failure.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { packFile } from '#main/files/backup-file.ts'
import { hashParts, joinParts, readSaid, writeSaid } from '#main/files/snapshot-parts.ts'
import type { PackedCopy } from '#main/ports/snapshot-books.ts'
import { isSignedBy } from '#main/sync/device-key.ts'
import { assert } from '#shared/kernel/assert.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { PACKED_NAME, SAID_NAME, type SnapshotAnswer, type SnapshotJob } from './snapshots-in-thread.ts'
import { stepBack } from './step-back.ts'
import { systemRandomness } from './system.ts'

assert(parentPort !== null, 'the thread of snapshots is a worker')
const port = parentPort
stepBack()

/** Whoever closes the app does not wait for a large book. */
function goOn(): void {
  if (receiveMessageOnPort(port) !== undefined) refuse('ledger/none-open')
}

const MOST_REST_MS = 250
const nobody = new Int32Array(new SharedArrayBuffer(4))

/**
 * Rests as long as it has worked, each time that it is asked: not every system lets a thread step back, and whoever grows a first copy of years would take
 * a whole core from the counter on a PC that has two.
 */
function gently(): () => void {
  let since = performance.now()
  return () => {
    goOn()
    Atomics.wait(nobody, 0, 0, Math.min(MOST_REST_MS, performance.now() - since))
    since = performance.now()
  }
}

type Job<Kind extends SnapshotJob['kind']> = Extract<SnapshotJob, { kind: Kind }>

async function make({ ledger, folder }: Job<'make'>): Promise<PackedCopy> {
  fs.mkdirSync(folder, { recursive: true })
  const [file, packed, said] = ['copy.counterbook', PACKED_NAME, SAID_NAME].map((name) => path.join(folder, name))
  assert(file && packed && said, 'three names')
  const store = openLedgerStore(ledger, { readOnly: true, isOpenHere: true })
  try {
    const before = readSaid(said, packed)
    if (before !== null && store.sync.logHashAt(before.seq).logHash === before.logHash) return before
    const shop = store.shop.read() ?? refuse('ledger/unfinished', { file: ledger })
    const found = { newId: systemRandomness.newId, verify: isSignedBy, goOn: gently() }
    const copy = {
      ledger: store,
      file,
      ...found,
      found: (made: typeof store) => foundCopy({ ...found, store: made }, shop)
    }
    const { seq, logHash } = await growCopy(copy)
    const schemaVersion = proved(file)
    goOn()
    fs.rmSync(said, { force: true })
    await packFile(file, packed, null)
    const made = { file: packed, seq, logHash, schemaVersion, ...(await hashParts(packed)) }
    writeSaid(said, made)
    return made
  } finally {
    store.close()
  }
}

/** A copy that a disk damaged is worth nothing to anybody; it is made anew next time. Answers the version of its form. */
function proved(file: string): number {
  const { isClean, firstFault } = verifyLedger(file)
  if (isClean) return versionOf(file)
  removeCopy(file)
  return refuse('sync/snapshot-damaged', { detail: `${firstFault?.table} ${firstFault?.detail}` })
}

/** SQLite keeps the number that the app gave a file's form at byte 60 of its header. */
function versionOf(file: string): number {
  const handle = fs.openSync(file, 'r')
  try {
    const head = Buffer.alloc(4)
    fs.readSync(handle, head, 0, 4, 60)
    return head.readUInt32BE(0)
  } finally {
    fs.closeSync(handle)
  }
}

async function open({ parts, book, proof }: Job<'open'>): Promise<null> {
  removeCopy(book)
  try {
    await joinParts(parts, book, proof)
    goOn()
    proveCopy(book, proof)
    // What proving left beside the book is folded into it already.
    for (const ending of ['-wal', '-shm']) fs.rmSync(book + ending, { force: true })
    return null
  } catch (error) {
    removeCopy(book)
    throw damageOf(error)
  }
}

/** What cannot be read as a book of ours is a damaged copy; a newer version's is said so. The disk's own troubles stay what they are. */
function damageOf(error: unknown): unknown {
  const code = error instanceof FailureError ? error.failure.code : ledgerFailureOf(error)
  if (code === 'ledger/newer-version') return new FailureError({ code: 'sync/snapshot-newer' })
  const isDamage = ['ledger/corrupt', 'ledger/not-a-ledger', 'ledger/foreign-file', 'ledger/unfinished'].includes(
    code ?? ''
  )
  return isDamage ? new FailureError({ code: 'sync/snapshot-damaged', params: { detail: code ?? '' } }) : error
}

async function answer(job: SnapshotJob): Promise<SnapshotAnswer> {
  // A message that asks it to stop is read between two steps.
  await letGo()
  try {
    return { ok: true, value: job.kind === 'make' ? await make(job) : await open(job) }
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    return withFileFailures(job.kind === 'make' ? job.folder : job.book, () => {
      throw error
    })
  }
}

async function answered(): Promise<SnapshotAnswer> {
  try {
    return await answer(workerData as SnapshotJob)
  } catch (error) {
    if (error instanceof FailureError) return { ok: false, failure: error.failure }
    throw error
  }
}

port.postMessage(await answered())
