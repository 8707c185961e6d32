import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { MOST_UNPACKED_BYTES, unpack } from './unpack.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** How large the body of this route may be, unpacked, in bytes. */
    mostUnpackedBytes?: number
    /** The body is handed on as it came. */
    isRaw?: boolean
  }
}

function jsonOf(bytes: Buffer): unknown {
  try {
    // Fatal, for a byte that is no letter would become another one, and another hash.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new WireRefusal('bad-request')
  }
}

/** JSON bodies, packed or not, and bytes. Every other kind of body is refused. */
export function readBodies(app: FastifyInstance): void {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, async (request: FastifyRequest, body: Buffer) => {
    const { mostUnpackedBytes, isRaw } = request.routeOptions.config
    if (isRaw === true) return body
    if (body.length === 0) return {}
    return jsonOf(await unpack(body, request.headers['content-encoding'], mostUnpackedBytes ?? MOST_UNPACKED_BYTES))
  })
  app.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => body
  )
}

/** The body of a request, checked; 400 when it is not of that shape. */
export const bodyOf = <Schema extends z.ZodType>(schema: Schema, request: FastifyRequest): z.output<Schema> =>
  schema.parse(request.body)
