import type { FastifyInstance } from 'fastify'
import type { Cloud } from '#cloud/app/cloud.ts'
import { Figures } from '#cloud/app/figures.ts'
import { Limits } from '#cloud/app/limits.ts'
import { loadServerKey } from '#cloud/app/server-key.ts'
import { createRazorpay } from '#cloud/gateways/razorpay.ts'
import { buildServer, type WayIn } from '#cloud/http/build-server.ts'
import type { PaymentGateway } from '#cloud/ports/payment-gateway.ts'

/** Gateways as use cases look them up. */
export const gatewaysByName = (gateways: readonly PaymentGateway[]): ReadonlyMap<string, PaymentGateway> =>
  new Map(gateways.map((gateway) => [gateway.provider, gateway]))

/** What a server is put together from. */
export type CloudParts = Pick<Cloud, 'database' | 'clock' | 'randomness' | 'log' | 'settings'> &
  Partial<Pick<Cloud, 'mailer' | 'limits' | 'gateways'>>

export interface RunningCloud {
  readonly cloud: Cloud
  /** Answers `inject()` at once and sockets after `listen()`. Closing it leaves the database open. */
  readonly app: FastifyInstance
  /** Every way in that it has. */
  readonly ways: readonly WayIn[]
}

/** Puts a server together over a database that is migrated. Tests, the program and the benches start the very same. */
export async function createCloud(parts: CloudParts): Promise<RunningCloud> {
  const { database, settings, clock } = parts
  const serverKey = await loadServerKey(database.directory, settings.secret, clock.nowMs())
  const started = { serverKey, figures: new Figures() }
  const usual = { mailer: null, limits: new Limits(), gateways: gatewaysByName([createRazorpay()]) }
  const cloud: Cloud = { ...usual, ...parts, ...started }
  const ways: WayIn[] = []
  return { cloud, app: buildServer(cloud, ways), ways }
}
