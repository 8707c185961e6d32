import { createHash } from 'node:crypto'
import fs from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { z } from 'zod'
import type { CopyProof, PackedCopy } from '#main/ports/snapshot-books.ts'
import { FailureError, refuse } from '#shared/kernel/result.ts'
import { SNAPSHOT_PART_BYTES, zHash } from '#shared/sync/wire.ts'
import { writeFileDurably } from './write-file-durably.ts'

type Hashed = Pick<PackedCopy, 'byteCount' | 'sha256' | 'partHashes'>

/** Size and hash of a packed copy, and the hashes of its parts. */
export async function hashParts(file: string): Promise<Hashed> {
  const handle = await fs.promises.open(file, 'r')
  try {
    const whole = createHash('sha256')
    const partHashes: string[] = []
    const room = Buffer.allocUnsafe(SNAPSHOT_PART_BYTES)
    let byteCount = 0
    for (;;) {
      const { bytesRead } = await handle.read(room, 0, room.length, byteCount)
      if (bytesRead === 0) return { byteCount, sha256: whole.digest('hex'), partHashes }
      const part = room.subarray(0, bytesRead)
      whole.update(part)
      partHashes.push(createHash('sha256').update(part).digest('hex'))
      byteCount += bytesRead
    }
  } finally {
    await handle.close()
  }
}

/** A book packs to a fifth of itself, and never to less than this part. What unpacks to more would only fill the disk. */
const MOST_TIMES = 64
const ROOM_BYTES = 16 * 1_048_576

/** Unpacks parts, in their order, into a book. Fails with `sync/snapshot-damaged` unless they are together what was announced. */
export async function joinParts(
  parts: readonly string[],
  book: string,
  { sha256, byteCount }: Pick<CopyProof, 'sha256' | 'byteCount'>
): Promise<void> {
  const whole = createHash('sha256')
  const most = byteCount * MOST_TIMES + ROOM_BYTES
  try {
    await pipeline(
      Readable.from(bytesOf(parts, whole), { objectMode: false }),
      createGunzip(),
      atMost(most),
      fs.createWriteStream(book, { mode: 0o600, flush: true })
    )
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    if (error instanceof FailureError) throw error
    refuse('sync/snapshot-damaged', { detail: error instanceof Error ? error.message : '' })
  }
  if (whole.digest('hex') !== sha256) refuse('sync/snapshot-damaged', { detail: 'sha-256' })
}

async function* bytesOf(parts: readonly string[], whole: ReturnType<typeof createHash>): AsyncGenerator<Buffer> {
  for (const part of parts) {
    const bytes = await fs.promises.readFile(part)
    whole.update(bytes)
    yield bytes
  }
}

function atMost(most: number): Transform {
  let count = 0
  return new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      count += chunk.length
      done(count > most ? new FailureError({ code: 'sync/snapshot-damaged', params: { detail: 'size' } }) : null, chunk)
    }
  })
}

const zSaid = z.strictObject({
  seq: z.int().min(1),
  logHash: zHash,
  schemaVersion: z.int(),
  byteCount: z.int().min(1),
  sha256: zHash,
  partHashes: z.array(zHash).min(1)
})

/** What was said of a packed copy that is not in the cloud yet, or null: then it is made anew. */
export function readSaid(said: string, file: string): PackedCopy | null {
  try {
    const read = zSaid.parse(JSON.parse(fs.readFileSync(said, 'utf8')))
    return fs.statSync(file).size === read.byteCount ? { file, ...read } : null
  } catch {
    return null
  }
}

export function writeSaid(said: string, { file: _file, ...copy }: PackedCopy): void {
  writeFileDurably(said, JSON.stringify(copy))
}
