import { createHash, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import type { LedgerStore } from '#main/ports/ledger-store.ts'
import type { OwnChunk, Slice, SyncKeys } from '#main/ports/sync-store.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { tick } from '#shared/journal/hybrid-clock.ts'
import type { Sha256 } from '#shared/journal/op.ts'
import { chainOf, deviceGenesisHash, NO_LOG_HASH, nextLogHash, pushText } from '#shared/sync/chain.ts'
import type { Chunk } from '#shared/sync/wire.ts'
import { writeWireOp } from '#shared/sync/wire-op.ts'

export const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const ACCOUNT = '6f9f7c3e-3f4c-4a3b-9a53-0d8a31c7f0aa'
const serverKeys = makeKeys()
const SERVER_KEY = serverKeys.publicKey
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The server of a shop as it is meant: it numbers what is pushed, chains it, and hands it on. In memory. */
export class OracleServer {
  readonly chunks: Chunk[] = []
  readonly devices: { deviceNo: number; signKey: string }[] = []
  private readonly ends = new Map<number, { n: number; hash: string }>()
  private logHash: Uint8Array = NO_LOG_HASH
  private now: number

  constructor(startMs: number) {
    this.now = startMs
  }

  get headSeq(): number {
    return this.chunks.at(-1)?.seqTo ?? 0
  }

  enrol(signKey: string): number {
    const deviceNo = this.devices.length + 1
    this.devices.push({ deviceNo, signKey })
    const genesis = deviceGenesisHash(sha256, ACCOUNT, Buffer.from(signKey, 'base64url'))
    this.ends.set(deviceNo, { n: 0, hash: hexOf(genesis) })
    return deviceNo
  }

  /** Takes a chunk once, however often it is pushed; answers the newest number that it has. */
  push(chunk: OwnChunk, at = this.now): number {
    const end = this.ends.get(chunk.deviceNo)
    if (end === undefined) throw new Error('unknown device')
    if (chunk.to <= end.n) return end.n
    if (chunk.from !== end.n + 1 || chunk.prevHash !== end.hash) throw new Error('gap or fork')
    this.now += 10
    const seqFrom = this.headSeq + 1
    const place = { deviceNo: chunk.deviceNo, seqFrom, seqTo: this.headSeq + chunk.ops.length, receivedAt: at }
    this.logHash = nextLogHash(sha256, this.logHash, { ...place, headHash: Buffer.from(chunk.headHash, 'hex') })
    const { from: devFrom, to: devTo, prevHash, headHash, signature, ops } = chunk
    this.chunks.push({ ...place, devFrom, devTo, prevHash, headHash, signature, ops, logHash: hexOf(this.logHash) })
    this.ends.set(chunk.deviceNo, { n: devTo, hash: headHash })
    return devTo
  }

  /** Records facts as the server itself, device 0. */
  record(facts: readonly { readonly kind: string; readonly body: { readonly [key: string]: Json } }[]): void {
    const end = this.ends.get(0) ?? {
      n: 0,
      hash: hexOf(deviceGenesisHash(sha256, ACCOUNT, Buffer.from(SERVER_KEY, 'base64url')))
    }
    this.ends.set(0, end)
    const place = { base: this.headSeq, time: tick(null, this.now), person: '' }
    const ops = facts.map(({ kind, body }, at) =>
      writeWireOp({ ...place, kind, n: end.n + at + 1, body: canonicalJson(body) })
    )
    const headHash = hexOf(chainOf(sha256, Buffer.from(end.hash, 'hex'), ops).at(-1) ?? new Uint8Array())
    const [from, to] = [end.n + 1, end.n + ops.length]
    const signature = serverKeys.sign(pushText(ACCOUNT, 0, from, to, headHash))
    this.push({ deviceNo: 0, from, to, prevHash: end.hash, headHash, signature, ops })
  }

  pull(cursor: number, most: number): Chunk[] {
    return this.chunks.filter(({ seqTo }) => seqTo > cursor).slice(0, most)
  }

  get clock(): number {
    return this.now
  }

  passTime(ms: number): void {
    this.now += ms
  }
}

const RAW_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** Ed25519 as counters use it: raw keys in base64url. */
export function makeKeys(): SyncKeys & { readonly publicKey: string } {
  const pair = generateKeyPairSync('ed25519')
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64url')
  const known = new Map<string, KeyObject>()
  const keyOf = (raw: string) => {
    const key =
      known.get(raw) ??
      createPublicKey({
        key: Buffer.concat([RAW_PREFIX, Buffer.from(raw, 'base64url')]),
        format: 'der',
        type: 'spki'
      })
    known.set(raw, key)
    return key
  }
  return {
    publicKey,
    sign: (text) => sign(null, Buffer.from(text), pair.privateKey).toString('base64url'),
    verify(raw, text, signature) {
      try {
        return verify(null, Buffer.from(text), keyOf(raw), Buffer.from(signature, 'base64url'))
      } catch {
        return false
      }
    }
  }
}

const TAKEN_AT = 1_800_000_000_000

/** A slice that holds so many facts. */
function sliceOf(facts: number): Slice {
  let left = facts
  return {
    begin() {
      left = facts
    },
    isOver: () => --left <= 0
  }
}

/** One counter's file as the network loop would handle it. */
export class SyncCounter {
  readonly store: LedgerStore
  readonly keys = makeKeys()
  readonly deviceNo: number
  readonly server: OracleServer

  constructor(file: string, server: OracleServer) {
    this.server = server
    this.store = openLedgerStore(file)
    this.deviceNo = server.enrol(this.keys.publicKey)
    this.store.sync.putAccount({
      ...{ server: 'https://oracle', serverKey: SERVER_KEY, accountId: ACCOUNT, deviceNo: this.deviceNo },
      ...{ deviceKey: this.keys.publicKey, epoch: 1, cursorSeq: 0, cursorLogHash: hexOf(NO_LOG_HASH), ackedN: 0 },
      ...{ state: 'on', joinedAt: 0, syncedAt: null }
    })
  }

  /** Who else is there, as pairing tells it. */
  meet(): void {
    for (const { deviceNo, signKey } of this.server.devices)
      this.store.sync.putDevice({ deviceNo, name: `Counter ${deviceNo}`, counterCode: '', signKey, state: 'active' })
  }

  /**
   * Makes chunks of what was recorded and pushes some of them, at most, between those of others that the server does not have; `isLost`: the
   * answer never came.
   */
  push(most: number, isLost = false, at?: number): void {
    const { sync } = this.store
    while (sync.nextChunk(this.keys) !== null);
    const waiting = sync.sealedAfter(sync.placedEnds(), { ops: 100_000, bytes: 100_000_000 })
    for (const { devFrom: from, devTo: to, ...chunk } of waiting.slice(0, most)) {
      const have = this.server.push({ ...chunk, from, to }, at)
      if (isLost) return
      if (chunk.deviceNo === this.deviceNo) sync.acknowledge(have)
    }
  }

  /** One slice more of what waits; answers how much is left. */
  takeSome(facts: number): number {
    return this.store.sync.takeWaiting(this.keys, TAKEN_AT, sliceOf(facts))
  }

  /** Pulls some chunks, and takes them. `facts`: so many of each chunk, and the rest when somebody pulls again, as after a kill. */
  pull(most: number, facts?: number): void {
    const { sync } = this.store
    for (const chunk of this.server.pull(sync.account()?.cursorSeq ?? 0, most)) {
      const taken = sync.takeChunk(chunk, this.keys, TAKEN_AT, facts === undefined ? undefined : sliceOf(facts))
      if (taken.outcome !== 'taken') throw new Error(`not taken: ${JSON.stringify(taken)}`)
    }
    // As the loop does after each pull: what a fact waited for may have come.
    if (facts === undefined && sync.counts().asideCount > 0) sync.retryAside(this.keys, TAKEN_AT)
  }

  /** Takes what another counter holds and this one does not, past the server; answers how many chunks were new. */
  takeFrom(other: SyncCounter, most = 1_000): number {
    const { sync } = this.store
    while (other.store.sync.nextChunk(other.keys) !== null);
    const holds = new Map(this.server.devices.map(({ deviceNo }) => [deviceNo, this.holds(deviceNo)]))
    let taken = 0
    for (const chunk of other.store.sync.sealedAfter(holds, { ops: most, bytes: 1_000_000 })) {
      const { outcome, ...how } = sync.takeSealed(chunk, this.keys, this.server.clock)
      if (outcome === 'taken') taken++
      else if ('why' in how && how.why !== 'clock-ahead' && how.why !== 'gap') throw new Error(`not taken: ${how.why}`)
    }
    return taken
  }

  /** The newest fact of a counter that this one holds. */
  holds(deviceNo: number): number {
    const { sync } = this.store
    if (deviceNo === this.deviceNo) return sync.ownPlace().devN
    return sync.devices().find((device) => device.deviceNo === deviceNo)?.lastN ?? 0
  }

  close(): void {
    this.store.close()
  }
}
