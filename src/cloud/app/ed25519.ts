import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify
} from 'node:crypto'
import type { Sha256 } from '#shared/journal/op.ts'

const RAW_BYTES = 32
const SIGNATURE_BYTES = 64

/** A pair of keys as it is kept: raw, in base64url. */
export interface KeyTexts {
  readonly publicKey: string
  readonly privateKey: string
}

/** The hash of the texts and bytes one after the other. */
export const sha256: Sha256 = (...parts) => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return new Uint8Array(hash.digest())
}

export function newKeyTexts(): KeyTexts {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { d, x } = privateKey.export({ format: 'jwk' })
  if (d === undefined || x === undefined) throw new TypeError('an Ed25519 key without its parts')
  return { publicKey: x, privateKey: d }
}

/** The key for signing of a kept pair. */
export const privateKeyOf = ({ publicKey, privateKey }: KeyTexts): KeyObject =>
  createPrivateKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey, d: privateKey }, format: 'jwk' })

/**
 * The eight points of small order, as the point's y, and their encodings beside the canonical one: one signature under such a key is good for many texts, so
 * whoever enrols one could later say that he never signed.
 */
const WEAK_KEYS: ReadonlySet<string> = new Set(
  [
    '0000000000000000000000000000000000000000000000000000000000000000',
    '0100000000000000000000000000000000000000000000000000000000000000',
    '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
    'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
    'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
    'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f'
  ].flatMap((hex) => {
    const point = Buffer.from(hex, 'hex')
    const mirrored = Buffer.from(point)
    mirrored[RAW_BYTES - 1] = (mirrored[RAW_BYTES - 1] ?? 0) ^ 0x80
    return [point.toString('base64url'), mirrored.toString('base64url')]
  })
)

/** The raw key of `text`, or null when it is not the one form of a key that can be trusted. */
export function publicKeyOf(text: string): KeyObject | null {
  const raw = Buffer.from(text, 'base64url')
  if (raw.length !== RAW_BYTES || raw.toString('base64url') !== text || WEAK_KEYS.has(text)) return null
  try {
    return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: text }, format: 'jwk' })
  } catch {
    return null
  }
}

/** Signs a text; the signature in base64url. */
export const signText = (text: string, key: KeyObject): string =>
  sign(null, Buffer.from(text), key).toString('base64url')

/** Whether `signature` (base64url) is that of `text` by the holder of `publicKey` (raw, base64url). Never throws. */
export function isSignedBy(publicKey: string, text: string, signature: string): boolean {
  const key = publicKeyOf(publicKey)
  const bytes = Buffer.from(signature, 'base64url')
  if (key === null || bytes.length !== SIGNATURE_BYTES || bytes.toString('base64url') !== signature) return false
  return verify(null, Buffer.from(text), key, bytes)
}
