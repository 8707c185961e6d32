import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto'
import { chainOf, deviceGenesisHash, NO_LOG_HASH, nextLogHash, pushText } from '#shared/sync/chain.ts'
import type { Chunk, Push, WireFailure } from '#shared/sync/wire.ts'

export const sha256 = (...parts: readonly (Uint8Array | string)[]): Uint8Array => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}
export const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
const unhex = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'hex'))

export interface MemoryDevice {
  readonly deviceNo: number
  readonly deviceKey: string
  readonly counterName: string
  readonly counterCode: string
  state: 'active' | 'lost' | 'retired' | 'sealed'
  have: number
  hash: string
  pulledSeq: number
}

/** A refusal as the wire says it. */
export class Refused extends Error {
  readonly status: number
  readonly failure: WireFailure
  constructor(status: number, failure: Omit<WireFailure, 'message'>) {
    super(failure.error)
    this.status = status
    this.failure = { message: failure.error, ...failure }
  }
}

/** One shop's log in memory, by the rules of `docs/domain/sync.md`: what the server does under the lock of an account. */
export class MemorySyncLog {
  readonly accountId = randomUUID()
  readonly devices: MemoryDevice[] = []
  chunks: Chunk[] = []
  epoch = 1

  get headSeq(): number {
    return this.chunks.at(-1)?.seqTo ?? 0
  }

  get headLogHash(): string {
    return this.chunks.at(-1)?.logHash ?? hex(NO_LOG_HASH)
  }

  enrol(deviceKey: string, counterName: string, counterCode: string): MemoryDevice {
    const genesis = deviceGenesisHash(sha256, this.accountId, Buffer.from(deviceKey, 'base64url'))
    const device: MemoryDevice = {
      ...{ deviceNo: this.devices.length + 1, deviceKey, counterName, counterCode, state: 'active' },
      ...{ have: 0, hash: hex(genesis), pulledSeq: 0 }
    }
    this.devices.push(device)
    return device
  }

  device(deviceNo: number): MemoryDevice {
    const device = this.devices.find((one) => one.deviceNo === deviceNo)
    if (device === undefined) throw new Refused(404, { error: 'not-found' })
    if (device.state !== 'active') throw new Refused(403, { error: 'device-revoked' })
    return device
  }

  push(push: Push, receivedAt: number): number {
    const device = this.device(push.deviceNo)
    if (push.epoch !== this.epoch) throw new Refused(409, { error: 'epoch', epoch: this.epoch })
    if (push.cursor > this.headSeq) {
      this.epoch++
      throw new Refused(409, { error: 'epoch', epoch: this.epoch })
    }
    if (push.from > device.have + 1) throw new Refused(409, { error: 'gap', have: device.have, hash: device.hash })
    if (push.from <= device.have) return this.#again(device, push)
    if (push.prevHash !== device.hash) throw new Refused(409, { error: 'fork', have: device.have, hash: device.hash })
    this.#append(device, push, receivedAt)
    return device.have
  }

  /** What was pushed already must be what stands here; never known by its number alone. */
  #again(device: MemoryDevice, push: Push): number {
    const at = Math.min(push.to, device.have)
    const hashes = chainOf(sha256, unhex(push.prevHash), push.ops)
    const mine = this.chunks.find((chunk) => chunk.deviceNo === device.deviceNo && chunk.devTo === at)?.headHash
    if (mine !== hex(hashes[at - push.from] ?? NO_LOG_HASH))
      throw new Refused(409, { error: 'fork', have: device.have, hash: device.hash })
    if (push.to > device.have) throw new Refused(409, { error: 'gap', have: device.have, hash: device.hash })
    return device.have
  }

  #append(device: MemoryDevice, push: Push, receivedAt: number): void {
    const head = hex(chainOf(sha256, unhex(push.prevHash), push.ops).at(-1) ?? NO_LOG_HASH)
    if (head !== push.headHash) throw new Refused(422, { error: 'bad-chain' })
    const text = pushText(this.accountId, push.deviceNo, push.from, push.to, head)
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: device.deviceKey }, format: 'jwk' })
    if (!verify(null, Buffer.from(text), key, Buffer.from(push.signature, 'base64url')))
      throw new Refused(422, { error: 'bad-signature' })
    const place = {
      ...{ headHash: unhex(head), deviceNo: device.deviceNo },
      ...{ seqFrom: this.headSeq + 1, seqTo: this.headSeq + push.ops.length, receivedAt }
    }
    this.chunks.push({
      ...{ deviceNo: device.deviceNo, devFrom: push.from, devTo: push.to, seqFrom: place.seqFrom, seqTo: place.seqTo },
      ...{ prevHash: push.prevHash, headHash: head, signature: push.signature, receivedAt, ops: push.ops },
      logHash: hex(nextLogHash(sha256, unhex(this.headLogHash), place))
    })
    device.have = push.to
    device.hash = head
  }

  /** As if the server had been restored from a backup that it made at a seq. `isSaid`: the operator raised the epoch. */
  restoreTo(seq: number, isSaid: boolean): void {
    this.chunks = this.chunks.filter((chunk) => chunk.seqTo <= seq)
    if (isSaid) this.epoch++
    for (const device of this.devices) {
      const last = this.chunks.filter((chunk) => chunk.deviceNo === device.deviceNo).at(-1)
      device.have = last?.devTo ?? 0
      const genesis = deviceGenesisHash(sha256, this.accountId, Buffer.from(device.deviceKey, 'base64url'))
      device.hash = last?.headHash ?? hex(genesis)
    }
  }
}
