import fastify, { type FastifyInstance } from 'fastify'
import type { Cloud } from '#cloud/app/cloud.ts'
import { answerErrors } from './answer-errors.ts'
import { packAnswers } from './pack-answers.ts'
import { placeOf } from './place.ts'
import { readBodies } from './read-bodies.ts'
import { routes } from './routes.ts'
import { MOST_PACKED_BYTES } from './unpack.ts'

/** How long a request may take to come in whole: a part of a snapshot over a slow line. */
const REQUEST_MS = 180_000

/** A way in: what the tests that attack every one of them go by. */
export interface WayIn {
  readonly method: string
  readonly url: string
}

/** The server over HTTP, with all its routes. It listens when it is told, or answers `inject()`. `ways` is filled with what it answers to. */
export function buildServer(cloud: Cloud, ways: WayIn[] = []): FastifyInstance {
  const { settings, figures, limits, clock } = cloud
  const app = fastify({
    bodyLimit: MOST_PACKED_BYTES,
    requestTimeout: REQUEST_MS,
    forceCloseConnections: 'idle',
    trustProxy: settings.trustedProxies.length === 0 ? false : [...settings.trustedProxies],
    routerOptions: { maxParamLength: 200 }
  })
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) ways.push({ method: one, url })
  })
  readBodies(app)
  answerErrors(app, cloud)
  packAnswers(app)
  app.addHook('onResponse', async (request, reply) => {
    const labels = { method: request.method, route: request.routeOptions.url ?? 'none', status: reply.statusCode }
    figures.add('counterbook_requests_total', labels)
    figures.took('counterbook_request_seconds', { route: labels.route }, reply.elapsedTime / 1000)
  })
  app.addHook('onRequest', async (request) => limits.takeOfPlace(request.ip, placeOf(request.ip), clock.nowMs()))
  for (const add of routes) add(app, cloud)
  return app
}
