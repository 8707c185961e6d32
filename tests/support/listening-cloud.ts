import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import type { Cloud } from '#cloud/app/cloud.ts'
import { Limits, NO_RATES } from '#cloud/app/limits.ts'
import { createCloud, gatewaysByName } from '#cloud/compose.ts'
import { silentLog } from '#cloud/ports/log.ts'
import type { PaymentGateway } from '#cloud/ports/payment-gateway.ts'
import { TEST_SETTINGS } from './cloud-account.ts'
import { openTestDatabase, type TestDatabase } from './cloud-database.ts'

export interface ListeningCloud {
  readonly url: URL
  readonly database: TestDatabase
  readonly cloud: Cloud
  close(): Promise<void>
}

/** The server on PostgreSQL behind a real socket, by the clock of this machine: what the app speaks to. */
export async function listenCloud(gateways: readonly PaymentGateway[] = []): Promise<ListeningCloud> {
  const database = await openTestDatabase()
  const { app, cloud } = await createCloud({
    database: database.database,
    clock: { nowMs: () => Date.now() },
    randomness: { newId: randomUUID },
    log: silentLog,
    settings: TEST_SETTINGS,
    mailer: null,
    limits: new Limits(NO_RATES),
    gateways: gatewaysByName(gateways)
  })
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  return {
    url: new URL(`http://127.0.0.1:${port}`),
    database,
    cloud,
    async close() {
      app.server.closeAllConnections()
      await app.close()
      await database.drop()
    }
  }
}
