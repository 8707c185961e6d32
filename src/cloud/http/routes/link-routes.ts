import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { linkView, makeLink, readLink, revokeLink } from '#cloud/app/public-links.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { countTry, type TryLimit } from '#cloud/db/attempts.ts'
import { activeCaller } from '#cloud/http/actor.ts'
import { cleanText } from '#cloud/http/clean-text.ts'
import { bodyOf } from '#cloud/http/read-bodies.ts'
import { zLinkAsk } from '#shared/sync/link-wire.ts'

/** A shop that writes to all who owe asks for many at once. */
const LINKS: TryLimit = { most: 600, withinMs: 3_600_000 }
const zPath = z.object({ id: z.uuid().toLowerCase() })

/** A counter makes pages for its parties, asks where they stand, and takes them away again. */
export function linkRoutes(app: FastifyInstance, cloud: Cloud): void {
  const { database, clock } = cloud

  app.post('/v1/links', async (request) => {
    const caller = await activeCaller(cloud, request)
    const ask = bodyOf(zLinkAsk, request)
    const wait = await countTry(database.directory, `links:${caller.accountId}`, LINKS, clock.nowMs())
    if (wait > 0) throw new WireRefusal('too-many', { retryAfterSeconds: wait })
    return makeLink(cloud, caller, { ...ask, title: cleanText(ask.title) })
  })

  app.get('/v1/links/:id', async (request) => {
    const { accountId } = await activeCaller(cloud, request)
    const { id } = zPath.parse(request.params)
    const link = await database.withAccount(accountId, (run) => readLink(run, accountId, id))
    if (link === undefined) throw new WireRefusal('not-found')
    return linkView(cloud, link)
  })

  app.delete('/v1/links/:id', async (request, reply) => {
    const { accountId } = await activeCaller(cloud, request)
    await revokeLink(cloud, accountId, zPath.parse(request.params).id)
    return reply.code(204).send()
  })
}
