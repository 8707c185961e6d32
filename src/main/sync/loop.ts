import type { Clock } from '#main/ports/clock.ts'
import type { Log } from '#main/ports/log.ts'
import type { KeyVault } from '#main/ports/secrets.ts'
import { type RemoteAt, RemoteTroubleError } from '#main/ports/sync-remote.ts'
import type { SyncAccount, SyncStore } from '#main/ports/sync-store.ts'
import type { Timer } from '#main/ports/timer.ts'
import { type Failure, FailureError } from '#shared/kernel/result.ts'
import { counterCode } from '#shared/numbering/document-number.ts'
import { backOffMs } from './back-off.ts'
import { readDeviceKey } from './device-key.ts'
import { namedByVersion } from './older-server.ts'
import { failureOf, reactionTo } from './reaction.ts'
import { type RoundEnd, runRound } from './round.ts'
import { type SignedIn, signIn } from './signed-in.ts'

export interface SyncLoopParts {
  readonly store: SyncStore
  readonly vault: KeyVault
  readonly remoteAt: RemoteAt
  readonly clock: Clock
  readonly timer: Timer
  readonly log: Log
  newNumber(): number
  /** The line is dear: it is used seldom. */
  isLean(): boolean
  /** Facts of other counters stand in the file now: what was kept in memory is stale. */
  took(): void
  /** Something else is to be said of the account now. */
  changed(): void
  /** A round is over, and nothing is left to send or to take. */
  rested(): void
}

/** What the loop knows beside the file. Nothing of it matters after a restart. */
export interface LoopStatus {
  readonly trouble: Failure | null
  readonly isWorking: boolean
  /** The newest seq that the server was heard to have; 0 before. */
  readonly headSeq: number
  /** How much the clock of this PC is ahead of the server's; null before it was heard. */
  readonly clockAheadMs: number | null
}

/** A sale and its receipt are done by then, and the next one goes with it. */
const GATHER_MS = 1_500
/** While somebody waits for a payment before the screen. */
const AWAITED_MS = 3_000
const SEVERAL_MS = 60_000
const ALONE_MS = 300_000
const LEAN_MS = 900_000
const REST_MS = 300_000
const NEVER = Number.POSITIVE_INFINITY

/**
 * Sends what was recorded and takes what others recorded, for as long as a book is open. All that matters stands in the file: it
 * may end anywhere and begin again. It never throws, and never tries fast.
 */
export class SyncLoop {
  readonly #parts: SyncLoopParts
  #cancel: () => void = () => {}
  #dueAt = NEVER
  #work: Promise<void> | null = null
  #isStopped = false
  #isAsked = false
  #failures = 0
  #nextPullAt = 0
  #isAwaited = false
  #signed: { readonly deviceKey: string; readonly server: string; readonly asks: SignedIn } | null = null
  #status: LoopStatus = { trouble: null, isWorking: false, headSeq: 0, clockAheadMs: null }

  constructor(parts: SyncLoopParts) {
    this.#parts = parts
  }

  status(): LoopStatus {
    return this.#status
  }

  /** Begins with the book; a first round comes soon. */
  start(): void {
    this.#due(GATHER_MS)
  }

  /** Something was recorded. While the server cannot be had, the time of the next try stays as it is. */
  wake(): void {
    if (this.#failures === 0) this.#due(GATHER_MS)
  }

  /** Somebody asks, or the line is back: now, whatever was to be waited for. Resolves when the round is over. */
  async now(): Promise<void> {
    this.#failures = 0
    this.#nextPullAt = 0
    // A round that is under way may have asked before this was wished for.
    await this.#work
    await this.#begin()
  }

  /** Account or state were changed: another key, another server, pause. */
  accountChanged(): void {
    this.#signed = null
    this.#failures = 0
    this.#nextPullAt = 0
    this.#put({ trouble: null })
    this.#due(0)
  }

  /** Somebody waits for a payment before the screen, or does no more: until then the server is asked every three seconds. */
  awaiting(isAwaited: boolean): void {
    if (this.#isAwaited === isAwaited) return
    this.#isAwaited = isAwaited
    if (!isAwaited || this.#parts.isLean()) return
    this.#nextPullAt = Math.min(this.#nextPullAt, this.#parts.timer.elapsedMs() + AWAITED_MS)
    if (this.#failures === 0) this.#due(AWAITED_MS)
  }

  /** Asks in the name of this counter, for what is not of the loop. Fails with `sync/off` and `sync/key-lost`. */
  async asks(): Promise<SignedIn> {
    const account = this.#parts.store.account()
    if (account === null || account.state === 'left') throw new FailureError({ code: 'sync/off' })
    return this.#signIn(account)
  }

  /** Ends it; resolves when the file is not touched any more. What was under way is asked anew next time. */
  async stop(): Promise<void> {
    this.#isStopped = true
    this.#cancel()
  }

  #due(delayMs: number): void {
    if (this.#isStopped) return
    const at = this.#parts.timer.elapsedMs() + delayMs
    if (at >= this.#dueAt) return
    this.#cancel()
    this.#dueAt = at
    this.#cancel = this.#parts.timer.after(delayMs, () => void this.#begin())
  }

  #begin(): Promise<void> {
    // Whatever was due is this one: left standing, a time that is past would keep every later one from being set.
    this.#cancel()
    this.#dueAt = NEVER
    if (this.#work !== null) {
      this.#isAsked = true
      return this.#work
    }
    this.#work = this.#round().finally(() => {
      this.#work = null
      if (this.#isAsked) this.#due(0)
      this.#isAsked = false
    })
    return this.#work
  }

  async #round(): Promise<void> {
    const { store, log } = this.#parts
    const account = store.account()
    if (this.#isStopped || account === null || !['on', 'reattach', 'fork'].includes(account.state)) return
    this.#put({ isWorking: true })
    try {
      const end = await this.#run(account)
      if (!this.#isStopped) this.#ended(end)
    } catch (thrown) {
      const error = this.#isStopped ? thrown : await namedByVersion(thrown, this.#parts.remoteAt(account.server))
      if (!this.#isStopped) this.#failed(error)
      else if (!(error instanceof RemoteTroubleError)) log.warn('sync ended while it worked')
    }
    if (!this.#isStopped) this.#put({ isWorking: false })
  }

  async #run(account: SyncAccount): Promise<RoundEnd> {
    const { store, vault, timer, clock, log } = this.#parts
    const server = await this.#signIn(account)
    const isPullDue = this.#nextPullAt <= timer.elapsedMs()
    return runRound({
      ...{ store, server, vault, log, isPullDue },
      newCode: () => counterCode(this.#parts.newNumber()),
      nowMs: () => clock.now().epochMs,
      elapsedMs: () => timer.elapsedMs(),
      pause: () => new Promise((resolve) => timer.after(1, resolve)),
      took: this.#parts.took,
      heard: (head) => this.#put({ headSeq: head.headSeq, clockAheadMs: clock.now().epochMs - head.serverTime }),
      isStopped: () => this.#isStopped
    })
  }

  #ended(end: RoundEnd): void {
    if (end.kind === 'refused') this.#rest({ code: end.code })
    else if (end.kind === 'repair') this.#again(null)
    else this.#done(end.hasPulled)
  }

  #done(hasPulled: boolean): void {
    this.#failures = 0
    const { timer } = this.#parts
    if (hasPulled) this.#nextPullAt = timer.elapsedMs() + this.#pullEveryMs()
    this.#put({ trouble: null })
    this.#due(Math.max(GATHER_MS, this.#nextPullAt - timer.elapsedMs()))
    if (hasPulled) this.#parts.rested()
  }

  #failed(error: unknown): void {
    if (error instanceof RemoteTroubleError) this.#reactTo(error)
    // A key that is gone does not come back by trying. A disk gets room, a lock is let go, a restored server may know the account again.
    else if (error instanceof FailureError && error.failure.code === 'sync/key-lost')
      this.#put({ trouble: error.failure })
    else if (error instanceof FailureError) this.#rest(error.failure)
    else {
      this.#parts.log.error('sync failed', error)
      this.#rest({ code: 'app/unexpected' })
    }
  }

  #reactTo({ trouble }: RemoteTroubleError): void {
    const { store, log } = this.#parts
    const reaction = reactionTo(trouble)
    log.info('sync put off', {
      code: reaction.code,
      trouble: trouble.kind === 'said' ? trouble.failure.error : trouble.kind
    })
    if (reaction.does === 'rewind' && trouble.kind === 'said') {
      // The server has less than it once said: what it lost is sent again, and its log is looked at.
      store.changeAccount({ ackedN: trouble.failure.have ?? 0 })
      this.#nextPullAt = 0
    }
    if (reaction.does === 'reattach') store.changeAccount({ state: 'reattach' })
    if (reaction.does === 'reincarnate') store.changeAccount({ state: 'fork' })
    if (reaction.code === 'sync/revoked') store.changeAccount({ state: 'revoked' })
    const failure = reaction.code === 'sync/not-known' ? this.#notKnown() : failureOf(trouble)
    if (reaction.does === 'stop') this.#put({ trouble: failure })
    else if (reaction.does === 'rest') this.#rest(failure)
    else if (reaction.does === 'wait') this.#again(failure, reaction.afterMs)
    else this.#again(null)
  }

  /** With the line by which whoever runs the server can name this counter to it. */
  #notKnown(): Failure {
    const { store } = this.#parts
    const account = store.account()
    const code = store.devices().find(({ deviceNo }) => deviceNo === account?.deviceNo)?.counterCode
    const line = [account?.accountId, account?.deviceNo, account?.deviceKey, code].join('.')
    return { code: 'sync/not-known', params: { line } }
  }

  /** Somebody has to do something first: it is tried again, but seldom. */
  #rest(trouble: Failure): void {
    this.#failures++
    this.#put({ trouble })
    this.#due(REST_MS)
  }

  #again(trouble: Failure | null, atLeastMs = 0): void {
    this.#failures++
    this.#put({ trouble })
    this.#due(Math.max(atLeastMs, backOffMs(this.#failures, this.#parts.newNumber)))
  }

  #pullEveryMs(): number {
    if (this.#parts.isLean()) return LEAN_MS
    if (this.#isAwaited) return AWAITED_MS
    const active = this.#parts.store.devices().filter((one) => one.deviceNo > 0 && one.state === 'active')
    return active.length > 1 ? SEVERAL_MS : ALONE_MS
  }

  async #signIn(account: SyncAccount): Promise<SignedIn> {
    const { deviceKey, server, accountId, deviceNo } = account
    if (this.#signed?.deviceKey === deviceKey && this.#signed.server === server) return this.#signed.asks
    const key = await readDeviceKey(this.#parts.vault, deviceKey)
    if (key === null) throw new FailureError({ code: 'sync/key-lost' })
    const asks = signIn({ remote: this.#parts.remoteAt(server), accountId, deviceNo, key })
    this.#signed = { deviceKey, server, asks }
    return asks
  }

  #put(change: Partial<LoopStatus>): void {
    this.#status = { ...this.#status, ...change }
    this.#parts.changed()
  }
}
