import { createHmac } from 'node:crypto'
import path from 'node:path'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'
import { refuse } from '#shared/kernel/result.ts'

/** An encrypted ledger begins with this in place of SQLite's own words, and after it with the eight bytes of its key's id. */
export const ENCRYPTED_MAGIC = 'CBKenc1\u0000'
export const KEY_BYTES = 32
const ID_BYTES = 8
const PATH_HASH_BYTES = 32
const SLOTS = 32
const KEY_SLOT = ID_BYTES + KEY_BYTES
const PATH_SLOT = PATH_HASH_BYTES + ID_BYTES

/** Sixteen hexadecimal letters. It tells nothing of the key. */
export type LedgerKeyId = string

export const keyIdOf = (key: Buffer): LedgerKeyId =>
  createHmac('sha256', key)
    .update('counterbook ledger key id')
    .digest('hex')
    .slice(0, 2 * ID_BYTES)

/** Whose key a file wants, by its first bytes; null for one that is not encrypted. */
export function keyIdIn(head: Buffer): LedgerKeyId | null {
  if (head.toString('latin1', 0, ENCRYPTED_MAGIC.length) !== ENCRYPTED_MAGIC) return null
  return head.toString('hex', ENCRYPTED_MAGIC.length, ENCRYPTED_MAGIC.length + ID_BYTES)
}

/**
 * The keys of encrypted ledgers that this process knows, and which open files want them. They lie in memory that all its threads
 * share: a thread that is started while a book is open must open it too, and no key goes through a message or a file.
 */
const NAME = 'counterbook.ledger-keys'
const found: unknown = getEnvironmentData(NAME)
/** The thread that made the memory is the one that writes into it. */
const isOwner = !(found instanceof SharedArrayBuffer)
const memory = Buffer.from(
  found instanceof SharedArrayBuffer ? found : new SharedArrayBuffer(SLOTS * (KEY_SLOT + PATH_SLOT))
)
if (isOwner) setEnvironmentData(NAME, memory.buffer)
const keySlot = (at: number): Buffer => memory.subarray(at * KEY_SLOT, (at + 1) * KEY_SLOT)
const pathSlot = (at: number): Buffer =>
  memory.subarray(SLOTS * KEY_SLOT + at * PATH_SLOT, SLOTS * KEY_SLOT + (at + 1) * PATH_SLOT)

/** Files that this thread alone has looked into. */
const own = new Map<string, LedgerKeyId>()
const sources = new Set<(id: LedgerKeyId) => Buffer | null>()
const missed = new Set<LedgerKeyId>()
let nextPath = 0
let nextKey = 0

const isEmpty = (slot: Buffer): boolean => slot.every((byte) => byte === 0)
const hashOf = (file: string): Buffer =>
  createHmac('sha256', 'counterbook ledger path').update(path.resolve(file)).digest()

function slotOfPath(hash: Buffer): Buffer | null {
  for (let at = 0; at < SLOTS; at++) if (pathSlot(at).subarray(0, PATH_HASH_BYTES).equals(hash)) return pathSlot(at)
  return null
}

/** Asks where keys are kept whenever one is not in memory yet. Answers how to end that; the last one to end forgets all keys. */
export function lookForLedgerKeys(source: (id: LedgerKeyId) => Buffer | null): () => void {
  sources.add(source)
  return () => {
    sources.delete(source)
    if (sources.size > 0 || !isOwner) return
    memory.subarray(0, SLOTS * KEY_SLOT).fill(0)
    missed.clear()
  }
}

/** From now on files of this key can be opened, by every thread of this process. */
export function giveLedgerKey(key: Buffer): LedgerKeyId {
  const id = keyIdOf(key)
  missed.delete(id)
  if (knownKey(id) !== null) return id
  const free = Array.from({ length: SLOTS }, (_, at) => keySlot(at)).find(isEmpty) ?? keySlot(nextKey++ % SLOTS)
  Buffer.concat([Buffer.from(id, 'hex'), key]).copy(free)
  return id
}

function knownKey(id: LedgerKeyId): Buffer | null {
  const wanted = Buffer.from(id, 'hex')
  for (let at = 0; at < SLOTS; at++)
    if (keySlot(at).subarray(0, ID_BYTES).equals(wanted) && !isEmpty(keySlot(at)))
      return Buffer.from(keySlot(at).subarray(ID_BYTES))
  return null
}

/** Keeps in mind which key a file wants that was just looked into, for the time in which it is open and must not be looked into. */
export function noteLedger(file: string, id: LedgerKeyId | null): void {
  const place = path.resolve(file)
  if (id === null) own.delete(place)
  else own.set(place, id)
  if (!isOwner) return
  const hash = hashOf(file)
  const slot = slotOfPath(hash)
  if (id === null) slot?.fill(0)
  else
    Buffer.concat([hash, Buffer.from(id, 'hex')]).copy(
      slot ?? Array.from({ length: SLOTS }, (_, at) => pathSlot(at)).find(isEmpty) ?? pathSlot(nextPath++ % SLOTS)
    )
}

/** Which key a file wants that is open in this process; null for one that is not encrypted. */
export function notedKeyId(file: string): LedgerKeyId | null {
  const noted = own.get(path.resolve(file))
  if (noted !== undefined) return noted
  const slot = slotOfPath(hashOf(file))
  return slot === null ? null : slot.toString('hex', PATH_HASH_BYTES)
}

/** The key of a file. Fails with `ledger/key-missing`: only the recovery code opens it here. */
export function ledgerKey(id: LedgerKeyId, file: string): Buffer {
  const known = knownKey(id)
  if (known !== null) return known
  for (const source of sources) {
    const key = source(id)
    if (key === null || keyIdOf(key) !== id) continue
    giveLedgerKey(key)
    return key
  }
  missed.add(id)
  return refuse('ledger/key-missing', { file })
}

/** Whether some file was refused for want of another key, and none for want of this one. */
export const isKeyOfOther = (id: LedgerKeyId): boolean => missed.size > 0 && !missed.has(id)
