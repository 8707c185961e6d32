import { closeSync, openSync, readSync } from 'node:fs'

const CHUNK_BYTES = 1_000_000

/** The first bytes of a file, at most so many: a disk full of it is never read into the memory. Empty for one that cannot be read. */
export function readBounded(file: string, mostBytes: number): Buffer {
  let handle: number | null = null
  try {
    handle = openSync(file, 'r')
    const parts: Buffer[] = []
    for (let read = 0; read < mostBytes; ) {
      const part = Buffer.alloc(Math.min(CHUNK_BYTES, mostBytes - read))
      const count = readSync(handle, part)
      if (count === 0) break
      parts.push(part.subarray(0, count))
      read += count
    }
    return Buffer.concat(parts)
  } catch {
    return Buffer.alloc(0)
  } finally {
    if (handle !== null) closeSync(handle)
  }
}
