import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type Sqlite from 'better-sqlite3'
import type { SyncChunkRow } from '#main/db/sync-schema.ts'
import type { OwnChunk, OwnPlace } from '#main/ports/sync-store.ts'
import type { SealedChunk } from '#shared/sync/lan-wire.ts'
import type { Chunk } from '#shared/sync/wire.ts'

const [PLAIN, DEFLATED] = [0, 1] as const
/** Shorter ones are kept as they are. */
const WORTH_PACKING = 512

export const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')
export const bytesOf = (hex: string): Buffer => Buffer.from(hex, 'hex')

/** The texts of a chunk's ops as they are kept. */
function packed(ops: readonly string[]): { codec: 0 | 1; body: Buffer } {
  const plain = Buffer.from(JSON.stringify(ops))
  if (plain.length < WORTH_PACKING) return { codec: PLAIN, body: plain }
  return { codec: DEFLATED, body: deflateRawSync(plain, { level: 6 }) }
}

/** The ops of a kept chunk, word for word. Throws for a body that is none. */
export function opsIn(row: Pick<SyncChunkRow, 'codec' | 'body'>): string[] {
  const plain = row.codec === DEFLATED ? inflateRawSync(row.body) : Buffer.from(row.body)
  return JSON.parse(plain.toString('utf8')) as string[]
}

export const ownChunkOf = (row: SyncChunkRow): OwnChunk => ({
  deviceNo: row.device_no,
  from: row.dev_from,
  to: row.dev_to,
  prevHash: hexOf(row.prev_hash),
  headHash: hexOf(row.head_hash),
  signature: row.signature,
  ops: opsIn(row)
})

export const chunkOf = (row: SyncChunkRow): Chunk => ({
  deviceNo: row.device_no,
  devFrom: row.dev_from,
  devTo: row.dev_to,
  seqFrom: row.seq_from ?? 0,
  seqTo: row.seq_to ?? 0,
  prevHash: hexOf(row.prev_hash),
  headHash: hexOf(row.head_hash),
  logHash: hexOf(row.log_hash ?? new Uint8Array(32)),
  signature: row.signature,
  receivedAt: row.received_at ?? 0,
  ops: opsIn(row)
})

export const sealedOf = (row: SyncChunkRow): SealedChunk => ({
  deviceNo: row.device_no,
  devFrom: row.dev_from,
  devTo: row.dev_to,
  prevHash: hexOf(row.prev_hash),
  headHash: hexOf(row.head_hash),
  signature: row.signature,
  ops: opsIn(row)
})

/** The chunks that the file keeps. */
export function createChunks(db: Sqlite.Database) {
  const insert = db.prepare(
    `insert into sync_chunk (device_no, dev_to, dev_from, seq_from, seq_to, prev_hash, head_hash, log_hash, signature, received_at,
        own_n, own_time, own_entry_no, codec, body)
      values (:device, :to, :from, :seqFrom, :seqTo, :prev, :head, :log, :signature, :at, :n, :time, :entryNo, :codec, :body)`
  )
  const label = db.prepare(
    `update sync_chunk set seq_from = ?, seq_to = ?, log_hash = ?, received_at = ? where device_no = ? and dev_to = ?`
  )
  const select = (rest: string) => db.prepare<unknown[], SyncChunkRow>(`select * from sync_chunk where ${rest}`)
  const ending = select('device_no = ? and dev_to = ?')
  const beyond = select('device_no = ? and dev_to > ? order by dev_to limit 1')
  const bySeq = select('seq_to > ? order by seq_to limit ?')
  const upToSeq = select('seq_to <= ? order by seq_to desc limit 1')
  const newest = select('device_no = ? order by dev_to desc limit 1')
  const downward = db.prepare<[number], Pick<SyncChunkRow, 'dev_to' | 'seq_to'>>(
    'select dev_to, seq_to from sync_chunk where device_no = ? order by dev_to desc'
  )
  const takenAs = db
    .prepare<[number, number, number], number | null>(
      'select max(op_n) from received where device_no = ? and dev_n between ? and ?'
    )
    .pluck()
  const forget = db.prepare('update sync_chunk set seq_from = null, seq_to = null, log_hash = null where seq_to > ?')
  const waiting = db
    .prepare<[number, number], number>('select count(*) from sync_chunk where device_no = ? and dev_to > ?')
    .pluck()
  return {
    addOwn(chunk: OwnChunk, place: OwnPlace): void {
      insert.run({
        ...{ device: chunk.deviceNo, to: chunk.to, from: chunk.from, seqFrom: null, seqTo: null, log: null, at: null },
        ...{ prev: bytesOf(chunk.prevHash), head: bytesOf(chunk.headHash), signature: chunk.signature },
        ...{ n: place.n, time: place.time, entryNo: place.entryNo, ...packed(chunk.ops) }
      })
    },
    add(chunk: Chunk): void {
      insert.run({
        ...{ device: chunk.deviceNo, to: chunk.devTo, from: chunk.devFrom, seqFrom: chunk.seqFrom, seqTo: chunk.seqTo },
        ...{ log: bytesOf(chunk.logHash), at: chunk.receivedAt, n: null, time: null, entryNo: null },
        ...{ prev: bytesOf(chunk.prevHash), head: bytesOf(chunk.headHash), signature: chunk.signature },
        ...packed(chunk.ops)
      })
    },
    /** What another counter gave directly: it has no place in the shop's log yet. */
    addSealed(chunk: SealedChunk): void {
      insert.run({
        ...{ device: chunk.deviceNo, to: chunk.devTo, from: chunk.devFrom, seqFrom: null, seqTo: null, log: null },
        ...{ at: null, n: null, time: null, entryNo: null, signature: chunk.signature },
        ...{ prev: bytesOf(chunk.prevHash), head: bytesOf(chunk.headHash), ...packed(chunk.ops) }
      })
    },
    /** A chunk that is kept already has its place in the shop's log now. */
    label: ({ seqFrom, seqTo, logHash, receivedAt, deviceNo, devTo }: Chunk) =>
      void label.run(seqFrom, seqTo, bytesOf(logHash), receivedAt, deviceNo, devTo),
    ending: (deviceNo: number, devTo: number) => ending.get(deviceNo, devTo),
    /** The first chunk of a device that holds something after a number. */
    beyond: (deviceNo: number, devN: number) => beyond.get(deviceNo, devN),
    newest: (deviceNo: number) => newest.get(deviceNo),
    /** The newest number of a device that has its place in the shop's log; 0 before the first. */
    placedEnd(deviceNo: number): number {
      for (const row of downward.iterate(deviceNo)) if (row.seq_to !== null) return row.dev_to
      return 0
    },
    /** Where in the own journal a chunk ends; what stands aside as a whole comes last. */
    journalPlace: (row: SyncChunkRow): number =>
      row.own_n ?? takenAs.get(row.device_no, row.dev_from, row.dev_to) ?? Number.MAX_SAFE_INTEGER,
    after: (seq: number, most: number) => bySeq.all(seq, most),
    upTo: (seq: number) => upToSeq.get(seq),
    forgetAbove: (seq: number) => void forget.run(seq),
    countBeyond: (deviceNo: number, devN: number) => waiting.get(deviceNo, devN) ?? 0
  }
}
export type Chunks = ReturnType<typeof createChunks>
