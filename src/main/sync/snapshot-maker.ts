import { open } from 'node:fs/promises'
import type { Log } from '#main/ports/log.ts'
import type { PackedCopy, SnapshotBooks } from '#main/ports/snapshot-books.ts'
import { RemoteTroubleError } from '#main/ports/sync-remote.ts'
import type { SyncStore } from '#main/ports/sync-store.ts'
import type { Timer } from '#main/ports/timer.ts'
import { FailureError } from '#shared/kernel/result.ts'
import { snapshotText } from '#shared/sync/chain.ts'
import { SNAPSHOT_PART_BYTES } from '#shared/sync/wire.ts'
import { reactionTo } from './reaction.ts'
import type { SignedIn } from './signed-in.ts'

export interface SnapshotMakerParts {
  readonly store: SyncStore
  readonly books: Pick<SnapshotBooks, 'make' | 'used'>
  readonly timer: Pick<Timer, 'elapsedMs'>
  readonly log: Log
  /** The open book, and where its copy is kept. */
  readonly ledger: string
  readonly folder: string
  readonly appVersion: string
  /** After so many facts since the newest snapshot another one is worth its making. */
  readonly everyOps: number
  asks(): Promise<SignedIn>
  /** The line is dear, or the book is encrypted and no copy of it may lie here in the open: a new counter fetches every change then. */
  isLean(): boolean
}

/** A restore of so many changes by replay takes about as long as a person waits without wondering. */
export const SNAPSHOT_EVERY_OPS = 5_000

/** The line broke; the next round goes on with it. */
const SOON_MS = 30_000
/** The disk or the log was not as it should be. */
const LATER_MS = 3_600_000
/** The server wants none. */
const TOMORROW_MS = 24 * 3_600_000

/**
 * Keeps a copy of the book in the cloud, for counters that come: made on a thread beside the counter when much was recorded since the
 * newest one, sent part by part, and gone on with after whatever cut it off. It never throws.
 */
export class SnapshotMaker {
  readonly #parts: SnapshotMakerParts
  #knownSeq = 0
  #notBefore = 0
  #work: Promise<void> | null = null
  #isStopped = false

  constructor(parts: SnapshotMakerParts) {
    this.#parts = parts
  }

  /** All that was recorded here is sent, and all that there is was taken: is it time? Resolves when what it began is over. */
  consider(): Promise<void> {
    this.#work ??= this.#consider().finally(() => {
      this.#work = null
    })
    return this.#work
  }

  /** Nothing more is sent. What the thread is doing its owner ends. */
  stop(): void {
    this.#isStopped = true
  }

  async #consider(): Promise<void> {
    const { store, timer, everyOps } = this.#parts
    const account = store.account()
    if (this.#isStopped || account?.state !== 'on' || this.#parts.isLean()) return
    if (account.cursorSeq - this.#knownSeq < everyOps || timer.elapsedMs() < this.#notBefore) return
    try {
      await this.#make(account.cursorSeq)
    } catch (error) {
      if (!this.#isStopped) this.#putOff(error)
    }
  }

  async #make(cursorSeq: number): Promise<void> {
    const { books, ledger, folder, log, everyOps } = this.#parts
    const server = await this.#parts.asks()
    const newest = await server.ask((token) => server.remote.newestSnapshot(token))
    // Another counter may have made one.
    this.#knownSeq = newest?.seq ?? 0
    if (cursorSeq - this.#knownSeq < everyOps || this.#isStopped) return
    const copy = await books.make({ ledger, folder })
    if (this.#isStopped) return
    if (await this.#send(server, copy)) {
      books.used(folder)
      this.#knownSeq = copy.seq
      log.info('snapshot sent', { seq: copy.seq, bytes: copy.byteCount })
    }
  }

  async #send(server: SignedIn, copy: PackedCopy): Promise<boolean> {
    const { store, appVersion } = this.#parts
    const account = store.account()
    if (account === null) return false
    const { file, ...said } = copy
    const signature = server.key.sign(snapshotText(account.accountId, account.deviceNo, said))
    const start = { ...said, partHashes: [...said.partHashes], appVersion, signature }
    const { snapshotId, haveParts } = await server.ask((token) => server.remote.beginSnapshot(token, start))
    const handle = await open(file, 'r')
    try {
      for (const partNo of said.partHashes.keys()) {
        if (haveParts.includes(partNo)) continue
        if (this.#isStopped) return false
        const length = Math.min(SNAPSHOT_PART_BYTES, said.byteCount - partNo * SNAPSHOT_PART_BYTES)
        const bytes = Buffer.alloc(length)
        await handle.read(bytes, 0, length, partNo * SNAPSHOT_PART_BYTES)
        await server.ask((token) => server.remote.putSnapshotPart(token, snapshotId, partNo, bytes))
      }
    } finally {
      await handle.close()
    }
    await server.ask((token) => server.remote.endSnapshot(token, snapshotId))
    return true
  }

  #putOff(error: unknown): void {
    const { log, timer, books, folder } = this.#parts
    const isRemote = error instanceof RemoteTroubleError
    const said = isRemote && error.trouble.kind === 'said' ? error.trouble.failure.error : null
    const isFull = said !== null && ['quota', 'too-many', 'too-large'].includes(said)
    const isLine = isRemote && !isFull && reactionTo(error.trouble).does === 'wait'
    // A copy of a log that the server does not have any more, or that lies on a bad disk, is made anew.
    if (!isFull && !isLine) books.used(folder)
    this.#notBefore = timer.elapsedMs() + (isFull ? TOMORROW_MS : isLine ? SOON_MS : LATER_MS)
    const code = error instanceof FailureError ? error.failure.code : (said ?? (isRemote ? 'line' : 'unexpected'))
    if (isRemote || error instanceof FailureError) log.info('snapshot put off', { code })
    else log.error('snapshot failed', error)
  }
}
