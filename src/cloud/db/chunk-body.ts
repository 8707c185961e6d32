import { promisify } from 'node:util'
import zlib from 'node:zlib'

const pack = promisify(zlib.zstdCompress)
const unpack = promisify(zlib.zstdDecompress)

export const CODEC_ZSTD = 0

/** The ops of a chunk as they are kept. In canonical JSON there is no line feed, so one can stand between them. */
export async function packOps(ops: readonly string[]): Promise<{ readonly body: Buffer; readonly rawBytes: number }> {
  const raw = Buffer.from(ops.join('\n'))
  return { body: await pack(raw), rawBytes: raw.length }
}

/** The very texts that were packed. Works on threads beside the one that answers. */
export async function unpackOps(body: Buffer): Promise<string[]> {
  return (await unpack(body)).toString('utf8').split('\n')
}
