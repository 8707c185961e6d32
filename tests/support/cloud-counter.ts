import zlib from 'node:zlib'
import type { LightMyRequestResponse } from 'fastify'
import { type KeyTexts, privateKeyOf, sha256, signText } from '#cloud/app/ed25519.ts'
import { canonicalJson, type Json } from '#shared/journal/canonical-json.ts'
import { tick } from '#shared/journal/hybrid-clock.ts'
import { chainOf, deviceGenesisHash, pushText } from '#shared/sync/chain.ts'
import type { Push, WireFailure } from '#shared/sync/wire.ts'
import type { TestCloud, TestDevice } from './cloud-account.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** The device's chain as the counter itself has it: ops are recorded at once, and pushed when somebody asks for it. */
export class TestCounter {
  readonly device: TestDevice
  readonly ops: string[] = []
  readonly #hashes: string[]
  readonly #keys: KeyTexts
  cursor = 0
  epoch = 1

  constructor(device: TestDevice) {
    this.device = device
    this.#keys = device.keys
    const genesis = deviceGenesisHash(sha256, device.accountId, Buffer.from(device.keys.publicKey, 'base64url'))
    this.#hashes = [hex(genesis)]
  }

  /** The hash after its op `n`; 0 is the genesis. */
  hashAt(n: number): string {
    return this.#hashes[n] ?? ''
  }

  record(body: { readonly [key: string]: Json } = {}, kind = 'audit.note'): void {
    const n = this.ops.length + 1
    const op = canonicalJson({ b: this.cursor, d: body, k: kind, n, t: tick(null, 1_800_000_000_000 + n), u: '', v: 1 })
    const [head] = chainOf(sha256, Buffer.from(this.hashAt(n - 1), 'hex'), [op])
    this.ops.push(op)
    this.#hashes.push(hex(head ?? new Uint8Array()))
  }

  recordMany(count: number, note = ''): void {
    for (let each = 0; each < count; each++) this.record({ note: `${note} ${this.ops.length + 1}` })
  }

  /** Its ops `from` to `to` as one signed push. */
  push(from: number, to: number): Push {
    const { accountId, deviceNo } = this.device
    const headHash = this.hashAt(to)
    const signature = signText(pushText(accountId, deviceNo, from, to, headHash), privateKeyOf(this.#keys))
    const ops = this.ops.slice(from - 1, to)
    const place = { epoch: this.epoch, cursor: this.cursor, prevHash: this.hashAt(from - 1), headHash }
    return { ...place, deviceNo, from, to, signature, ops }
  }

  /** A copy as a cloned disk has it: the same keys and the same ops so far. */
  clone(): TestCounter {
    const copy = new TestCounter(this.device)
    copy.ops.push(...this.ops)
    copy.#hashes.push(...this.#hashes.slice(1))
    copy.cursor = this.cursor
    copy.epoch = this.epoch
    return copy
  }
}

/** Sends a body as a counter does, packed. */
export const send = (
  { app }: Pick<TestCloud, 'app'>,
  device: Pick<TestDevice, 'headers'>,
  path: string,
  body: unknown
): Promise<LightMyRequestResponse> =>
  app.inject({
    method: 'POST',
    url: path,
    headers: { ...device.headers, 'content-type': 'application/json', 'content-encoding': 'zstd' },
    payload: zlib.zstdCompressSync(Buffer.from(JSON.stringify(body)))
  })

export const ask = (
  { app }: Pick<TestCloud, 'app'>,
  device: Pick<TestDevice, 'headers'>,
  path: string
): Promise<LightMyRequestResponse> => app.inject({ method: 'GET', url: path, headers: device.headers })

/** What was refused, as the wire says it. */
export const refusedWith = (answer: LightMyRequestResponse): Pick<WireFailure, 'error'> & { status: number } => ({
  status: answer.statusCode,
  error: answer.json<WireFailure>().error
})
