import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Cloud } from '#cloud/app/cloud.ts'
import { secretHash } from '#cloud/app/owner-session.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { WIRE_VERSION } from '#shared/sync/wire.ts'

const LOCAL = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

function mayReadMetrics({ settings }: Cloud, request: FastifyRequest): boolean {
  if (settings.metricsToken === null) return LOCAL.has(request.ip)
  const said = (request.headers.authorization ?? '').replace(/^bearer /i, '')
  return timingSafeEqual(secretHash(said), secretHash(settings.metricsToken))
}

/** What tells counters and operators how the server is. */
export function healthRoutes(app: FastifyInstance, cloud: Cloud): void {
  const { settings, clock, database, figures } = cloud

  app.get('/v1/info', () => ({
    wireVersion: WIRE_VERSION,
    minimumVersion: settings.minimumVersion,
    serverVersion: settings.serverVersion,
    features: cloud.mailer === null ? [] : ['mail'],
    serverTime: clock.nowMs()
  }))

  app.get('/healthz', async (_request, reply) => {
    const isWell = await database.ping().then(
      () => true,
      () => false
    )
    return reply.code(isWell ? 200 : 503).send({ ok: isWell })
  })

  app.get('/metrics', (request, reply) => {
    if (!mayReadMetrics(cloud, request)) throw new WireRefusal('unauthorised')
    const { connections, waiting, retries } = database.figures()
    const gauges = {
      counterbook_database_connections: connections,
      counterbook_database_waiting: waiting,
      counterbook_database_retries: retries,
      counterbook_resident_bytes: process.memoryUsage.rss()
    }
    return reply.type('text/plain; version=0.0.4').send(figures.text(gauges))
  })
}
