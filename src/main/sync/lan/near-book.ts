import type { Log } from '#main/ports/log.ts'
import type { ChunkRefusal, SyncAccount, SyncKeys, SyncStore } from '#main/ports/sync-store.ts'
import { sliceBy, takeRest } from '#main/sync/take-chunks.ts'
import {
  EXCHANGE_BYTES,
  LAN_VERSION,
  type LanExchange,
  MOST_EXCHANGE_OPS,
  type SealedChunk
} from '#shared/sync/lan-wire.ts'

export interface NearBookParts {
  readonly store: SyncStore
  readonly log: Log
  /** The time of the server as far as it is known here, else of this PC. */
  nowMs(): number
  /** By a clock that never jumps. */
  elapsedMs(): number
  /** Lets whatever waits go first: a sale before all. */
  pause(): Promise<void>
  /** Facts of other counters stand in the file now. */
  took(): void
  isStopped(): boolean
}

/** What came of the chunks of an exchange. `why`: by counter, why what it recorded was not taken. */
export interface NearTaken {
  readonly opCount: number
  readonly why: ReadonlyMap<number, ChunkRefusal>
}

/** The account as it must be for two counters to speak past the cloud; null when they may not. */
export function accountForLan(store: SyncStore): SyncAccount | null {
  const account = store.account()
  return account !== null && ['on', 'reattach'].includes(account.state) ? account : null
}

/** What this counter says in an exchange, and how it takes what the other one says. The same on both sides. */
export class NearBook {
  readonly #parts: NearBookParts
  readonly #keys: SyncKeys

  constructor(parts: NearBookParts, keys: SyncKeys) {
    this.#parts = parts
    this.#keys = keys
  }

  /** By counter, what is held here. Counters that were taken out, or that are not known, are not asked for. */
  holds(but: ReadonlySet<number> = new Set()): LanExchange['holds'] {
    const { store } = this.#parts
    const own = store.account()?.deviceNo
    const named = store
      .devices()
      .filter(({ deviceNo, state }) => deviceNo > 0 && !but.has(deviceNo) && (state === 'active' || deviceNo === own))
    return Object.fromEntries(
      named.map(({ deviceNo, lastN }) => [String(deviceNo), deviceNo === own ? store.ownPlace().devN : lastN])
    )
  }

  /** A page of what the other one lacks, in the order in which it was learned here; own facts are sealed first. */
  chunksFor(holds: LanExchange['holds']): SealedChunk[] {
    const { store } = this.#parts
    while (store.nextChunk(this.#keys) !== null);
    const active = new Set(store.placedEnds().keys())
    const wanted = Object.entries(holds).map(([deviceNo, n]) => [Number(deviceNo), n] as const)
    const known = new Map(wanted.filter(([deviceNo]) => active.has(deviceNo)))
    return store.sealedAfter(known, { ops: MOST_EXCHANGE_OPS, bytes: EXCHANGE_BYTES })
  }

  message(chunks: readonly SealedChunk[], but: ReadonlySet<number>): LanExchange {
    return { version: LAN_VERSION, holds: this.holds(but), chunks: [...chunks], nowMs: this.#parts.nowMs() }
  }

  /** Takes what came, each chunk in a transaction of its own. What is refused of one counter does not keep another's back. */
  async take(chunks: readonly SealedChunk[]): Promise<NearTaken> {
    const { store, log, pause, took, nowMs, isStopped } = this.#parts
    const why = new Map<number, ChunkRefusal>()
    const slice = sliceBy(this.#parts.elapsedMs)
    let opCount = 0
    for (const chunk of chunks) {
      if (isStopped()) break
      if (why.has(chunk.deviceNo)) continue
      const taken = store.takeSealed(chunk, this.#keys, nowMs(), slice)
      if (taken.outcome === 'taken') opCount += taken.opCount
      if (taken.outcome === 'refused') {
        why.set(chunk.deviceNo, taken.why)
        log.warn('chunk of the local network not taken', { why: taken.why, device: chunk.deviceNo })
      }
      // This file is an older copy of itself: the server gives it another number before it says anything more.
      if (taken.outcome === 'refused' && taken.why === 'fork') store.changeAccount({ state: 'fork' })
      await pause()
      await takeRest({ ...this.#parts, keys: this.#keys }, slice)
    }
    if (opCount > 0) {
      if (store.counts().asideCount > 0) store.retryAside(this.#keys, nowMs())
      took()
    }
    return { opCount, why }
  }
}
