import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject
} from 'node:crypto'
import zlib from 'node:zlib'
import { MOST_EXCHANGE_PLAIN_BYTES } from '#shared/sync/lan-wire.ts'

/** A key pair for one conversation alone: who takes the counter later cannot read what was said before. */
export interface PassingKey {
  /** Raw X25519, base64url. */
  readonly publicKey: string
  readonly privateKey: KeyObject
}

export function makePassingKey(): PassingKey {
  const { privateKey } = generateKeyPairSync('x25519')
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  if (x === undefined) throw new Error('an X25519 key without x')
  return { publicKey: x, privateKey: createPrivateKey(privateKey.export({ format: 'pem', type: 'pkcs8' })) }
}

export interface ConversationEnds {
  readonly own: PassingKey
  readonly theirKey: string
  /** All that both have signed: other words make other keys. */
  readonly transcript: string
  /** Whoever began speaks with the first key. */
  readonly hasBegun: boolean
}

const TAG_BYTES = 16

/**
 * Two counters that have proved to each other who they are. Everything is sealed with AES-256-GCM under a key for each direction, and
 * counted: a message that was changed, sent back, or sent twice is none. Null for a key that is none.
 */
export function openConversation({ own, theirKey, transcript, hasBegun }: ConversationEnds): Conversation | null {
  try {
    const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: theirKey }, format: 'jwk' })
    const shared = diffieHellman({ privateKey: own.privateKey, publicKey })
    const keys = Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(32), Buffer.from(transcript), 64))
    const [first, second] = [keys.subarray(0, 32), keys.subarray(32)]
    return new Conversation(hasBegun ? first : second, hasBegun ? second : first)
  } catch {
    // What is no point of the curve makes no key.
    return null
  }
}

export class Conversation {
  readonly #out: Buffer
  readonly #in: Buffer
  #sent = 0
  #heard = 0

  constructor(out: Buffer, incoming: Buffer) {
    this.#out = out
    this.#in = incoming
  }

  /** Packs and seals something as JSON: eight bytes of its number, the sealed bytes, the tag. */
  async seal(said: unknown): Promise<Buffer> {
    const plain = await packed(Buffer.from(JSON.stringify(said)))
    const number = ++this.#sent
    const cipher = createCipheriv('aes-256-gcm', this.#out, nonceOf(number))
    return Buffer.concat([numberBytes(number), cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  }

  /** What the other one sealed; null for whatever else this is, and for what was heard already. */
  async open(bytes: Uint8Array): Promise<unknown> {
    const sealed = Buffer.from(bytes)
    if (sealed.length < 8 + TAG_BYTES) return null
    const number = sealed.readBigUInt64BE(0)
    if (number <= BigInt(this.#heard) || number > BigInt(Number.MAX_SAFE_INTEGER)) return null
    try {
      const cipher = createDecipheriv('aes-256-gcm', this.#in, nonceOf(Number(number)), { authTagLength: TAG_BYTES })
      cipher.setAuthTag(sealed.subarray(-TAG_BYTES))
      const plain = Buffer.concat([cipher.update(sealed.subarray(8, -TAG_BYTES)), cipher.final()])
      this.#heard = Number(number)
      return JSON.parse((await unpacked(plain)).toString('utf8'))
    } catch {
      return null
    }
  }
}

function numberBytes(number: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(number))
  return bytes
}

const nonceOf = (number: number): Buffer => Buffer.concat([Buffer.alloc(4), numberBytes(number)])

/** On threads of their own, so that no sale waits. */
const packed = (bytes: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    zlib.deflateRaw(bytes, { level: 3 }, (error, done) => (error === null ? resolve(done) : reject(error)))
  )
const unpacked = (bytes: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) =>
    zlib.inflateRaw(bytes, { maxOutputLength: MOST_EXCHANGE_PLAIN_BYTES }, (error, done) =>
      error === null ? resolve(done) : reject(error)
    )
  )
