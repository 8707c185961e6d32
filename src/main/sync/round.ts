import type { Log } from '#main/ports/log.ts'
import type { KeyVault } from '#main/ports/secrets.ts'
import { RemoteTroubleError } from '#main/ports/sync-remote.ts'
import type { SyncAccount, SyncStore } from '#main/ports/sync-store.ts'
import { assert } from '#shared/kernel/assert.ts'
import type { ErrorCode } from '#shared/kernel/error-codes.ts'
import type { Chunk, PullAnswer } from '#shared/sync/wire.ts'
import { isSignedBy } from './device-key.ts'
import { reattach } from './reattach.ts'
import { reincarnate } from './reincarnate.ts'
import { relayOthers } from './relay.ts'
import type { SignedIn } from './signed-in.ts'
import { keepDevices, sliceBy, takeChunks, takeRest } from './take-chunks.ts'

type Head = Pick<PullAnswer, 'epoch' | 'headSeq' | 'headLogHash' | 'serverTime'>

export interface RoundParts {
  readonly store: SyncStore
  readonly server: SignedIn
  readonly vault: KeyVault
  readonly log: Log
  newCode(): string
  readonly isPullDue: boolean
  nowMs(): number
  elapsedMs(): number
  pause(): Promise<void>
  took(): void
  heard(head: Head): void
  isStopped(): boolean
}

/** `repair`: the state of the account says what comes next. `refused`: what came cannot be taken. */
export type RoundEnd =
  | { readonly kind: 'done'; readonly hasPulled: boolean }
  | { readonly kind: 'repair' }
  | { readonly kind: 'refused'; readonly code: ErrorCode }

/** So many ops a page, in whole chunks. */
const PAGE_OPS = 1_000
const REPAIR = { kind: 'repair' } as const

/** One round: what is recorded here goes out, then what others recorded comes in. Throws `RemoteTroubleError`. */
export async function runRound(parts: RoundParts): Promise<RoundEnd> {
  const { store, server } = parts
  await takeLeftOver(parts)
  const begun = accountOf(store)
  if (begun.state === 'reattach') {
    await reattach(store, begun, server, parts.log)
    return REPAIR
  }
  if (begun.state === 'fork') {
    await reincarnate(parts, begun)
    return REPAIR
  }
  let held: unknown = null
  const sent = await send(parts).catch((error: unknown): Sent => {
    if (!isTooOld(error)) throw error
    held = error
    return NOTHING_SENT
  })
  if (sent.end !== null) return sent.end
  const isBehind = accountOf(store).cursorSeq < sent.headSeq
  const hasPulled = parts.isPullDue || isBehind || sent.hasToPull
  if (hasPulled) {
    const end = await fetchAll(parts)
    if (end !== null) return end
    retryAside(parts)
  }
  // What is recorded here waits for a newer app, and says so; what others recorded came in all the same.
  if (held !== null) throw held
  if (parts.isStopped()) return { kind: 'done', hasPulled: false }
  if (hasPulled || sent.chunkCount > 0) store.changeAccount({ syncedAt: parts.nowMs() })
  return { kind: 'done', hasPulled }
}

/** What a slice left to wait when the app ended: it is here already, so no line is needed for it. */
async function takeLeftOver(parts: RoundParts): Promise<void> {
  const { store, server, took } = parts
  const before = store.ownPlace().n
  const keys = { sign: (text: string) => server.key.sign(text), verify: isSignedBy }
  await takeRest({ ...parts, keys }, sliceBy(parts.elapsedMs))
  // What comes in moves the place of the own facts on.
  if (store.ownPlace().n !== before) took()
}

interface Sent {
  readonly end: RoundEnd | null
  readonly headSeq: number
  readonly hasToPull: boolean
  readonly chunkCount: number
}

/** A server that wants a newer app takes nothing from this one, and still gives. */
const NOTHING_SENT: Sent = { end: null, headSeq: 0, hasToPull: true, chunkCount: 0 }
const isTooOld = (error: unknown): boolean =>
  error instanceof RemoteTroubleError &&
  error.trouble.kind === 'said' &&
  error.trouble.failure.error === 'client-too-old'

async function send(parts: RoundParts): Promise<Sent> {
  const { store, server } = parts
  let [headSeq, hasToPull, chunkCount] = [0, false, 0]
  const offered = new Set<string>()
  while (!parts.isStopped()) {
    // What was handed over in the shop's own net goes before what was recorded after it, and gets its place by the next pull.
    if ((await relayOthers(store, server, offered)) > 0) hasToPull = true
    if (parts.isStopped()) break
    const account = accountOf(store)
    const keys = { sign: (text: string) => server.key.sign(text) }
    const chunk = store.ownChunkAfter(account.ackedN) ?? store.nextChunk(keys)
    if (chunk === null) break
    const push = { ...chunk, epoch: account.epoch, cursor: account.cursorSeq }
    const answer = await server.ask((token) => server.remote.push(token, push))
    if (parts.isStopped()) break
    chunkCount++
    if (answer.have > Math.max(chunk.to, store.ownPlace().devN)) {
      // It knows more of this counter than this file does: the file is an old copy.
      store.changeAccount({ state: 'fork' })
      return { end: REPAIR, headSeq, hasToPull, chunkCount }
    }
    store.acknowledge(answer.have)
    parts.heard(answer)
    headSeq = answer.headSeq
    const end = await take(parts, answer.chunks)
    if (end === 'pull') hasToPull = true
    else if (end !== null) return { end, headSeq, hasToPull, chunkCount }
    await parts.pause()
  }
  return { end: null, headSeq, hasToPull, chunkCount }
}

async function fetchAll(parts: RoundParts): Promise<RoundEnd | null> {
  const { store, server } = parts
  while (!parts.isStopped()) {
    const { cursorSeq, epoch } = accountOf(store)
    const page = await server.ask((token) => server.remote.pull(token, cursorSeq, epoch, PAGE_OPS))
    if (parts.isStopped()) return null
    parts.heard(page)
    const end = await take(parts, page.chunks)
    if (end !== null && end !== 'pull') return end
    const now = accountOf(store)
    if (page.headSeq < now.cursorSeq && page.chunks.length === 0) return toReattach(store)
    if (page.headSeq === now.cursorSeq && page.headLogHash !== now.cursorLogHash) return toReattach(store)
    if (now.cursorSeq >= page.headSeq) return null
    // What begins elsewhere than at the cursor is the log of a server that was restored and went on.
    if (end === 'pull' && now.cursorSeq === cursorSeq && !parts.isStopped()) return toReattach(store)
    // A server that has more and never hands it out would be asked for ever.
    if (now.cursorSeq === cursorSeq) return { kind: 'refused', code: 'sync/not-whole' }
  }
  return null
}

/** What stands aside may be known since the app is a newer one, and what it waited for may have come. */
function retryAside(parts: RoundParts): void {
  const { store, server } = parts
  if (parts.isStopped() || store.counts().asideCount === 0) return
  const keys = { sign: (text: string) => server.key.sign(text), verify: isSignedBy }
  if (store.retryAside(keys, parts.nowMs()) > 0) parts.took()
}

function toReattach(store: SyncStore): RoundEnd {
  store.changeAccount({ state: 'reattach' })
  return REPAIR
}

async function take(parts: RoundParts, chunks: readonly Chunk[]): Promise<RoundEnd | 'pull' | null> {
  const { store, server } = parts
  const end = await takeChunks(
    {
      ...parts,
      keys: { sign: (text) => server.key.sign(text), verify: isSignedBy },
      askDevices: () => server.ask((token) => server.remote.devices(token)),
      took: (opCount) => {
        if (opCount > 0) parts.took()
      }
    },
    chunks
  )
  if (end === 'all') return null
  if (end === 'pull-again') return 'pull'
  if (end === 'bad-log-hash') return toReattach(store)
  if (end !== 'fork') return { kind: 'refused', code: 'sync/not-whole' }
  store.changeAccount({ state: 'fork' })
  return REPAIR
}

/** Asks which counters there are, and keeps what is new of them. */
export async function readDevices(store: SyncStore, server: SignedIn) {
  const devices = await server.ask((token) => server.remote.devices(token))
  keepDevices(store, devices)
  return devices
}

function accountOf(store: SyncStore): SyncAccount {
  const account = store.account()
  assert(account !== null, 'a round runs with an account')
  return account
}
