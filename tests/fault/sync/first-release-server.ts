// A server as its first release was, on today's tables: it answers to founding, pairing, pushing and pulling, and knows nothing of what came later.
import { randomUUID } from 'node:crypto'
import { Limits, NO_RATES } from '#cloud/app/limits.ts'
import { WireRefusal } from '#cloud/app/wire-refusal.ts'
import { createCloud } from '#cloud/compose.ts'
import { openDatabase } from '#cloud/db/cloud-database.ts'
import { silentLog } from '#cloud/ports/log.ts'
import { TEST_SETTINGS } from '#tests/support/cloud-account.ts'

const FIRST = /^\/(?:healthz|v1\/(?:info|accounts|pair|token|push|pull|log_hash|donate|devices|reincarnate|series))/

const { app } = await createCloud({
  database: openDatabase({ connectionString: process.env.DATABASE_URL ?? '', poolSize: 10 }),
  clock: { nowMs: () => Date.now() },
  randomness: { newId: randomUUID },
  log: silentLog,
  settings: TEST_SETTINGS,
  limits: new Limits(NO_RATES)
})
app.addHook('onRequest', async ({ url }) => {
  if (!FIRST.test(url)) throw new WireRefusal('not-found')
})
process.send?.({ address: await app.listen({ host: '127.0.0.1', port: Number(process.env.CLOUD_PORT) }) })
