import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mintToken } from '#cloud/app/device-token.ts'
import { createCloud, type RunningCloud } from '#cloud/compose.ts'
import { type CloudDatabase, openDatabase } from '#cloud/db/cloud-database.ts'
import { silentLog } from '#cloud/ports/log.ts'
import { seededRandom } from '#tests/bench/made-parties.ts'
import { enrolDevice, makeAccount, TEST_SETTINGS, type TestDevice } from '#tests/support/cloud-account.ts'
import { SellingCounter } from '#tests/support/cloud-run.ts'
import { makeTemplate, SERVER_USER, urlOf } from '#tests/support/cloud-template.ts'
import { proveAccount } from '#tests/support/prove-account.ts'
import {
  findPostgres,
  freePort,
  initCluster,
  startCluster,
  stopCluster
} from '../../../scripts/setup/postgres-cluster.mjs'
import { patience } from './fault-counts.ts'

// A PostgreSQL of its own that really waits for the disk, and is killed in the middle of commits: what was answered has to be there.
const SEED = Number(process.env.FAST_CHECK_SEED)
const CRASHES = Number(process.env.SOAK_SECONDS ?? 0) > 0 ? 20 : 3

const DAY_MS = 86_400_000

const home = mkdtempSync(path.join(tmpdir(), 'counterbook-crash-'))
const dataFolder = path.join(home, 'data')
const programs = findPostgres()
const clock = { ms: Date.UTC(2026, 10, 22, 9) }
let port: number
let postmaster: Awaited<ReturnType<typeof startCluster>>
let database: CloudDatabase
let running: RunningCloud
let address: string

const start = () => startCluster(programs, { dataFolder, port, settings: { fsync: 'on', synchronous_commit: 'on' } })

beforeAll(async () => {
  chmodSync(home, 0o711)
  initCluster(programs, dataFolder)
  port = await freePort()
  postmaster = await start()
  const cluster = `postgres://postgres@127.0.0.1:${port}/postgres`
  await makeTemplate(cluster, 'crash')
  database = openDatabase({ connectionString: urlOf(cluster, 'crash', SERVER_USER), poolSize: 10 })
  running = await createCloud({
    ...{ database, clock: { nowMs: () => clock.ms }, randomness: { newId: randomUUID }, log: silentLog },
    settings: TEST_SETTINGS
  })
  address = await running.app.listen({ host: '127.0.0.1', port: 0 })
})
afterAll(async () => {
  await running.app.close()
  await database.close()
  await stopCluster(postmaster, 'SIGQUIT')
  rmSync(home, { recursive: true, force: true })
})

/** The postmaster alone is killed; a new one refuses to start until the last of its children has noticed that. */
async function startAgain(): Promise<void> {
  for (let tryNo = 0; ; tryNo++) {
    try {
      postmaster = await start()
      return
    } catch (error) {
      if (tryNo > 50) throw error
      await pause(200)
    }
  }
}

/** A token for all of the test: the clock of the server runs fast, and these counters ask for no second one. */
function atWork(device: TestDevice): TestDevice {
  const { accountId, deviceNo } = device
  const token = mintToken(running.cloud.serverKey, { accountId, deviceNo, expiresAt: clock.ms + DAY_MS })
  return { ...device, token, headers: { authorization: `Bearer ${token}` } }
}

test(
  `fault 6: PostgreSQL is killed in the middle of commits, ${CRASHES} times (seed ${SEED}): what was answered is there`,
  async () => {
    const random = seededRandom(SEED)
    const first = await makeAccount(running.cloud)
    const others = [
      await enrolDevice(running.cloud, first.accountId, 2),
      await enrolDevice(running.cloud, first.accountId, 3)
    ]
    const counters = [first, ...others].map((device) => new SellingCounter(atWork(device), random))
    let isOpen = true
    // The clock of the server stands still but for this: its limits shall not be what is tested.
    const ticking = setInterval(() => {
      clock.ms += 500
    }, 20)
    const selling = counters.map((counter) =>
      counter.sell(
        () => address,
        () => isOpen
      )
    )
    const ackedAtCrash: number[] = []
    try {
      for (let crash = 0; crash < CRASHES; crash++) {
        await pause(400 + random() * 800)
        const ended = new Promise((resolve) => postmaster.once('exit', resolve))
        // In turn as `pg_ctl stop -m immediate` does it, and as the system does when memory is short.
        postmaster.kill(crash % 2 === 0 ? 'SIGQUIT' : 'SIGKILL')
        await ended
        ackedAtCrash.push(counters.reduce((sum, counter) => sum + counter.acked, 0))
        await startAgain()
      }
    } finally {
      isOpen = false
      await Promise.all(selling)
      clearInterval(ticking)
    }
    const { troubles, ops } = await proveAccount(
      `postgres://postgres@127.0.0.1:${port}/crash`,
      first.accountId,
      counters
    )
    const lost = counters.reduce((sum, counter) => sum + counter.lost, 0)
    console.info('PostgreSQL killed', { seed: SEED, crashes: CRASHES, ackedAtCrash, ops, lost })
    expect(troubles).toEqual([])
    expect(counters.flatMap(({ refusals }) => refusals)).toEqual([])
    expect(ackedAtCrash.at(-1)).toBeGreaterThan(0)
  },
  patience(240_000)
)
