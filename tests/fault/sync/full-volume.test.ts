import { randomBytes, randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, expect, test } from 'vitest'
import type { Cloud } from '#cloud/app/cloud.ts'
import { createCloud } from '#cloud/compose.ts'
import { openDatabase } from '#cloud/db/cloud-database.ts'
import { silentLog } from '#cloud/ports/log.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { enrolDevice, TEST_SETTINGS } from '#tests/support/cloud-account.ts'
import { TestCounter } from '#tests/support/cloud-counter.ts'
import { atWork, pushOver, type ServerProcess, startServer } from '#tests/support/cloud-run.ts'
import { askSuper } from '#tests/support/cloud-tables.ts'
import { makeTemplate, SERVER_USER, urlOf } from '#tests/support/cloud-template.ts'
import type { TestApp } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundShop, joinShop, sellMany, settle } from '#tests/support/sharing-shop.ts'
import { freePort } from '../../../scripts/setup/postgres-cluster.mjs'
import { type Child, startChild } from '../reach.ts'
import { faultCount, patience } from './fault-counts.ts'
import { onSmallDisk } from './on-small-disk.ts'

// The volume of PostgreSQL itself is full, while two counters of a shop sell and a third one brings more than there is room for.
const SALES = faultCount('VOLUME_SALES', 20, 1_000)
const VOLUME_BYTES = 192 * 1_048_576
/** In blocks of half a kilobyte, as every shell counts them: no file becomes larger than three megabytes. */
const MOST_FILE_BLOCKS = 6_144
const SALES_A_PUSH = 200
const MOST_OPS = 5_000
const OP_BYTES = 30_000

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

interface Volume {
  readonly way: string
  readonly clusterUrl: string
  fill(): Promise<void>
  /** How often PostgreSQL has said that there is no room. */
  complaints(): Promise<number>
  room(): Promise<void>
}

async function said(child: Child, what: string): Promise<string> {
  for (let line = await child.line(); line !== null; line = await child.line())
    if (line === what || line.startsWith(`${what} `)) return line.slice(what.length + 1)
  throw new Error(`never said ${what}: ${child.complaints()}`)
}

function newHome(): string {
  const home = mkdtempSync(path.join(tmpdir(), 'counterbook-volume-'))
  chmodSync(home, 0o711)
  closing.push(() => rmSync(home, { recursive: true, force: true }))
  return home
}

async function startVolume(home: string, port: number, before: readonly string[]): Promise<Child> {
  const child = startChild('sync/full-volume.ts', [home, String(port)], before)
  closing.push(async () => {
    child.finish()
    await child.ended
  })
  await said(child, 'ready')
  return child
}

/** A volume of its own, that something else takes the room of. */
async function smallVolume(): Promise<Volume | null> {
  const home = newHome()
  const command = onSmallDisk(home, VOLUME_BYTES)
  if (command === null) return null
  const port = await freePort()
  const child = await startVolume(home, port, command)
  const heard = async (line: string, what: string) => {
    child.say(line)
    return Number(await said(child, what))
  }
  return {
    way: 'tmpfs',
    clusterUrl: `postgres://postgres@127.0.0.1:${port}/postgres`,
    fill: async () => void (await heard('fill', 'filled')),
    complaints: () => heard('full', 'full'),
    room: async () => void (await heard('room', 'room'))
  }
}

/** The system lets no file grow further: what works where nobody may mount anything. */
async function smallFiles(): Promise<Volume> {
  const home = newHome()
  const port = await freePort()
  let child = await startVolume(home, port, [])
  const startAgain = async (before: readonly string[]) => {
    child.finish()
    await child.ended
    child = await startVolume(home, port, before)
  }
  return {
    way: 'small files',
    clusterUrl: `postgres://postgres@127.0.0.1:${port}/postgres`,
    fill: () => startAgain(['sh', '-c', `ulimit -f ${MOST_FILE_BLOCKS} && exec "$@"`, 'sh']),
    async complaints() {
      child.say('full')
      return Number(await said(child, 'full'))
    },
    room: () => startAgain([])
  }
}

interface Standing {
  readonly server: ServerProcess
  readonly superUrl: string
  readonly cloud: Cloud
}

async function standOn({ clusterUrl }: Volume): Promise<Standing> {
  await makeTemplate(clusterUrl, 'full_volume')
  const url = urlOf(clusterUrl, 'full_volume', SERVER_USER)
  const database = openDatabase({ connectionString: url, poolSize: 2 })
  const { cloud } = await createCloud({
    ...{ database, clock: { nowMs: () => Date.now() }, randomness: { newId: randomUUID }, log: silentLog },
    settings: TEST_SETTINGS
  })
  closing.push(() => database.close())
  const server = await startServer(url, 0, path.resolve('tests/bench/cloud-without-rates.ts'))
  closing.push(() => server.kill())
  return { server, superUrl: urlOf(clusterUrl, 'full_volume'), cloud }
}

/** A third counter of the shop, of a release to come, which brings what does not pack. */
async function thirdCounter({ cloud, superUrl }: Standing): Promise<TestCounter> {
  const [account] = await askSuper<{ account_id: string }>(superUrl, 'SELECT account_id FROM account')
  return new TestCounter(atWork(cloud, await enrolDevice(cloud, account?.account_id ?? '', 3)))
}

/** It brings less and less at a time, until not even one op is taken; answers how many were. */
async function bringTooMuch(third: TestCounter, { server }: Standing): Promise<number> {
  let taken = 0
  for (const count of [20, 4, 1])
    for (let isFull = false; !isFull; ) {
      if (taken > MOST_OPS) throw new Error('the volume is never full')
      while (third.ops.length < taken + count)
        third.record({ note: randomBytes(OP_BYTES).toString('base64') }, 'future.kind')
      isFull = (await pushOver(server.address, third, taken + 1, taken + count))?.status !== 200
      if (!isFull) taken += count
    }
  return taken
}

/** The server has its database again, whatever was done to it. */
const isWell = ({ address }: ServerProcess): Promise<void> =>
  expect.poll(async () => (await fetch(`${address}/healthz`)).status, { timeout: patience(120_000) }).toBe(200)

/** Sells until the server has no room for it, and then some more. */
async function sellIntoIt(app: TestApp): Promise<{ readonly ids: string[]; readonly trouble: string }> {
  const ids: string[] = []
  for (let tries = 0; tries < 60; tries++) {
    // So many that they are not kept in the row itself.
    ids.push(...(await sellMany(app, SALES_A_PUSH)))
    const { trouble, waitingCount } = await app.call('sync.now', {})
    if (trouble === null || waitingCount === 0) continue
    return { ids: [...ids, ...(await sellMany(app, SALES))], trouble: trouble.code }
  }
  throw new Error('there was always room')
}

test.each([
  ['the volume', smallVolume],
  ['a file of it', smallFiles]
] as const)(
  'fault 16: %s under PostgreSQL is full: counters say so and sell on, nothing answered is lost, and all arrives when there is room',
  async (_what, open) => {
    const volume = (await open()) ?? (await smallFiles())
    const standing = await standOn(volume)
    const { server, superUrl } = standing
    const first = await foundShop(server.address)
    closing.push(() => first.close())
    const second = await joinShop(first, server.address, 'Second')
    closing.push(() => second.close())
    const apps = [first, second]
    const recorded = [...(await sellMany(first, 5)), ...(await sellMany(second, 5))]
    await settle(apps)
    const third = await thirdCounter(standing)
    await volume.fill()
    await isWell(server)
    const taken = await bringTooMuch(third, standing)
    const troubles: string[] = []
    for (const app of apps) {
      const { ids, trouble } = await sellIntoIt(app)
      recorded.push(...ids)
      troubles.push(trouble)
      expect(verifyLedger(app.file()).firstFault).toBe(null)
    }
    const complaints = await volume.complaints()
    await volume.room()
    await isWell(server)
    expect((await pushOver(server.address, third, taken + 1, third.ops.length))?.status).toBe(200)
    await settle(apps)
    const files = apps.map((app) => app.file())
    const proved = await proveShop(superUrl, files, { recorded, asideCount: third.ops.length })
    console.info('fault 16: full under PostgreSQL', { way: volume.way, complaints, troubles, taken, ...proved })
    expect(complaints).toBeGreaterThan(0)
    for (const trouble of troubles) expect(['sync/server-failed', 'sync/silent']).toContain(trouble)
  },
  patience(300_000)
)
