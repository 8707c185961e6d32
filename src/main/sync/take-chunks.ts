import type { Log } from '#main/ports/log.ts'
import type { DeviceView } from '#main/ports/sync-remote.ts'
import type { ChunkRefusal, Slice, SyncDevice, SyncKeys, SyncStore } from '#main/ports/sync-store.ts'
import type { Chunk } from '#shared/sync/wire.ts'

export interface TakingParts {
  readonly store: SyncStore
  readonly keys: SyncKeys
  readonly log: Log
  nowMs(): number
  /** By a clock that never jumps. */
  elapsedMs(): number
  /** The counters of the account, as the server names them. */
  askDevices(): Promise<readonly DeviceView[]>
  /** Lets whatever waits go first: a sale before all. */
  pause(): Promise<void>
  /** After every chunk, with the facts that it brought. */
  took(opCount: number): void
  isStopped(): boolean
}

/** How taking ended: with all of them, at one that does not follow, or at one that cannot be right. */
export type TakingEnd = 'all' | 'pull-again' | Exclude<ChunkRefusal, 'gap' | 'unknown-device'> | 'unknown-device'

/** One frame of a screen: nobody who types sees that facts of others are taken. */
const SLICE_MS = 16

export function sliceBy(elapsedMs: () => number): Slice {
  let since = 0
  return {
    begin() {
      since = elapsedMs()
    },
    isOver: () => elapsedMs() - since >= SLICE_MS
  }
}

/** Takes what the last chunk brought and what waits, slice by slice; answers whether nothing is left. */
export async function takeRest(
  parts: Pick<TakingParts, 'store' | 'keys' | 'nowMs' | 'pause' | 'isStopped'>,
  slice: Slice
): Promise<boolean> {
  for (;;) {
    if (parts.isStopped()) return false
    const left = parts.store.takeWaiting(parts.keys, parts.nowMs(), slice)
    if (left === 0) return true
    await parts.pause()
  }
}

/**
 * Takes chunks in their order, each in slices that are a transaction of their own, and lets go of the thread between them. What was left to wait
 * when the app ended comes first. A counter that is not known yet is asked for once.
 */
export async function takeChunks(parts: TakingParts, chunks: readonly Chunk[]): Promise<TakingEnd> {
  let hasAsked = false
  const slice = sliceBy(parts.elapsedMs)
  if (!(await takeRest(parts, slice))) return 'pull-again'
  for (const chunk of chunks) {
    if (parts.isStopped()) return 'pull-again'
    let taken = parts.store.takeChunk(chunk, parts.keys, parts.nowMs(), slice)
    if (taken.outcome === 'refused' && taken.why === 'unknown-device' && !hasAsked) {
      hasAsked = true
      keepDevices(parts.store, await parts.askDevices())
      taken = parts.store.takeChunk(chunk, parts.keys, parts.nowMs(), slice)
    }
    if (taken.outcome === 'refused') {
      parts.log.warn('chunk not taken', { why: taken.why, device: chunk.deviceNo, seq: chunk.seqTo })
      return taken.why === 'gap' ? 'pull-again' : taken.why
    }
    await parts.pause()
    const isWhole = await takeRest(parts, slice)
    if (taken.outcome === 'taken') parts.took(taken.opCount)
    if (!isWhole) return 'pull-again'
  }
  return 'all'
}

/** How far a counter is out: it only ever goes further. */
export const OUT: readonly SyncDevice['state'][] = ['active', 'sealed', 'retired', 'lost']

/**
 * Keeps what the server says of the counters, but never another key for one that is known: a key that changes is a new counter, or somebody
 * who pretends to be one. Nor is one let in again that was taken out: a server that says so was restored from a backup.
 */
export function keepDevices(store: SyncStore, views: readonly DeviceView[]): void {
  const known = new Map(store.devices().map((device) => [device.deviceNo, device]))
  for (const { deviceNo, counterName, counterCode, deviceKey, state: said } of views) {
    const before = known.get(deviceNo)
    const state = before !== undefined && OUT.indexOf(before.state) > OUT.indexOf(said) ? before.state : said
    const signKey = before?.signKey ?? deviceKey
    const isSame = before?.name === counterName && before.counterCode === counterCode && before.state === state
    if (!isSame) store.putDevice({ deviceNo, name: counterName, counterCode, signKey, state })
  }
}
