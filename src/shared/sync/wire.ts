import { z } from 'zod'

/** The version of the protocol; a server that cannot speak it says `client-too-old` or `server-too-old`. */
export const WIRE_VERSION = 1
/** Which app asks, `1.2.3`. One that does not say it is of the first release, or no app. */
export const VERSION_HEADER = 'x-counterbook-version'

/**
 * At most so many ops a push and bytes a push (before it is packed). A fact that is larger goes alone: a bank statement is one fact, and a
 * counter whose fact is never taken would stand still for good.
 */
export const MOST_OPS = 500
export const MOST_PUSH_BYTES = 1_048_576
export const MOST_OP_BYTES = 8 * 1_048_576
/** What a body may have when it is recorded: it becomes an op with a frame around it, and with names that only the wire says. */
export const MOST_BODY_BYTES = MOST_OP_BYTES - 65_536

const zCount = z.int().min(0)
/** A number of a device or of the shop: from 1. */
const zNumber = z.int().min(1)
/** 32 bytes in small hexadecimal letters. */
export const zHash = z.string().regex(/^[0-9a-f]{64}$/)
/** An Ed25519 public key, raw, in base64url. */
export const zPublicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/)
/** An Ed25519 signature in base64url. */
export const zSignature = z.string().regex(/^[A-Za-z0-9_-]{86}$/)
export const zAccountId = z.uuid()
export const zDeviceNo = z.int().min(0).max(999)

/** What went wrong, as the server says it. A counter reacts by the class of the code, never by its text. */
export const WIRE_ERRORS = [
  'bad-request',
  'unauthorised',
  'device-revoked',
  'not-found',
  'gone',
  'gap',
  'fork',
  'epoch',
  'use-snapshot',
  'taken',
  'bad-chain',
  'bad-signature',
  'too-large',
  'quota',
  'too-many',
  'client-too-old',
  'server-too-old',
  'retry'
] as const
export type WireError = (typeof WIRE_ERRORS)[number]

/** The body of every answer that is not 2xx. */
export const zWireFailure = z.object({
  error: z.enum(WIRE_ERRORS),
  message: z.string(),
  /** With `gap` and `fork`: the newest number of this device that the server has, and the hash there. */
  have: zCount.optional(),
  hash: zHash.optional(),
  epoch: z.int().optional(),
  retryAfterSeconds: z.number().optional(),
  minimumVersion: z.string().optional()
})
export type WireFailure = z.infer<typeof zWireFailure>

/** One accepted push as all others get it. `ops` are the exact texts that were hashed. */
export const zChunk = z.strictObject({
  deviceNo: zDeviceNo,
  devFrom: zNumber,
  devTo: zNumber,
  seqFrom: zNumber,
  seqTo: zNumber,
  prevHash: zHash,
  headHash: zHash,
  logHash: zHash,
  /** Empty for chunks of the server itself (device 0). */
  signature: z.union([zSignature, z.literal('')]),
  /** Milliseconds since 1970 by the server's clock. */
  receivedAt: zCount,
  ops: z.array(z.string()).min(1)
})
export type Chunk = z.infer<typeof zChunk>

/** `POST /v1/push`, with a token. `cursor`: the answer brings what others recorded after it. */
export const zPush = z.strictObject({
  epoch: z.int(),
  deviceNo: zDeviceNo,
  from: zNumber,
  to: zNumber,
  prevHash: zHash,
  headHash: zHash,
  signature: zSignature,
  cursor: zCount,
  ops: z.array(z.string()).min(1).max(MOST_OPS)
})
export type Push = z.infer<typeof zPush>

/** Where the shop's log stands, on every answer. */
export const zHead = z.object({ epoch: z.int(), headSeq: zCount, headLogHash: zHash, serverTime: zCount })

export const zPushAnswer = zHead.extend({
  /** The newest number of this device that the server holds. */
  have: zCount,
  chunks: z.array(zChunk),
  /** `log hash, seq and time`, signed by the server: what the Z's slip anchors. */
  receipt: z.string()
})
export type PushAnswer = z.infer<typeof zPushAnswer>

/** `GET /v1/pull?cursor=&epoch=&limit=`: whole chunks in the order of seq after the cursor, own ones too. */
export const zPullQuery = z.strictObject({
  cursor: z.coerce.number().int().min(0),
  epoch: z.coerce.number().int(),
  limit: z.coerce.number().int().min(1).max(5_000).default(1_000)
})
export const zPullAnswer = zHead.extend({ chunks: z.array(zChunk), hasMore: z.boolean() })
export type PullAnswer = z.infer<typeof zPullAnswer>

/** `GET /v1/log_hash?seq=`: the log hash of the newest chunk that ends at or before `seq`. */
export const zLogHashAnswer = z.object({ seqTo: zCount, logHash: zHash, epoch: z.int() })

/** `POST /v1/donate`: chunks of other devices that the server has lost, with their own signatures. */
export const zDonate = z.strictObject({ epoch: z.int(), chunks: z.array(zChunk).min(1).max(200) })
export const zDonateAnswer = zHead.extend({ have: z.record(z.string(), zCount) })

/** `POST /v1/accounts`: the first counter founds the account; it becomes device 1. */
export const zFound = z.strictObject({
  shopName: z.string().min(1).max(120),
  counterName: z.string().max(60),
  counterCode: z.string().length(2),
  deviceKey: zPublicKey,
  /** Signature of `counterbook found 1\n<deviceKey>\n<counterCode>` by that key: nobody enrols a key that he does not hold. */
  signature: zSignature,
  /** The owner's address for the web page and for mails; may be empty. */
  owner: z.string().max(200),
  appVersion: z.string().max(40)
})
export const zEnrolled = z.object({
  accountId: zAccountId,
  deviceNo: zNumber,
  epoch: z.int(),
  counterCode: z.string().length(2),
  serverKey: zPublicKey
})

/** Pairing: the new counter asks, shows code and QR; an enrolled one sees name and words of the key, and lets it in. */
export const zPairStart = z.strictObject({
  deviceKey: zPublicKey,
  counterName: z.string().max(60),
  wantedCode: z.string().length(2),
  appVersion: z.string().max(40),
  signature: zSignature
})
export const zPairStarted = z.object({ pairId: z.uuid(), code: z.string().min(8).max(9), expiresAt: zCount })
export const zPairLook = z.strictObject({ code: z.string().min(8).max(9) })
export const zPairSeen = z.object({
  pairId: z.uuid(),
  counterName: z.string(),
  deviceKey: zPublicKey,
  wantedCode: z.string(),
  expiresAt: zCount
})
export const zPairApprove = z.strictObject({ pairId: z.uuid(), deviceKey: zPublicKey })
export const zPairState = z.object({
  state: z.enum(['waiting', 'approved', 'expired']),
  enrolled: zEnrolled.nullable()
})

/** `POST /v1/token/challenge` and `POST /v1/token`: the device signs `counterbook token 1\n<accountId>\n<deviceNo>\n<challenge>`. */
export const zChallengeAsk = z.strictObject({ accountId: zAccountId, deviceNo: zNumber })
export const zChallenge = z.object({ challenge: z.string().min(20).max(200), serverTime: zCount })
export const zTokenAsk = z.strictObject({
  accountId: zAccountId,
  deviceNo: zNumber,
  challenge: z.string().max(200),
  signature: zSignature
})
export const zToken = z.object({ token: z.string(), expiresAt: zCount, serverTime: zCount })

export const zDeviceView = z.object({
  deviceNo: zNumber,
  counterName: z.string(),
  counterCode: z.string(),
  deviceKey: zPublicKey,
  state: z.enum(['active', 'lost', 'retired', 'sealed']),
  lastSeenAt: zCount.nullable(),
  have: zCount,
  pulledSeq: zCount,
  appVersion: z.string()
})
export const zDevices = z.object({ devices: z.array(zDeviceView) })
/**
 * `POST /v1/devices`: a counter that the server lost with a backup, as another one of the shop knows it. Its number and key are in the signatures
 * of all that it recorded, so it comes back as both; `taken` where the number is another counter's by now.
 */
export const zDeviceBack = z.strictObject({
  deviceNo: zDeviceNo.min(1),
  deviceKey: zPublicKey,
  counterName: z.string().max(60),
  counterCode: z.string().max(10),
  /** One that was taken out comes back as such: what it recorded before can be given back, and it stays out. */
  state: z.enum(['active', 'lost', 'retired']).default('active')
})
/** `DELETE /v1/devices/:no?mode=`. `lost`: nothing more is taken; `retire`: what it has not sent yet is taken into a tray for 30 days. */
export const REVOKE_MODES = ['lost', 'retire'] as const

/** `GET /v1/review`: what retired counters brought; `GET …/:deviceNo` has the ops, `POST …/:deviceNo/take` and `DELETE` empty the tray. */
export const zTrays = z.object({
  waiting: z.array(
    z.object({
      deviceNo: zNumber,
      counterName: z.string(),
      opCount: zCount,
      firstAt: zCount,
      lastAt: zCount
    })
  )
})
export const zTrayOps = z.object({ ops: z.array(z.string()) })
export const zTrayEmptied = z.object({ opCount: zCount })

/** `POST /v1/series/lease`: a code of two letters, for one counter, for good. `taken` where another has it. */
export const zLease = z.strictObject({ wantedCode: z.string().length(2) })
export const zLeased = z.object({ counterCode: z.string().length(2) })

/** `POST /v1/reincarnate`: a counter that was restored or cloned goes on as a new device; the old one is sealed. */
export const zReincarnate = z.strictObject({
  deviceKey: zPublicKey,
  wantedCode: z.string().length(2),
  signature: zSignature
})

/** Snapshots: `POST /v1/snapshots`, `PUT /v1/snapshots/:id/parts/:n`, `POST /v1/snapshots/:id/done`, `GET /v1/snapshots/newest`, `GET …/parts/:n`. */
export const SNAPSHOT_PART_BYTES = 4 * 1_048_576
/** No snapshot is larger, whatever the account may store: a book of ten million entries packs to half of it. */
export const MOST_SNAPSHOT_BYTES = 2 * 1_073_741_824
export const zSnapshotStart = z.strictObject({
  seq: zCount,
  logHash: zHash,
  schemaVersion: z.int(),
  appVersion: z.string().max(40),
  byteCount: zNumber,
  sha256: zHash,
  partHashes: z.array(zHash).min(1).max(4_096),
  signature: zSignature
})
export const zSnapshotView = zSnapshotStart.extend({
  snapshotId: z.uuid(),
  deviceNo: zNumber,
  haveParts: z.array(z.int())
})

/** `GET /v1/info`, without a token. */
export const zInfo = z.object({
  wireVersion: z.int(),
  minimumVersion: z.string(),
  serverVersion: z.string(),
  features: z.array(z.string()),
  serverTime: zCount
})
