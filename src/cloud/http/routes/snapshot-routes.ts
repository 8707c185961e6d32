import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { beginSnapshot } from '#cloud/app/begin-snapshot.ts'
import type { Cloud } from '#cloud/app/cloud.ts'
import { endSnapshot, keepSnapshotPart, newestSnapshot, snapshotPart } from '#cloud/app/keep-snapshot.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { callerOf } from '#cloud/http/device-request.ts'
import { bodyOf } from '#cloud/http/read-bodies.ts'
import { SNAPSHOT_PART_BYTES, zSnapshotStart } from '#shared/sync/wire.ts'

const zSnapshot = z.strictObject({ snapshotId: z.uuid() })
const zPart = zSnapshot.extend({ partNo: z.coerce.number().int().min(0).max(4_095) })
/** What cannot be the name of anything is the name of nothing. */
const named = <Schema extends z.ZodType>(schema: Schema, params: unknown): z.output<Schema> => {
  const read = schema.safeParse(params)
  if (!read.success) throw new WireRefusal('not-found')
  return read.data
}

/** Copies of a book, by which a new counter is ready before all of the history is there. */
export function snapshotRoutes(app: FastifyInstance, cloud: Cloud): void {
  app.post('/v1/snapshots', (request) => {
    const caller = callerOf(cloud, request)
    return beginSnapshot(cloud, caller, bodyOf(zSnapshotStart, request))
  })

  app.put('/v1/snapshots/:snapshotId/parts/:partNo', { bodyLimit: SNAPSHOT_PART_BYTES }, async (request) => {
    const caller = callerOf(cloud, request)
    const name = named(zPart, request.params)
    if (!Buffer.isBuffer(request.body)) throw new WireRefusal('bad-request')
    await keepSnapshotPart(cloud, caller, name, request.body)
    return {}
  })

  app.post('/v1/snapshots/:snapshotId/done', async (request) => {
    const caller = callerOf(cloud, request)
    await endSnapshot(cloud, caller, named(zSnapshot, request.params).snapshotId)
    return {}
  })

  app.get('/v1/snapshots/newest', (request) => newestSnapshot(cloud, callerOf(cloud, request)))

  app.get('/v1/snapshots/:snapshotId/parts/:partNo', async (request, reply) => {
    const caller = callerOf(cloud, request)
    return reply.type('application/octet-stream').send(await snapshotPart(cloud, caller, named(zPart, request.params)))
  })
}
