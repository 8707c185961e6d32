// Takes one file out of a .tgz, in a stream: the archive is far larger than what should be held in memory.
import { createReadStream, createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

const blockBytes = 512
const chunkBytes = 1 << 20

/**
 * @param {string} archive path of a gzipped tar
 * @param {string} entry name of a regular file in it
 * @param {string} target path to write
 * @throws when the entry is not there
 */
export async function extractOne(archive, entry, target) {
  const source = createReadStream(archive, { highWaterMark: chunkBytes }).pipe(createGunzip({ chunkSize: chunkBytes }))
  const seen = { bytes: 0 }
  await pipeline(Readable.from(contentOf(source, entry, seen)), createWriteStream(target))
  if (seen.bytes === 0) throw new Error(`${entry} is not in the package`)
}

async function* contentOf(source, entry, seen) {
  let pending = Buffer.alloc(0)
  let contentLeft = 0
  let paddingLeft = 0
  let isWanted = false
  for await (const chunk of source) {
    pending = pending.length > 0 ? Buffer.concat([pending, chunk]) : chunk
    for (;;) {
      if (contentLeft > 0) {
        const part = pending.subarray(0, contentLeft)
        pending = pending.subarray(part.length)
        contentLeft -= part.length
        if (isWanted && part.length > 0) {
          seen.bytes += part.length
          yield part
        }
        if (contentLeft > 0) break
        if (isWanted) return
      }
      if (pending.length < paddingLeft + blockBytes) break
      const header = pending.subarray(paddingLeft, paddingLeft + blockBytes)
      pending = pending.subarray(paddingLeft + blockBytes)
      contentLeft = Number.parseInt(header.toString('latin1', 124, 136), 8) || 0
      paddingLeft = (blockBytes - (contentLeft % blockBytes)) % blockBytes
      const end = header.indexOf(0)
      isWanted = header.toString('utf8', 0, end >= 0 && end < 100 ? end : 100) === entry
    }
  }
}
