import type { Sha256 } from '#shared/journal/op.ts'

/** What the first op of a device is chained to: the account and the device's key, so that no other can stand in for it. */
export const deviceGenesisHash = (sha256: Sha256, accountId: string, publicKey: Uint8Array): Uint8Array =>
  sha256('counterbook device 1\n', accountId, '\n', publicKey)

/** The hashes after each of these ops, in their order. */
export function chainOf(sha256: Sha256, previous: Uint8Array, ops: readonly string[]): Uint8Array[] {
  const hashes: Uint8Array[] = []
  let head = previous
  for (const op of ops) {
    head = sha256(head, op)
    hashes.push(head)
  }
  return hashes
}

export const NO_LOG_HASH: Uint8Array = new Uint8Array(32)

/** Where a chunk stands in the shop's log. `receivedAt` is in milliseconds since 1970. */
export interface ChunkPlace {
  readonly headHash: Uint8Array
  readonly deviceNo: number
  readonly seqFrom: number
  readonly seqTo: number
  readonly receivedAt: number
}

/** The server's chain over all chunks, which every counter works out for itself. */
export function nextLogHash(sha256: Sha256, previous: Uint8Array, place: ChunkPlace): Uint8Array {
  const bytes = new Uint8Array(28)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, place.deviceNo)
  view.setBigUint64(4, BigInt(place.seqFrom))
  view.setBigUint64(12, BigInt(place.seqTo))
  view.setBigUint64(20, BigInt(place.receivedAt))
  return sha256(previous, place.headHash, bytes)
}

/** The text that a device signs for a push. */
export const pushText = (accountId: string, deviceNo: number, from: number, to: number, headHash: string): string =>
  `counterbook push 1\n${accountId}\n${deviceNo}\n${from}\n${to}\n${headHash}`

/** The text that a device signs for a token. */
export const tokenText = (accountId: string, deviceNo: number, challenge: string): string =>
  `counterbook token 1\n${accountId}\n${deviceNo}\n${challenge}`

/** The text by which whoever founds, pairs or goes on as a new device shows that he holds the key. */
export const enrolText = (what: 'found' | 'pair' | 'reincarnate', publicKey: string, counterCode: string): string =>
  `counterbook ${what} 1\n${publicKey}\n${counterCode}`

/** The text that the server signs for a receipt: where the shop's log stood, and when by the server's clock (milliseconds since 1970). */
export const receiptText = (
  accountId: string,
  place: { readonly seq: number; readonly logHash: string; readonly atMs: number }
): string => `counterbook receipt 1\n${accountId}\n${place.seq}\n${place.logHash}\n${place.atMs}`

/** The text that a device signs for a snapshot of its book: what it holds, and which bytes those are. */
export const snapshotText = (
  accountId: string,
  deviceNo: number,
  snapshot: {
    readonly seq: number
    readonly logHash: string
    readonly schemaVersion: number
    readonly byteCount: number
    readonly sha256: string
  }
): string =>
  `counterbook snapshot 1\n${accountId}\n${deviceNo}\n${snapshot.seq}\n${snapshot.logHash}\n${snapshot.schemaVersion}\n${snapshot.byteCount}\n${snapshot.sha256}`
