import { rmSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { seededRandom } from '#tests/bench/made-parties.ts'
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts'
import { type ListeningCloud, listenCloud } from '#tests/support/listening-cloud.ts'
import { openTestApp, type TestApp } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundShop, joinShop, sellMany, settle } from '#tests/support/sharing-shop.ts'
import { bundled } from '../bundle.ts'
import { type Child, startChild } from '../reach.ts'
import { faultCount, IS_SOAK, patience, SEED } from './fault-counts.ts'

// Real counters in processes of their own on a real server and PostgreSQL, that are killed, stopped and cut off.
const KILLS = faultCount('COUNTER_KILLS', 6, 200)
const SLEEPS = faultCount('SLEEPS', 2, 40)

let script = ''
let cloud: ListeningCloud
let proxy: FaultProxy
/** Two counters of one shop, which all of it happens to, and every sale that they ever said they had. */
let at: string[] = []
const sold: string[] = []
beforeAll(async () => {
  script = await bundled('sync/counter-child.ts')
  cloud = await listenCloud()
  proxy = await startFaultProxy(cloud.url)
  at = await closedShop()
}, patience(120_000))
afterEach(() => proxy.mode('pass'))
afterAll(async () => {
  for (const folder of at) rmSync(folder, { recursive: true, force: true })
  rmSync(path.dirname(script), { recursive: true, force: true })
  await proxy.close()
  await cloud.close()
})

/** Makes the shop and closes it: what happens next happens in other processes. */
async function closedShop(): Promise<string[]> {
  const first = await foundShop(proxy.url, { keep: true })
  const apps = [first, await joinShop(first, proxy.url, 'Counter 2', { keep: true })]
  await settle(apps)
  for (const app of apps) await app.close()
  return apps.map(({ folder }) => folder)
}

const reopen = (folders: readonly string[]): TestApp[] =>
  folders.map((folder) => openTestApp({ folder, keep: true, drivesPrinters: true }))

/** Hears what a counter says until it ends; the ids of its sales are kept. */
async function hear(child: Child): Promise<void> {
  for (let line = await child.line(); line !== null; line = await child.line()) {
    const [, id] = /^sold (\S+)$/.exec(line) ?? []
    if (id !== undefined) sold.push(id)
  }
}

/** Opens all of them once more, lets them come together, and proves the shop. */
async function provedAtLast() {
  const apps = reopen(at)
  try {
    await settle(apps)
    return await proveShop(
      cloud.database.superUrl,
      apps.map((app) => app.file()),
      { recorded: sold }
    )
  } finally {
    for (const app of apps) await app.close()
  }
}

test(
  `fault 1: counters are killed at random moments (seed ${SEED}): every sale is there once, everywhere`,
  async () => {
    const random = seededRandom(SEED)
    for (let kill = 0; kill < KILLS; kill++) {
      const child = startChild(script, [at[kill % 2] ?? '', '1000', '2'])
      const before = sold.length
      const heard = hear(child)
      // Also while it starts, one time in ten.
      if (random() > 0.1)
        await expect.poll(() => sold.length, { timeout: patience(60_000), interval: 5 }).toBeGreaterThan(before)
      await pause(random() * 400)
      child.kill()
      await child.ended
      await heard
      expect(child.complaints()).toBe('')
    }
    console.info('fault 1: counters killed', {
      seed: SEED,
      kills: KILLS,
      sold: sold.length,
      ...(await provedAtLast())
    })
    expect(sold.length).toBeGreaterThan(KILLS / 2)
  },
  patience(600_000)
)

test.each(IS_SOAK ? ['after-commit:1', 'after-commit:7', 'after-commit:30'] : ['after-commit:3'])(
  'fault 1: killed between commit and push (%s): the sale goes out at the next start',
  async (dies) => {
    const child = startChild(script, [at[0] ?? '', '50', '0', dies])
    await hear(child)
    expect(await child.ended).toMatchObject({ signal: 'SIGKILL' })
    const proved = await provedAtLast()
    console.info('fault 1: killed after the commit', { dies, sold: sold.length, ...proved })
  }
)

test.each(IS_SOAK ? [1, 400, 2_000, 9_000] : [300])(
  'fault 1: killed in the middle of a push, after %i bytes of it',
  async (bytes) => {
    const child = startChild(script, [at[0] ?? '', '60', '0'])
    const heard = hear(child)
    const before = sold.length
    await expect.poll(() => sold.length, { timeout: patience(60_000) }).toBeGreaterThan(before + 3)
    proxy.tripAfter(bytes, () => child.kill())
    await child.ended
    await heard
    const proved = await provedAtLast()
    console.info('fault 1: killed in a push', { bytes, sold: sold.length, ...proved })
  }
)

test.each(IS_SOAK ? [1, 2, 3, 4] : [2])(
  'fault 1: killed while it takes what another one recorded (pause %i)',
  async (nth) => {
    const [first] = reopen(at.slice(0, 1))
    if (first === undefined) throw new Error('no counter')
    sold.push(...(await sellMany(first, 300)))
    await settle([first])
    await first.close()
    const child = startChild(script, [at[1] ?? '', '0', '0', `mid-apply:${nth}`])
    await hear(child)
    expect(await child.ended).toMatchObject({ signal: 'SIGKILL' })
    const proved = await provedAtLast()
    console.info('fault 1: killed while it took', { nth, ...proved })
  }
)

test(
  'fault 26: the PC sleeps in the middle of it and wakes on another line: it goes on where it was',
  async () => {
    const child = startChild(script, [at[0] ?? '', String(20 * SLEEPS + 260), '3'])
    const heard = hear(child)
    const before = sold.length
    for (let sleep = 0; sleep < SLEEPS; sleep++) {
      await expect.poll(() => sold.length, { timeout: patience(60_000) }).toBeGreaterThan(before + 15 * (sleep + 1))
      process.kill(child.pid, 'SIGSTOP')
      // The line that it had is gone when it wakes.
      proxy.mode('refuse')
      await pause(faultCount('SLEEP_MS', 1_200, 20_000))
      proxy.mode('pass')
      process.kill(child.pid, 'SIGCONT')
    }
    child.say('end')
    await child.ended
    await heard
    const proved = await provedAtLast()
    console.info('fault 26: slept', { sleeps: SLEEPS, sold: sold.length, ...proved })
  },
  patience(600_000)
)
