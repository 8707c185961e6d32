import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'

const unzstd = promisify(zlib.zstdDecompress)
const gunzip = promisify(zlib.gunzip)

/** What a request may hold as it comes over the line, and unpacked where its route says nothing else. */
export const MOST_PACKED_BYTES = 2 * 1_048_576
export const MOST_UNPACKED_BYTES = 4 * 1_048_576

const isTooLarge = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'

/**
 * The bytes of a body that was packed with zstd or gzip, or came as it is. Unpacking ends at `mostBytes`, so a small body cannot fill
 * the memory; it works on threads beside the one that answers.
 */
export async function unpack(body: Buffer, encoding: string | undefined, mostBytes: number): Promise<Buffer> {
  const options = { maxOutputLength: mostBytes }
  try {
    if (encoding === 'zstd') return await unzstd(body, options)
    if (encoding === 'gzip') return await gunzip(body, options)
  } catch (error) {
    throw new WireRefusal(isTooLarge(error) ? 'too-large' : 'bad-request')
  }
  if (encoding !== undefined && encoding !== 'identity') throw new WireRefusal('bad-request')
  if (body.length > mostBytes) throw new WireRefusal('too-large')
  return body
}
