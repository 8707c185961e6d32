import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Cloud } from '#cloud/app/cloud.ts'
import { wishDeletion } from '#cloud/app/delete-account.ts'
import { exportAccount } from '#cloud/app/export-account.ts'
import { actorOf } from '#cloud/http/actor.ts'

/** What belongs to the owner: all of it, at any time, and none of it when he wants that. */
export function accountRoutes(app: FastifyInstance, cloud: Cloud): void {
  app.get('/v1/export', async (request, reply) => {
    const { accountId } = await actorOf(cloud, request)
    return reply
      .type('application/x-ndjson')
      .header('content-disposition', 'attachment; filename="counterbook-account.ndjson"')
      .send(Readable.from(exportAccount(cloud, accountId)))
  })

  app.delete('/v1/account', async (request) => {
    const { accountId } = await actorOf(cloud, request)
    return { deleteAfter: await wishDeletion(cloud, accountId, true) }
  })

  app.post('/v1/account/keep', async (request) => {
    const { accountId } = await actorOf(cloud, request)
    return { deleteAfter: await wishDeletion(cloud, accountId, false) }
  })
}
