import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ZodError } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { DatabaseBusyError, isPassing } from '#cloud/db/retry.ts'

const statusOf = (error: unknown): number =>
  error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500

/** What went wrong as the wire says it. Nothing of an unexpected error leaves the server. */
export function refusalOf(error: unknown): WireRefusal {
  if (error instanceof WireRefusal) return error
  if (error instanceof ZodError) return new WireRefusal('bad-request')
  if (error instanceof DatabaseBusyError || isPassing(error)) return new WireRefusal('retry', { retryAfterSeconds: 5 })
  const status = statusOf(error)
  if (status === 413) return new WireRefusal('too-large')
  if (status === 429) return new WireRefusal('too-many')
  if (status >= 400 && status < 500) return new WireRefusal('bad-request')
  return new WireRefusal('retry', { retryAfterSeconds: 60 })
}

/** Every answer that is not 2xx is `{error, message, …}`, whatever went wrong and wherever. */
export function answerErrors(app: FastifyInstance, { log, figures }: Cloud): void {
  app.setErrorHandler((error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const refusal = refusalOf(error)
    figures.add('counterbook_refused_total', { error: refusal.failure.error })
    if (!(error instanceof WireRefusal) && refusal.status === 503)
      log.error('request failed', error, { request: request.id, route: request.routeOptions.url ?? '' })
    const { retryAfterSeconds } = refusal.failure
    if (retryAfterSeconds !== undefined) void reply.header('retry-after', String(Math.ceil(retryAfterSeconds)))
    return reply.code(refusal.status).type('application/json').send(JSON.stringify(refusal.failure))
  })
  app.setNotFoundHandler(() => {
    throw new WireRefusal('not-found')
  })
}
