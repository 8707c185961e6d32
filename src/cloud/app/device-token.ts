import { createHmac, hkdfSync, type KeyObject, randomBytes, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { zAccountId, zDeviceNo } from '#shared/sync/wire.ts'
import { isSignedBy, type KeyTexts, privateKeyOf, signText } from './ed25519.ts'

/** How long a token is good: short, because nothing but time ends it for routes that do not read the device's row. */
export const TOKEN_LIFE_MS = 15 * 60_000
/** How long a device has to sign a challenge. */
export const CHALLENGE_LIFE_MS = 2 * 60_000
/** How far the clocks of two servers on one database may be apart. */
const SKEW_MS = 30_000

/** The server's own pair: it signs tokens and receipts. `challengeSecret` is worked out from it, so all servers of one database share it. */
export interface ServerKey {
  readonly publicKey: string
  readonly key: KeyObject
  readonly challengeSecret: Buffer
}

export function serverKeyOf(pair: KeyTexts): ServerKey {
  const secret = hkdfSync('sha256', Buffer.from(pair.privateKey, 'base64url'), '', 'counterbook challenge 1', 32)
  return { publicKey: pair.publicKey, key: privateKeyOf(pair), challengeSecret: Buffer.from(secret) }
}

/** Whose token it is. `expiresAt` in milliseconds since 1970 by the server's clock. */
export interface TokenFacts {
  readonly accountId: string
  readonly deviceNo: number
  readonly expiresAt: number
}

const zPayload = z.strictObject({ a: zAccountId, d: zDeviceNo, e: z.int() })
const HEAD = 'cb1'

const signedText = (payload: string): string => `counterbook device token 1\n${payload}`

/** A token: `cb1.<payload>.<signature>`, base64url. It has one algorithm, so no header can name another. */
export function mintToken(server: ServerKey, facts: TokenFacts): string {
  const payload = Buffer.from(JSON.stringify({ a: facts.accountId, d: facts.deviceNo, e: facts.expiresAt })).toString(
    'base64url'
  )
  return `${HEAD}.${payload}.${signText(signedText(payload), server.key)}`
}

/** What a token says, or null when it is no token of this server or its time is over. Never throws. */
export function readToken(server: ServerKey, token: string, nowMs: number): TokenFacts | null {
  const [head, payload, signature, ...more] = token.split('.')
  if (head !== HEAD || payload === undefined || signature === undefined || more.length > 0 || token.length > 500)
    return null
  // The signature comes before any parsing: what is parsed was written by this server.
  if (!isSignedBy(server.publicKey, signedText(payload), signature)) return null
  const facts = zPayload.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString()))
  if (!facts.success || facts.data.e <= nowMs) return null
  return { accountId: facts.data.a, deviceNo: facts.data.d, expiresAt: facts.data.e }
}

const NONCE_BYTES = 16
const TIME_BYTES = 8
const MAC_BYTES = 32

/** Whom a challenge is for. */
export interface Challenged {
  readonly accountId: string
  readonly deviceNo: number
}

function challengeMac(server: ServerKey, { accountId, deviceNo }: Challenged, head: Buffer): Buffer {
  return createHmac('sha256', server.challengeSecret).update(`${accountId}\n${deviceNo}\n`).update(head).digest()
}

/** A challenge that needs no row: it says itself when and for whom this server made it. */
export function mintChallenge(server: ServerKey, challenged: Challenged, nowMs: number): string {
  const time = Buffer.alloc(TIME_BYTES)
  time.writeBigUInt64BE(BigInt(nowMs))
  const head = Buffer.concat([time, randomBytes(NONCE_BYTES)])
  return Buffer.concat([head, challengeMac(server, challenged, head)]).toString('base64url')
}

/**
 * When a challenge was made, in milliseconds, or null when it is not one of this server for this device or is too old. Whoever takes
 * it writes that instant into the device's row and takes only later ones, so none is good twice.
 */
export function readChallenge(
  server: ServerKey,
  challenged: Challenged,
  challenge: string,
  nowMs: number
): number | null {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== TIME_BYTES + NONCE_BYTES + MAC_BYTES) return null
  const head = bytes.subarray(0, TIME_BYTES + NONCE_BYTES)
  if (!timingSafeEqual(bytes.subarray(head.length), challengeMac(server, challenged, head))) return null
  const madeAt = Number(bytes.readBigUInt64BE(0))
  return madeAt > nowMs + SKEW_MS || madeAt + CHALLENGE_LIFE_MS < nowMs ? null : madeAt
}
