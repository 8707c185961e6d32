import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { emptyTray, listTrays, readTray } from '#cloud/app/review-tray.ts'
import { actorOf } from '#cloud/http/actor.ts'
import { zDeviceNo } from '#shared/sync/wire.ts'

const zTray = z.object({ deviceNo: z.coerce.number().pipe(zDeviceNo) })

/** After which number of that counter a page of its tray begins. */
const zPage = z.object({ after: z.coerce.number().int().min(0).default(0) })

/** What retired counters brought: looked through, then taken into the books or dropped. */
export function reviewRoutes(app: FastifyInstance, cloud: Cloud): void {
  const { database } = cloud
  const deviceNoOf = (request: FastifyRequest) => zTray.parse(request.params).deviceNo

  app.get('/v1/review', async (request) => {
    const { accountId } = await actorOf(cloud, request)
    return { waiting: await database.withAccount(accountId, (transaction) => listTrays(transaction, accountId)) }
  })

  app.get('/v1/review/:deviceNo', async (request) => {
    const { accountId } = await actorOf(cloud, request)
    const tray = { accountId, deviceNo: deviceNoOf(request) }
    const { after } = zPage.parse(request.query)
    return database.withAccount(accountId, (transaction) => readTray(transaction, tray, after))
  })

  app.post('/v1/review/:deviceNo/take', async (request) => {
    const { accountId, deviceNo: by } = await actorOf(cloud, request)
    return emptyTray(cloud, { accountId, deviceNo: deviceNoOf(request) }, 'take', by)
  })

  app.delete('/v1/review/:deviceNo', async (request) => {
    const { accountId, deviceNo: by } = await actorOf(cloud, request)
    return emptyTray(cloud, { accountId, deviceNo: deviceNoOf(request) }, 'drop', by)
  })
}
