import { sha256 } from '#main/db/stores/journal-store.ts'
import type { SyncDeviceRow } from '#main/db/sync-schema.ts'
import type { ChunkRefusal, SyncAccount, SyncKeys } from '#main/ports/sync-store.ts'
import { type HybridTime, wallOf } from '#shared/journal/hybrid-clock.ts'
import { chainOf, deviceGenesisHash, nextLogHash, pushText } from '#shared/sync/chain.ts'
import { MOST_CLOCK_AHEAD_MS, type SealedChunk } from '#shared/sync/lan-wire.ts'
import type { Chunk } from '#shared/sync/wire.ts'
import { readWireOp } from '#shared/sync/wire-op.ts'
import { bytesOf, type Chunks, hexOf } from './chunks.ts'

/**
 * The number of the server itself. Its signature is not asked for: a server whose secret was lost goes on with another key, and must not stop
 * every counter. What it may record at all is little (`SERVER_KINDS`).
 */
export const SERVER = 0

/** What a chunk was found to be. `isNew`: its facts are not held yet. */
export type Proof = { readonly isNew: boolean } | { readonly why: ChunkRefusal }

/** Proves a chunk that follows the cursor: chain, signature and log hash, and that it goes on where its device had ended. */
export function proveChunk(
  chunk: Chunk,
  { account, device, chunks }: { account: SyncAccount; device: SyncDeviceRow | undefined; chunks: Chunks },
  keys: Pick<SyncKeys, 'verify'>
): Proof {
  const { deviceNo, devFrom, devTo, seqFrom, seqTo, headHash, ops } = chunk
  const isOwn = deviceNo === account.deviceNo
  const key = isOwn ? account.deviceKey : (device?.sign_key ?? (deviceNo === SERVER ? account.serverKey : null))
  if (key === null) return { why: 'unknown-device' }
  const isCounted = ops.length === devTo - devFrom + 1 && ops.length === seqTo - seqFrom + 1
  if (!isCounted || chainHead(chunk) !== headHash) return { why: 'bad-chain' }
  const isSigned = deviceNo === SERVER || keys.verify(key, textOf(account, chunk), chunk.signature)
  if (!isSigned) return { why: 'bad-signature' }
  const place = { headHash: bytesOf(headHash), deviceNo, seqFrom, seqTo, receivedAt: chunk.receivedAt }
  if (hexOf(nextLogHash(sha256, bytesOf(account.cursorLogHash), place)) !== chunk.logHash)
    return { why: 'bad-log-hash' }
  const kept = chunks.ending(deviceNo, devTo)
  if (kept !== undefined)
    return hexOf(kept.head_hash) === headHash && kept.dev_from === devFrom
      ? { isNew: false }
      : { why: isOwn ? 'fork' : 'bad-chain' }
  if (isOwn) return { why: 'fork' }
  const before = endOf(account, device, key)
  return devFrom === before.n + 1 && chunk.prevHash === before.hash ? { isNew: true } : { why: 'bad-chain' }
}

/**
 * Proves what another counter gave directly. It has no place in the shop's log, so chain and signature of its own counter are all there
 * is; whoever handed it on is not believed. A counter that was taken out is not heard, and no key is learned here.
 */
export function proveSealed(
  chunk: SealedChunk,
  {
    account,
    device,
    chunks,
    atMs
  }: { account: SyncAccount; device: SyncDeviceRow | undefined; chunks: Chunks; atMs: number },
  keys: Pick<SyncKeys, 'verify'>
): Proof {
  const { deviceNo, devFrom, devTo, headHash, ops } = chunk
  const isOwn = deviceNo === account.deviceNo
  const kept = chunks.ending(deviceNo, devTo)
  if (kept !== undefined && hexOf(kept.head_hash) === headHash && kept.dev_from === devFrom) return { isNew: false }
  if (deviceNo === SERVER || device === undefined) return { why: 'unknown-device' }
  if (!isOwn && device.state !== 'active') return { why: 'revoked-device' }
  if (ops.length !== devTo - devFrom + 1 || chainHead(chunk) !== headHash) return { why: 'bad-chain' }
  const key = isOwn ? account.deviceKey : device.sign_key
  if (!keys.verify(key, textOf(account, chunk), chunk.signature)) return { why: 'bad-signature' }
  // It bears the signature of this counter, and this file does not have it: the file is an older copy of itself.
  if (isOwn) return { why: 'fork' }
  const before = endOf(account, device, key)
  if (devFrom > before.n + 1) return { why: 'gap' }
  if (devFrom !== before.n + 1 || chunk.prevHash !== before.hash) return { why: 'bad-chain' }
  return ops.some((text) => isAhead(text, atMs)) ? { why: 'clock-ahead' } : { isNew: true }
}

function isAhead(text: string, atMs: number): boolean {
  const op = readWireOp(text)
  return op !== null && wallOf(op.t as HybridTime) > atMs + MOST_CLOCK_AHEAD_MS
}

const chainHead = ({ prevHash, ops }: Pick<Chunk, 'prevHash' | 'ops'>): string =>
  hexOf(chainOf(sha256, bytesOf(prevHash), ops).at(-1) ?? bytesOf(prevHash))

const textOf = ({ accountId }: SyncAccount, { deviceNo, devFrom, devTo, headHash }: Omit<SealedChunk, 'ops'>): string =>
  pushText(accountId, deviceNo, devFrom, devTo, headHash)

function endOf({ accountId }: SyncAccount, device: SyncDeviceRow | undefined, key: string) {
  if (device?.last_hash) return { n: device.last_n, hash: hexOf(device.last_hash) }
  return { n: 0, hash: hexOf(deviceGenesisHash(sha256, accountId, Buffer.from(key, 'base64url'))) }
}
