// The server in a process of its own, for a measurement and for tests that do a day's work in seconds: as an operator runs it, but nobody is told to come later.
import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { Limits, NO_RATES } from '#cloud/app/limits.ts'
import { createCloud } from '#cloud/compose.ts'
import { openDatabase } from '#cloud/db/cloud-database.ts'
import { silentLog } from '#cloud/ports/log.ts'
import { TEST_SETTINGS } from '#tests/support/cloud-account.ts'

const { app } = await createCloud({
  database: openDatabase({ connectionString: process.env.DATABASE_URL ?? '', poolSize: 20 }),
  clock: { nowMs: () => Date.now() },
  randomness: { newId: randomUUID },
  log: silentLog,
  // Room for a book of a million, its copy and its packs.
  settings: { ...TEST_SETTINGS, quotaBytes: 20_000_000_000 },
  mailer: null,
  limits: new Limits(NO_RATES)
})
await app.listen({ host: '127.0.0.1', port: Number(process.env.CLOUD_PORT ?? 0) })
const { port } = app.server.address() as AddressInfo
process.send?.({ address: `http://127.0.0.1:${port}` })
