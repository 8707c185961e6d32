import { z } from 'zod'
import type { Sha256 } from '#shared/journal/op.ts'
import { MOST_OPS, zChunk, zDeviceNo, zPublicKey, zSignature } from './wire.ts'

/** The version of what counters say to each other in the shop's own net; another one is not spoken to. */
export const LAN_VERSION = 1
/** The port that a counter listens at until another one is laid down. */
export const LAN_PORT = 47_615
/** What counters find each other by (DNS-SD). */
export const LAN_SERVICE = 'counterbook'

/** A greeting has a few hundred bytes. */
export const MOST_HELLO_BYTES = 4_096
/** An exchange, packed and sealed: room for the largest fact that there may be. */
export const MOST_EXCHANGE_BYTES = 10 * 1_048_576
/** The same unpacked. */
export const MOST_EXCHANGE_PLAIN_BYTES = 24 * 1_048_576
/** So many ops an exchange in each direction, in whole chunks. */
export const MOST_EXCHANGE_OPS = 2 * MOST_OPS
/** A page of chunks is closed when it has so many bytes. */
export const EXCHANGE_BYTES = 1_048_576
/** Further than this before the clock here, a fact waits for the cloud, which says what its time is worth. */
export const MOST_CLOCK_AHEAD_MS = 5 * 60_000

const zCount = z.int().min(0)
/** Raw X25519 public keys and 32 random bytes have the form of an Ed25519 key. */
const zThirtyTwo = zPublicKey

/**
 * Facts of one counter as it sealed them: its own numbers, its chain and its signature. They say nothing of the shop's log, whose order the
 * cloud alone gives.
 */
export const zSealedChunk = z.strictObject({
  deviceNo: z.int().min(1).max(999),
  devFrom: zChunk.shape.devFrom,
  devTo: zChunk.shape.devTo,
  prevHash: zChunk.shape.prevHash,
  headHash: zChunk.shape.headHash,
  signature: zSignature,
  ops: z.array(z.string()).min(1).max(MOST_OPS)
})
export type SealedChunk = z.infer<typeof zSealedChunk>

/** `POST /lan/1/hello`: who asks, with a key for this conversation alone, signed by the key of the counter. */
export const zLanHello = z.strictObject({
  /** `lanFingerprint` of the account. */
  shop: z.string().regex(/^[0-9a-f]{32}$/),
  deviceNo: zDeviceNo.min(1),
  key: zThirtyTwo,
  nonce: zThirtyTwo,
  signature: zSignature
})
export type LanHello = z.infer<typeof zLanHello>

/** The answer: who is asked, with his key for this conversation, signed over both halves. */
export const zLanWelcome = z.strictObject({
  session: z.string().regex(/^[A-Za-z0-9_-]{22}$/),
  deviceNo: zDeviceNo.min(1),
  key: zThirtyTwo,
  nonce: zThirtyTwo,
  signature: zSignature
})
export type LanWelcome = z.infer<typeof zLanWelcome>

/** By the number of a counter, as text: the newest of its facts that is held. Counters that are not named are not wanted. */
const zEnds = z.record(z.string().regex(/^[1-9][0-9]{0,2}$/), zCount)

/** `POST /lan/1/exchange`, sealed both ways: what each side holds, and chunks that the other one lacked. */
export const zLanExchange = z.strictObject({
  version: z.literal(LAN_VERSION),
  holds: zEnds,
  chunks: z.array(zSealedChunk).max(MOST_EXCHANGE_OPS),
  /** The clock of whoever says this, in milliseconds since 1970. */
  nowMs: zCount
})
export type LanExchange = z.infer<typeof zLanExchange>

/** Why a counter was not heard. A stranger learns nothing but `unknown`. */
export const LAN_ERRORS = [
  'bad-request',
  'unknown',
  'session',
  'too-large',
  'too-many',
  'not-found',
  'busy',
  'failed'
] as const
export type LanError = (typeof LAN_ERRORS)[number]
export const zLanFailure = z.strictObject({ error: z.enum(LAN_ERRORS) })

const hexOf = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** What counters of one account know each other by; it says nothing to whoever does not know the account's random id. */
export const lanFingerprint = (sha256: Sha256, accountId: string): string =>
  hexOf(sha256('counterbook lan 1\n', accountId)).slice(0, 32)

/** The text that the counter signs who begins a conversation. */
export const lanHelloText = (accountId: string, hello: Pick<LanHello, 'deviceNo' | 'key' | 'nonce'>): string =>
  `counterbook lan hello 1\n${accountId}\n${hello.deviceNo}\n${hello.key}\n${hello.nonce}`

/** The text that the other one signs: both halves, so that neither can be put into another conversation. */
export const lanWelcomeText = (
  accountId: string,
  hello: Pick<LanHello, 'deviceNo' | 'key' | 'nonce'>,
  welcome: Pick<LanWelcome, 'session' | 'deviceNo' | 'key' | 'nonce'>
): string =>
  `counterbook lan welcome 1\n${accountId}\n${hello.deviceNo}\n${hello.key}\n${hello.nonce}\n${welcome.deviceNo}\n${welcome.key}\n${welcome.nonce}\n${welcome.session}`
