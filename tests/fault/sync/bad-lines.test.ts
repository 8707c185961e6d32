import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { systemClock, systemTimer } from '#main/compose/system.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { createSecretFile } from '#main/files/secret-file.ts'
import { silentLog } from '#main/ports/log.ts'
import { openVault } from '#main/ports/secrets.ts'
import { backOffMs } from '#main/sync/back-off.ts'
import { httpRemote } from '#main/sync/http-remote.ts'
import { SyncLoop } from '#main/sync/loop.ts'
import { seededRandom } from '#tests/bench/made-parties.ts'
import { type FaultProxy, type ProxyMode, startFaultProxy } from '#tests/support/fault-proxy.ts'
import { type ListeningCloud, listenCloud } from '#tests/support/listening-cloud.ts'
import { openTestApp } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundShop, sell, sellMany, settle } from '#tests/support/sharing-shop.ts'
import { faultCount, patience, SEED } from './fault-counts.ts'

// Real counters and a real server, with a line between them that is slow, dead, somebody else's, or not to be trusted.
const UPLOAD_ENTRIES = faultCount('UPLOAD_ENTRIES', 700, 200_000)
const BYTES_PER_SECOND = 64_000
/** What the app gives a server, and what it is given where none ever answers. */
const ASK_MS = 30_000
const SHORT_ASK_MS = 500

let cloud: ListeningCloud
let proxy: FaultProxy
const closing: (() => unknown)[] = []
beforeAll(async () => {
  cloud = await listenCloud()
  proxy = await startFaultProxy(cloud.url)
})
afterEach(async () => {
  proxy.mode('pass')
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(async () => {
  await proxy.close()
  await cloud.close()
})

test(
  `fault 19: a first upload of ${UPLOAD_ENTRIES} entries over 64 kB a second with drops (seed ${SEED}): it arrives, once`,
  async () => {
    const random = seededRandom(SEED)
    const first = await foundShop(proxy.url)
    closing.push(() => first.close())
    proxy.mode('refuse')
    const recorded = await sellMany(first, UPLOAD_ENTRIES)
    const drops = proxy.counts.drops
    const began = performance.now()
    for (let rounds = 0; (await first.call('sync.status', {})).waitingCount > 0; rounds++) {
      if (rounds > UPLOAD_ENTRIES) throw new Error('it never arrives')
      // The longer it lasts the better the line, or a shop on a bad one would never be through.
      proxy.mode({ bytesPerSecond: BYTES_PER_SECOND, dropAfter: Math.floor(random() * 30_000 * (1 + rounds / 4)) })
      await first.call('sync.now', {})
    }
    const seconds = Math.round((performance.now() - began) / 1_000)
    proxy.mode('pass')
    await settle([first])
    const proved = await proveShop(cloud.database.superUrl, [first.file()], { recorded })
    console.info('fault 19: slow line', { seed: SEED, drops: proxy.counts.drops - drops, seconds, ...proved })
    expect(proxy.counts.drops).toBeGreaterThan(drops)
  },
  patience(3_600_000)
)

/** A counter whose loop gives a server as long as the test says, beside the app that sells. */
async function counterOnLine() {
  const founded = await foundShop(proxy.url, { keep: true })
  await founded.close()
  const app = openTestApp({ folder: founded.folder })
  const store = openLedgerStore(app.file())
  let server = proxy.url
  let askMs = ASK_MS
  const loop = new SyncLoop({
    ...{ store: store.sync, clock: systemClock, timer: systemTimer, log: silentLog },
    vault: openVault(createSecretFile(path.join(founded.folder, 'user-data', 'secrets.json'))),
    remoteAt: () => httpRemote(server, askMs),
    newNumber: () => 0,
    isLean: () => false,
    took() {},
    changed() {},
    rested() {}
  })
  closing.push(
    () => app.close(),
    () => store.close(),
    () => loop.stop()
  )
  return {
    app,
    store,
    loop,
    goTo(url: string) {
      server = url
      loop.accountChanged()
    },
    waitFor(ms: number) {
      askMs = ms
      loop.accountChanged()
    },
    /** Asks until nothing is left to send and all of the shop's log is here. */
    async settled() {
      const isDone = () =>
        loop.status().trouble === null &&
        store.sync.counts().waitingOps === 0 &&
        store.sync.account()?.cursorSeq === loop.status().headSeq
      do await loop.now()
      while (!isDone())
    }
  }
}

test(
  'fault 20: a black hole, a half-open line, a portal and a pulled cable: each is named, sales go on, and all arrives after',
  async () => {
    const { app, store, loop, waitFor, settled } = await counterOnLine()
    const recorded: string[] = []
    const troubles: Record<string, string> = {}
    for (const mode of ['hole', 'deaf', 'portal', 'refuse', { cutAnswerAfter: 30 }] as const satisfies ProxyMode[]) {
      proxy.mode(mode)
      waitFor(mode === 'hole' || mode === 'deaf' ? SHORT_ASK_MS : ASK_MS)
      const working = loop.now()
      // While the loop waits for an answer that never comes, somebody sells.
      recorded.push(await sell(app, 100_00))
      await working
      troubles[typeof mode === 'string' ? mode : 'cut'] = loop.status().trouble?.code ?? 'none'
      recorded.push(await sell(app, 50_00))
    }
    expect(troubles).toEqual({
      ...{ hole: 'sync/silent', deaf: 'sync/silent', portal: 'sync/foreign-answer' },
      ...{ refuse: 'sync/silent', cut: 'sync/silent' }
    })
    expect(store.sync.counts().waitingOps).toBeGreaterThan(0)
    proxy.mode('pass')
    await settled()
    const proved = await proveShop(cloud.database.superUrl, [app.file()], { recorded })
    console.info('fault 20: dead lines', { ...troubles, ...proved })
  },
  patience(240_000)
)

const pem = (name: string) => readFileSync(path.resolve('tests/fixtures/tls', `${name}.pem`))

test(
  'fault 20: a certificate of somebody else: nothing is sent to it, and it is named',
  async () => {
    const { app, store, loop, goTo, settled } = await counterOnLine()
    let requests = 0
    const server: Server = createServer({ key: pem('key'), cert: pem('certificate') }, (_request, response) => {
      requests++
      response.end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    closing.push(() => server.close())
    const recorded = [await sell(app, 70_00)]
    goTo(`https://127.0.0.1:${(server.address() as AddressInfo).port}`)
    await loop.now()
    expect([loop.status().trouble?.code, requests]).toEqual(['sync/certificate', 0])
    expect(store.sync.counts().waitingOps).toBe(1)
    goTo(proxy.url)
    await settled()
    console.info('fault 20: certificate', await proveShop(cloud.database.superUrl, [app.file()], { recorded }))
  },
  patience(240_000)
)

test(
  'fault 30: a server that says 429, 402, 426 and 503: each is named, sales go on, and all arrives after',
  async () => {
    const { app, store, loop, settled } = await counterOnLine()
    const recorded: string[] = []
    const troubles: Record<string, string> = {}
    for (const [status, error] of [
      [429, 'too-many'],
      [402, 'quota'],
      [426, 'client-too-old'],
      [503, 'retry'],
      [413, 'too-large']
    ] as const) {
      proxy.mode({ answer: status, body: JSON.stringify({ error, message: '', retryAfterSeconds: 1 }) })
      recorded.push(await sell(app, 90_00))
      await loop.now()
      troubles[error] = loop.status().trouble?.code ?? 'none'
      const waiting = store.sync.counts().waitingOps
      await pause(20)
      expect(store.sync.counts().waitingOps).toBe(waiting)
    }
    expect(troubles).toEqual({
      ...{ 'too-many': 'sync/too-many-tries', quota: 'sync/quota', 'client-too-old': 'sync/client-too-old' },
      ...{ retry: 'sync/server-failed', 'too-large': 'sync/too-large' }
    })
    proxy.mode('pass')
    await settled()
    console.info('fault 30: refusals', {
      ...troubles,
      ...(await proveShop(cloud.database.superUrl, [app.file()], { recorded }))
    })
  },
  patience(240_000)
)

test(`fault 29: counters that lost the server together do not come back together (seed ${SEED})`, () => {
  const COUNTERS = faultCount('HERD', 500, 5_000)
  const random = seededRandom(SEED)
  const newNumber = () => Math.floor(random() * 2 ** 31)
  const seconds = new Map<number, number>()
  for (let counter = 0; counter < COUNTERS; counter++) {
    const at = Math.floor(backOffMs(6, newNumber) / 1_000)
    seconds.set(at, (seconds.get(at) ?? 0) + 1)
  }
  const most = Math.max(...seconds.values())
  console.info('fault 29: herd', { seed: SEED, counters: COUNTERS, spreadSeconds: seconds.size, mostInASecond: most })
  expect(most).toBeLessThan((COUNTERS / 32) * 3)
  expect(seconds.size).toBeGreaterThan(25)
})
