import { randomUUID } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import type { Cloud, CloudSettings } from '#cloud/app/cloud.ts'
import { mintToken, TOKEN_LIFE_MS } from '#cloud/app/device-token.ts'
import { type KeyTexts, newKeyTexts } from '#cloud/app/ed25519.ts'
import { Limits, NO_RATES } from '#cloud/app/limits.ts'
import { createCloud, gatewaysByName, type RunningCloud } from '#cloud/compose.ts'
import { insertAccount, insertDevice } from '#cloud/db/stores/account-store.ts'
import { silentLog } from '#cloud/ports/log.ts'
import type { Mailer } from '#cloud/ports/mailer.ts'
import type { PaymentGateway } from '#cloud/ports/payment-gateway.ts'
import { openTestDatabase, type TestDatabase } from './cloud-database.ts'

export const TEST_SETTINGS: CloudSettings = {
  secret: 'the secret of the tests, of forty letters',
  publicUrl: 'http://127.0.0.1:8320',
  trustedProxies: [],
  isFoundingOpen: true,
  quotaBytes: 100_000_000,
  metricsToken: null,
  serverVersion: '0.0.0',
  minimumVersion: '0.0.0'
}

export interface TestCloud extends TestDatabase {
  readonly cloud: Cloud
  /** Answers `inject()`; `listen()` gives it a socket. */
  readonly app: FastifyInstance
  readonly ways: RunningCloud['ways']
  /** The server's clock: set by the test, or moved on. */
  readonly clock: { ms: number }
  close(): Promise<void>
}

/** A server over a database of its own, with a clock that stands still until the test moves it. */
export async function openTestCloud(
  more: {
    readonly settings?: Partial<CloudSettings>
    readonly mailer?: Mailer | null
    readonly limits?: Limits
    readonly gateways?: readonly PaymentGateway[]
  } = {}
): Promise<TestCloud> {
  const testDatabase = await openTestDatabase()
  const clock = { ms: Date.UTC(2026, 10, 22, 9) }
  const { cloud, app, ways } = await createCloud({
    database: testDatabase.database,
    clock: { nowMs: () => clock.ms },
    randomness: { newId: randomUUID },
    log: silentLog,
    settings: { ...TEST_SETTINGS, ...more.settings },
    mailer: more.mailer ?? null,
    limits: more.limits ?? new Limits(NO_RATES),
    gateways: gatewaysByName(more.gateways ?? [])
  })
  return {
    ...testDatabase,
    cloud,
    app,
    ways,
    clock,
    async close() {
      await app.close()
      await testDatabase.drop()
    }
  }
}

/** A counter that is enrolled: its keys, and a token that is good for a quarter of an hour. */
export interface TestDevice {
  readonly accountId: string
  readonly deviceNo: number
  readonly keys: KeyTexts
  readonly counterCode: string
  readonly token: string
  /** What a request of this counter says of itself. */
  readonly headers: { readonly authorization: string }
}

/** Enrols a further counter straight in the database. */
export async function enrolDevice(cloud: Cloud, accountId: string, deviceNo: number): Promise<TestDevice> {
  const keys = newKeyTexts()
  const counterCode = `C${String.fromCharCode(64 + deviceNo)}`
  const nowMs = cloud.clock.nowMs()
  const device = { accountId, deviceNo, signKey: keys.publicKey, counterName: `Counter ${deviceNo}`, counterCode }
  await cloud.database.withAccount(accountId, async (transaction) => {
    await insertDevice(transaction, { ...device, appVersion: '0.0.0' }, nowMs)
    await transaction
      .insertInto('series')
      .values({ account_id: accountId, counter_code: counterCode, device_no: deviceNo, leased_at: new Date(nowMs) })
      .execute()
  })
  const token = mintToken(cloud.serverKey, { accountId, deviceNo, expiresAt: nowMs + TOKEN_LIFE_MS })
  return { accountId, deviceNo, keys, counterCode, token, headers: { authorization: `Bearer ${token}` } }
}

/** A shop's account with its first counter, straight in the database. */
export async function makeAccount(cloud: Cloud, shopName = 'A shop'): Promise<TestDevice> {
  const accountId = randomUUID()
  const nowMs = cloud.clock.nowMs()
  await cloud.database.withAccount(accountId, (transaction) =>
    insertAccount(transaction, { accountId, shopName, serverKey: cloud.serverKey.publicKey }, nowMs)
  )
  await cloud.database.directory
    .insertInto('account_place')
    .values({ account_id: accountId, made_at: new Date(nowMs) })
    .execute()
  return enrolDevice(cloud, accountId, 1)
}
