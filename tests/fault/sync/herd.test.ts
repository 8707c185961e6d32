import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { backOffMs } from '#main/sync/back-off.ts'
import { seededRandom } from '#tests/bench/made-parties.ts'
import {
  enrolDevice,
  makeAccount,
  openTestCloud,
  type TestCloud,
  type TestDevice
} from '#tests/support/cloud-account.ts'
import { atWork, type ServerProcess, startServer } from '#tests/support/cloud-run.ts'
import { freePort } from '../../../scripts/setup/postgres-cluster.mjs'
import { faultCount, patience, SEED } from './fault-counts.ts'

// Hundreds of counters lose a real server together, by the back-off that the app itself has, with a second as long as a fiftieth of one.
const HERD = faultCount('HERD', 500, 5_000)
const COUNTERS_A_SHOP = 10
const FASTER = 50
const TRIES_BEFORE = 4

let cloud: TestCloud
let server: ServerProcess | null = null
beforeAll(async () => {
  cloud = await openTestCloud()
})
afterAll(async () => {
  await server?.kill()
  await cloud.close()
})

async function enrolAll(): Promise<TestDevice[]> {
  const devices: TestDevice[] = []
  for (let shop = 0; shop < HERD / COUNTERS_A_SHOP; shop++) {
    const first = await makeAccount(cloud.cloud)
    devices.push(atWork(cloud.cloud, first))
    for (let no = 2; no <= COUNTERS_A_SHOP; no++)
      devices.push(atWork(cloud.cloud, await enrolDevice(cloud.cloud, first.accountId, no)))
  }
  return devices
}

/** What one counter was told until it was in again; 0 stands for no answer. */
async function comeBack(address: string, { headers }: TestDevice, newNumber: () => number, tried: () => void) {
  const told: number[] = []
  for (let failures = 1; ; failures++) {
    const status = await fetch(`${address}/v1/pull?cursor=0&epoch=1`, { headers: { ...headers } }).then(
      async (answer) => {
        await answer.arrayBuffer()
        return answer.status
      },
      () => 0
    )
    told.push(status)
    tried()
    if (status === 200) return told
    await pause(backOffMs(failures, newNumber) / FASTER)
  }
}

test(
  `fault 29: ${HERD} counters come back to a server that was away (seed ${SEED}): all are in, and none is told of a failure`,
  async () => {
    const devices = await enrolAll()
    const port = await freePort()
    const random = seededRandom(SEED)
    let tries = 0
    const coming = devices.map((device) =>
      comeBack(
        `http://127.0.0.1:${port}`,
        device,
        () => Math.floor(random() * 2 ** 31),
        () => {
          tries++
        }
      )
    )
    // Nobody answers until each has tried some times.
    while (tries < HERD * TRIES_BEFORE) await pause(10)
    server = await startServer(cloud.url, port)
    const told = (await Promise.all(coming)).flat()
    const count = (of: (status: number) => boolean) => told.filter(of).length
    const counts = { unanswered: count((one) => one === 0), in: count((one) => one === 200) }
    console.info('fault 29: herd at a real server', { seed: SEED, counters: HERD, ...counts })
    expect(counts.in).toBe(devices.length)
    expect(told.filter((status) => ![0, 200].includes(status))).toEqual([])
  },
  patience(240_000)
)
