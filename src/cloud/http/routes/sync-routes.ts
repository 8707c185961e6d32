import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { donateChunks } from '#cloud/app/donate-chunks.ts'
import type { Busy } from '#cloud/app/limits.ts'
import { needVersion } from '#cloud/app/need-version.ts'
import { bytesOf } from '#cloud/app/prove-ops.ts'
import { logHashAt, pullOps } from '#cloud/app/pull-ops.ts'
import { pushOps } from '#cloud/app/push-ops.ts'
import { type Caller, callerOf } from '#cloud/http/device-request.ts'
import { bodyOf } from '#cloud/http/read-bodies.ts'
import { MOST_PUSH_BYTES, VERSION_HEADER, zDonate, zPullQuery, zPush } from '#shared/sync/wire.ts'

/** A large fact with the backslashes that stand before its quotation marks in JSON. */
const MOST_PUSHED_BYTES = 12 * 1_048_576
const MOST_DONATED_BYTES = 16 * 1_048_576
const zSeqQuery = z.strictObject({ seq: z.coerce.number().int().min(0) })

/** The device that asks, when it has not asked too often. */
function limited(cloud: Cloud, what: Busy, request: FastifyRequest): Caller {
  const caller = callerOf(cloud, request)
  cloud.limits.takeOfDevice(what, caller, cloud.clock.nowMs())
  return caller
}

/** What counters bring and take. */
export function syncRoutes(app: FastifyInstance, cloud: Cloud): void {
  app.post('/v1/push', { config: { mostUnpackedBytes: MOST_PUSHED_BYTES } }, (request) => {
    const caller = limited(cloud, 'push', request)
    needVersion(cloud, request.headers[VERSION_HEADER])
    const push = bodyOf(zPush, request)
    // A large fact costs as much as the pushes that it is as long as.
    for (let left = bytesOf(push.ops); left > MOST_PUSH_BYTES; left -= MOST_PUSH_BYTES) limited(cloud, 'push', request)
    return pushOps(cloud, caller, push)
  })

  app.get('/v1/pull', (request) => {
    const caller = limited(cloud, 'pull', request)
    return pullOps(cloud, caller, zPullQuery.parse(request.query))
  })

  app.get('/v1/log_hash', (request) => {
    const caller = callerOf(cloud, request)
    return logHashAt(cloud, caller, zSeqQuery.parse(request.query).seq)
  })

  const large = { bodyLimit: MOST_DONATED_BYTES, config: { mostUnpackedBytes: MOST_DONATED_BYTES } }
  app.post('/v1/donate', large, (request) => {
    const caller = limited(cloud, 'push', request)
    return donateChunks(cloud, caller, bodyOf(zDonate, request))
  })
}
