import type { FastifyRequest } from 'fastify'
import type { Cloud } from '#cloud/app/cloud.ts'
import { readToken } from '#cloud/app/device-token.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'

/** Who asks: a device of an account, as its token says. Whether it may still is in its row. */
export interface Caller {
  readonly accountId: string
  readonly deviceNo: number
}

/** The device whose token the request brings; 401 without a good one. The account is never taken from anywhere else. */
export function callerOf({ serverKey, clock }: Cloud, request: FastifyRequest): Caller {
  const [kind, token, ...more] = (request.headers.authorization ?? '').split(' ')
  const facts =
    kind?.toLowerCase() === 'bearer' && token !== undefined && more.length === 0
      ? readToken(serverKey, token, clock.nowMs())
      : null
  if (facts === null) throw new WireRefusal('unauthorised')
  return { accountId: facts.accountId, deviceNo: facts.deviceNo }
}
