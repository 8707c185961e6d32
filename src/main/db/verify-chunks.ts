import { createPublicKey, verify } from 'node:crypto'
import type Sqlite from 'better-sqlite3'
import { chainOf, deviceGenesisHash, NO_LOG_HASH, nextLogHash, pushText } from '#shared/sync/chain.ts'
import { readWireOp, type WireOp } from '#shared/sync/wire-op.ts'
import { hexOf, opsIn } from './convergence/chunks.ts'
import { SERVER } from './convergence/prove-chunk.ts'
import { type Fault, fault } from './fault.ts'
import { sha256 } from './stores/journal-store.ts'
import type { SyncAccountRow, SyncChunkRow, SyncDeviceRow } from './sync-schema.ts'

/** Tables that are empty in a shop without an account. */
const TABLES = ['sync_device', 'sync_chunk', 'received', 'sync_aside', 'field_stamp'] as const
const FIRST_KEY = {
  sync_device: 'device_no',
  sync_chunk: `device_no || ' ' || dev_to`,
  received: 'op_n',
  sync_aside: `device_no || ' ' || dev_n`,
  field_stamp: `thing || ' ' || id || ' ' || field`
} as const

const ED25519 = Buffer.from('302a300506032b6570032100', 'hex')
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0
const nameOf = (chunk: SyncChunkRow): string => `${chunk.device_no} ${chunk.dev_to}`
const ofChunk = (chunk: SyncChunkRow, detail: string): Fault => fault('chain', 'sync_chunk', nameOf(chunk), detail)

/** A file without an account knows no other counter. */
export function checkAlone(db: Sqlite.Database): Fault | null {
  for (const table of TABLES) {
    const row = db.prepare(`select ${FIRST_KEY[table]} from ${table} limit 1`).pluck().get()
    if (row !== undefined) return fault('facts', table, String(row), 'there is no account that it could be of')
  }
  return null
}

/** The ops of a chunk with their numbers, word for word; null when it does not hold what it says. */
export function opsOf(chunk: SyncChunkRow): readonly { readonly text: string; readonly op: WireOp | null }[] | null {
  try {
    return opsIn(chunk).map((text) => ({ text, op: readWireOp(text) }))
  } catch {
    return null
  }
}

/**
 * Proves every kept chunk: its ops against its hash, its place in the chain of its device, from the genesis of the device's key on, its
 * signature, and its place in the shop's log up to the cursor.
 */
export function checkChunks(db: Sqlite.Database, account: SyncAccountRow): Fault | null {
  const devices = new Map(
    db
      .prepare<[], SyncDeviceRow>('select * from sync_device')
      .all()
      .map((row) => [row.device_no, row])
  )
  const wrong = checkAccount(db, account, devices)
  if (wrong) return wrong
  const ends = new Map<number, { n: number; hash: Uint8Array }>()
  const end = Number(db.prepare('select count(*) from journal').pluck().get())
  const chunks = db.prepare<[], SyncChunkRow>('select * from sync_chunk order by device_no, dev_to')
  for (const chunk of chunks.iterate()) {
    const found = checkContent(chunk, account, end) ?? checkKey(db, chunk, account, devices.get(chunk.device_no))
    if (found) return found
  }
  for (const chunk of chunks.iterate()) {
    const found = checkOrder(chunk, ends.get(chunk.device_no))
    if (found) return found
    ends.set(chunk.device_no, { n: chunk.dev_to, hash: chunk.head_hash })
  }
  return checkLog(db, account) ?? checkEnds(devices, ends, account)
}

const keyOf = (chunk: SyncChunkRow, account: SyncAccountRow, device: SyncDeviceRow | undefined): string | null =>
  chunk.device_no === account.device_no ? account.device_key : (device?.sign_key ?? null)

const genesisOf = (account: SyncAccountRow, key: string): Uint8Array =>
  deviceGenesisHash(sha256, account.account_id, Buffer.from(key, 'base64url'))

/** The key of a device is the one that its chain begins with, and that signed its chunks. */
function checkKey(
  db: Sqlite.Database,
  chunk: SyncChunkRow,
  account: SyncAccountRow,
  device: SyncDeviceRow | undefined
): Fault | null {
  const key = keyOf(chunk, account, device)
  if (key === null) return strangerOf(db, chunk)
  if (chunk.device_no === SERVER || isSigned(chunk, account, key)) return null
  const first = db
    .prepare<[number, Uint8Array], number>(
      'select 1 from sync_chunk where device_no = ? and dev_from = 1 and prev_hash = ?'
    )
    .pluck()
  if (first.get(chunk.device_no, genesisOf(account, key)) !== undefined) return ofChunk(chunk, 'was not signed so')
  return chunk.device_no === account.device_no
    ? fault('chain', 'sync_account', 1, 'its key is not the one that the own chunks begin with')
    : fault('chain', 'sync_device', chunk.device_no, 'its key is not the one that its chunks begin with')
}

/** A chunk of nobody: the row of its counter bears another number now, or the chunk does. */
function strangerOf(db: Sqlite.Database, chunk: SyncChunkRow): Fault {
  const renamed = db
    .prepare<[], number>(
      `select device_no from sync_device where last_n > 0
        and not exists (select 1 from sync_chunk where sync_chunk.device_no = sync_device.device_no)`
    )
    .pluck()
    .get()
  return renamed === undefined
    ? ofChunk(chunk, 'is of no counter that is known')
    : fault('facts', 'sync_device', renamed, 'has no chunks')
}

function isSigned(chunk: SyncChunkRow, account: SyncAccountRow, key: string): boolean {
  const text = pushText(account.account_id, chunk.device_no, chunk.dev_from, chunk.dev_to, hexOf(chunk.head_hash))
  try {
    const der = Buffer.concat([ED25519, Buffer.from(key, 'base64url')])
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const signature = Buffer.from(chunk.signature, 'base64url')
    return signature.toString('base64url') === chunk.signature && verify(null, Buffer.from(text), publicKey, signature)
  } catch {
    return false
  }
}

/** What can be said of a chunk by itself. `end`: the newest op of the own journal. */
function checkContent(chunk: SyncChunkRow, account: SyncAccountRow, end: number): Fault | null {
  const ops = chunk.codec === 0 || chunk.codec === 1 ? opsOf(chunk) : null
  const isCounted = ops?.every(({ op }, index) => op === null || op.n === chunk.dev_from + index)
  if (ops === null || !isCounted || ops.length !== chunk.dev_to - chunk.dev_from + 1)
    return ofChunk(chunk, 'does not hold its ops')
  if (chunk.seq_from !== null && chunk.seq_to !== null && chunk.seq_to - chunk.seq_from !== ops.length - 1)
    return ofChunk(chunk, 'is not as long as its place in the log of the shop')
  const texts = ops.map(({ text }) => text)
  const head = chainOf(sha256, chunk.prev_hash, texts).at(-1) ?? chunk.prev_hash
  if (!same(head, chunk.head_hash)) return ofChunk(chunk, 'its ops do not make its hash')
  const { own_n, own_time, own_entry_no } = chunk
  const hasNoPlace = own_n === null && own_time === null && own_entry_no === null
  const hasPlace = own_n !== null && own_time !== null && own_entry_no !== null && own_n > 0 && own_n <= end
  const isOwn = chunk.device_no === account.device_no
  if (isOwn ? !hasPlace : !hasPlace && !hasNoPlace) return ofChunk(chunk, 'does not say where it ends')
  return null
}

function checkOrder(chunk: SyncChunkRow, before: { n: number; hash: Uint8Array } | undefined): Fault | null {
  if (chunk.dev_from !== (before?.n ?? 0) + 1) return ofChunk(chunk, 'does not follow the chunk before it')
  if (before !== undefined && !same(before.hash, chunk.prev_hash))
    return ofChunk(chunk, 'is not chained to the one before it')
  return null
}

/** The account is of this counter, whose key is written in the one way. */
function checkAccount(
  db: Sqlite.Database,
  account: SyncAccountRow,
  devices: ReadonlyMap<number, SyncDeviceRow>
): Fault | null {
  const wrong = fault('facts', 'sync_account', account.only_row, 'is not of this counter')
  const isKey = Buffer.from(account.device_key, 'base64url').toString('base64url') === account.device_key
  if (account.only_row !== 1 || !isKey) return wrong
  const device = devices.get(account.device_no)
  if (device?.sign_key === account.device_key) return null
  const newest = db.prepare('select device_no from sync_chunk where own_n is not null order by own_n desc limit 1')
  if (newest.pluck().get() !== account.device_no) return wrong
  // Its key is held against its chunks further on.
  if (device !== undefined) return null
  const renamed = [...devices.values()].find(({ sign_key }) => sign_key === account.device_key)
  return fault('facts', 'sync_device', renamed?.device_no ?? account.device_no, 'is missing')
}

/** The chunks that the server numbered follow each other without a gap, and make the log hash of the cursor. */
function checkLog(db: Sqlite.Database, account: SyncAccountRow): Fault | null {
  let [seq, hash]: [number, Uint8Array] = [0, NO_LOG_HASH]
  const chunks = db.prepare<[], SyncChunkRow>(
    'select * from sync_chunk order by seq_to is null, seq_to, device_no, dev_to'
  )
  for (const chunk of chunks.iterate()) {
    const { seq_from, seq_to, log_hash, received_at } = chunk
    if (seq_from === null || seq_to === null || log_hash === null || received_at === null) {
      const isUnnumbered = seq_from === null && seq_to === null && log_hash === null
      if (!isUnnumbered || (received_at !== null && account.epoch <= 1))
        return ofChunk(chunk, 'has half a place in the log of the shop')
      continue
    }
    const isCounted = seq_from === seq + 1 && seq_to - seq_from === chunk.dev_to - chunk.dev_from
    if (!isCounted || received_at < 0) return ofChunk(chunk, 'is not at its place in the log of the shop')
    const place = { headHash: chunk.head_hash, deviceNo: chunk.device_no, seqFrom: seq_from, seqTo: seq_to }
    const next = nextLogHash(sha256, hash, { ...place, receivedAt: received_at })
    if (!same(next, log_hash)) return ofChunk(chunk, 'does not make its log hash')
    seq = seq_to
    hash = next
  }
  const isThere = seq === account.cursor_seq && same(hash, account.cursor_log_hash)
  return isThere ? null : fault('chain', 'sync_account', 1, 'the cursor is not where the kept chunks end')
}

function checkEnds(
  devices: ReadonlyMap<number, SyncDeviceRow>,
  ends: ReadonlyMap<number, { n: number; hash: Uint8Array }>,
  account: SyncAccountRow
): Fault | null {
  for (const [deviceNo, device] of devices) {
    const end = ends.get(deviceNo)
    const isOwn = deviceNo === account.device_no
    const isKey = Buffer.from(device.sign_key, 'base64url').toString('base64url') === device.sign_key
    if (!isKey || (isOwn && device.sign_key !== account.device_key))
      return fault('facts', 'sync_device', deviceNo, 'its key is not the one that its chunks begin with')
    const isRight =
      device.last_n === (end?.n ?? 0) &&
      (end === undefined ? device.last_hash === null : device.last_hash !== null && same(device.last_hash, end.hash))
    if (!isRight) return fault('facts', 'sync_device', deviceNo, 'does not end where its chunks do')
  }
  const gone = [...ends.keys()].find((deviceNo) => !devices.has(deviceNo))
  return gone === undefined ? null : fault('facts', 'sync_device', gone, 'is missing')
}
