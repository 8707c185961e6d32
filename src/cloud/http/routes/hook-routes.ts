import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Cloud } from '#cloud/app/cloud.ts'
import { takeHook, workHooks } from '#cloud/app/take-hook.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'

const zPath = z.object({ provider: z.string().regex(/^[a-z]{2,20}$/), token: z.string().max(100) })
const MOST_HOOK_BYTES = 262_144

/** Where gateways call. The answer comes as soon as what they said is kept; what it means is worked out after it. */
export function hookRoutes(app: FastifyInstance, cloud: Cloud): void {
  app.post(
    '/hooks/:provider/:token',
    { bodyLimit: MOST_HOOK_BYTES, config: { isRaw: true } },
    async (request, reply) => {
      const { provider, token } = zPath.parse(request.params)
      if (!Buffer.isBuffer(request.body)) throw new WireRefusal('bad-request')
      const accountId = await takeHook(cloud, { provider, token, raw: request.body, headers: request.headers })
      void reply.raw.once('finish', () => {
        workHooks(cloud, accountId).catch((error: unknown) => cloud.log.error('a hook waits', error))
      })
      return reply.send({ ok: true })
    }
  )
}
