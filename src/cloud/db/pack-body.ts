import { promisify } from 'node:util'
import zlib from 'node:zlib'
import { z } from 'zod'
import type { JournalRow } from './account-schema.ts'
import { unpackOps } from './chunk-body.ts'

const pack = promisify(zlib.zstdCompress)
const unpack = promisify(zlib.zstdDecompress)

/** How hard a pack is compressed: it is written once, and read when a counter is new or was away for a month. */
const LEVEL = 12

const zBytes = z.base64().transform((text) => Buffer.from(text, 'base64'))
/** One line of a pack: a chunk with its ops. */
const zPacked = z.object({
  seq_to: z.int(),
  seq_from: z.int(),
  device_no: z.int(),
  dev_from: z.int(),
  dev_to: z.int(),
  prev_hash: zBytes,
  head_hash: zBytes,
  log_hash: zBytes,
  signature: z.string(),
  received_ms: z.int(),
  raw_bytes: z.int(),
  ops: z.array(z.string())
})

/** Many chunks as one body. What was hashed is kept letter by letter, so all chains still hold. */
export async function packRows(rows: readonly JournalRow[]): Promise<Buffer> {
  const lines = await Promise.all(
    rows.map(async ({ account_id: _account, codec: _codec, body, ...row }) =>
      JSON.stringify({
        ...row,
        prev_hash: row.prev_hash.toString('base64'),
        head_hash: row.head_hash.toString('base64'),
        log_hash: row.log_hash.toString('base64'),
        ops: await unpackOps(body)
      })
    )
  )
  return pack(Buffer.from(lines.join('\n')), { params: { [zlib.constants.ZSTD_c_compressionLevel]: LEVEL } })
}

/** The rows as the journal held them. */
export async function unpackRows(accountId: string, body: Buffer): Promise<JournalRow[]> {
  const lines = (await unpack(body)).toString('utf8').split('\n')
  return lines.map((line) => {
    const { ops, ...row } = zPacked.parse(JSON.parse(line))
    // Packed lightly again, for whoever reads rows unpacks them.
    return { account_id: accountId, ...row, codec: 0, body: zlib.zstdCompressSync(Buffer.from(ops.join('\n'))) }
  })
}
