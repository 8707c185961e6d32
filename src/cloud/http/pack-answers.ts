import { promisify } from 'node:util'
import zlib from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const gzip = promisify(zlib.gzip)
const zstd = promisify(zlib.zstdCompress)

/** Smaller than this, packing saves no packet. */
const WORTH_PACKING = 1_200

type Packing = 'zstd' | 'gzip'

/** The better of the two that the other side takes, or null. A weight of nought is a no. */
export function packingFor(accepted: string | undefined): Packing | null {
  const names = (accepted ?? '')
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(\.0*)?$/.test(part))
    .map((part) => part.replace(/;.*$/, '').trim())
  return (['zstd', 'gzip'] as const).find((name) => names.includes(name)) ?? null
}

/** What a counter pulls is mostly the same words again and again: a page over a slow line is a quarter of its size. */
export function packAnswers(app: FastifyInstance): void {
  app.addHook('onSend', async (request, reply, payload) => {
    if (typeof payload !== 'string' || payload.length < WORTH_PACKING) return payload
    // The owner's pages are not packed: what somebody else puts into an address would show in their size what stands beside it.
    if (!request.url.startsWith('/v1/') || reply.hasHeader('content-encoding')) return payload
    void reply.header('vary', 'accept-encoding')
    const packing = packingFor(request.headers['accept-encoding'])
    if (packing === null) return payload
    const packed = await (packing === 'zstd' ? zstd : gzip)(payload)
    void reply.header('content-encoding', packing).removeHeader('content-length')
    return packed
  })
}
