import { rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { bookOf } from '#tests/property/sync-player.ts'
import { type FaultProxy, startFaultProxy } from '#tests/support/fault-proxy.ts'
import { freePort } from '#tests/support/lan-shop.ts'
import { type ListeningCloud, listenCloud } from '#tests/support/listening-cloud.ts'
import { openTestApp } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundShop, joinShop, sellMany, settle } from '#tests/support/sharing-shop.ts'
import { bundled } from '../bundle.ts'
import { type CounterProcess, startCounter } from './counter-process.ts'
import { faultCount, patience } from './fault-counts.ts'

// Two counters without internet, each in a process of its own, with a line between them: killed and cut off at every step of an exchange.
const SALES = faultCount('LAN_SALES', 12, 300)

let script = ''
let cloud: ListeningCloud
/** The way to the server, which is down while the counters speak to each other. */
let line: FaultProxy
/** The way from the counter that asks to the one that answers. */
let between: FaultProxy
let port = 0
let folders: readonly [answers: string, asks: string] = ['', '']
/** Those that run, and every sale that a person was told of. */
let running: CounterProcess[] = []
const sold: string[] = []
let entriesBefore = 0

beforeAll(async () => {
  script = await bundled('sync/driven-child.ts')
  cloud = await listenCloud()
  line = await startFaultProxy(cloud.url)
  port = await freePort()
  between = await startFaultProxy(new URL(`http://127.0.0.1:${port}`))
  const first = await foundShop(line.url, { keep: true })
  const second = await joinShop(first, line.url, 'Counter 2', { keep: true })
  await settle([first, second])
  folders = [first.folder, second.folder]
  entriesBefore = salesIn(first.file()).entries
  for (const app of [first, second]) await app.close()
  line.mode('refuse')
}, patience(120_000))
afterEach(async () => {
  for (const one of running) await one.end('kill')
  running = []
  between.mode('pass')
})
afterAll(async () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  rmSync(path.dirname(script), { recursive: true, force: true })
  await between.close()
  await line.close()
  await cloud.close()
})

/** How many entries a file holds, and which of the sales are not among them. */
function salesIn(file: string): { readonly entries: number; readonly missing: readonly string[] } {
  const db = new Sqlite(file, { readonly: true })
  try {
    const ids = db.prepare<[], string>('select lower(hex(id)) from entry').pluck().all()
    const held = new Set(ids)
    return { entries: ids.length, missing: sold.filter((id) => !held.has(id.replaceAll('-', ''))) }
  } finally {
    db.close()
  }
}

function start(at: 0 | 1, dies = 'never'): CounterProcess {
  const counter = startCounter(script, folders[at], dies)
  running.push(counter)
  return counter
}

/** The first listens; the second knows where, by the line that can be cut. */
async function turnOn(counter: CounterProcess, at: 0 | 1): Promise<void> {
  const ownPort = at === 0 ? port : await freePort()
  const addresses = at === 0 ? [] : [new URL(between.url).host]
  await counter.call('lan.choose', { isOn: true, port: ownPort, addresses })
}

/** Both with sales of their own that the other one has not. */
async function apart(dies: readonly [string, string]): Promise<[CounterProcess, CounterProcess]> {
  between.mode('refuse')
  const both: [CounterProcess, CounterProcess] = [start(0, dies[0]), start(1, dies[1])]
  for (const [at, counter] of both.entries()) {
    await turnOn(counter, at === 0 ? 0 : 1)
    sold.push(...(await sellMany(counter, SALES)))
  }
  return both
}

/** After one exchange without a fault both have one book, with each fact once. */
async function together(answers: CounterProcess, asks: CounterProcess): Promise<void> {
  between.mode('pass')
  // An exchange may be under way already: then this one does not wait for it.
  const count = () => [answers, asks].map((counter) => salesIn(counter.file()).entries)
  const all = entriesBefore + sold.length
  const exchanged = () => asks.call('lan.now', {}).then(count)
  await expect.poll(exchanged, { timeout: patience(20_000) }).toEqual([all, all])
  const near = async () => (await asks.call('lan.now', {})).counters
  await expect.poll(near, { timeout: patience(20_000) }).toMatchObject([{ deviceNo: 1, trouble: null }])
  expect(bookOf(answers.file())).toEqual(bookOf(asks.file()))
  for (const counter of [answers, asks]) {
    expect(verifyLedger(counter.file()).firstFault).toBeNull()
    expect(salesIn(counter.file()).missing).toEqual([])
  }
}

const [ANSWERS, ASKS] = [0, 1] as const
test.each([
  ['the one that asks, at its greeting', ASKS, { bytes: 1 }],
  ['the one that answers, at the greeting', ANSWERS, { bytes: 1 }],
  ['the one that asks, as it says what it holds', ASKS, { bytes: 700 }],
  ['the one that answers, as it is told what the other holds', ANSWERS, { bytes: 700 }],
  ['the one that asks, as it hands over', ASKS, { bytes: 1_600 }],
  ['the one that answers, as it is handed over to', ANSWERS, { bytes: 1_600 }],
  ['the one that asks, after the first it took', ASKS, { dies: 'mid-apply:1' }],
  ['the one that answers, after the first it took', ANSWERS, { dies: 'mid-apply:1' }],
  ['the one that asks, in the middle of taking', ASKS, { dies: 'mid-apply:7' }],
  ['the one that answers, in the middle of taking', ANSWERS, { dies: 'mid-apply:7' }]
] as const)(
  'killed in an exchange: %s',
  async (_said, victim, at) => {
    const dies = 'dies' in at ? at.dies : 'never'
    const both = await apart(victim === ANSWERS ? [dies, 'never'] : ['never', dies])
    const killed = both[victim]
    if ('bytes' in at) between.tripAfter(at.bytes, () => void killed.end('kill'))
    between.mode('pass')
    const exchange = both[ASKS].call('lan.now', {}).catch(() => null)
    expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' })
    await exchange
    both[victim] = start(victim)
    await turnOn(both[victim], victim)
    await together(both[ANSWERS], both[ASKS])
  },
  patience(60_000)
)

test(
  'cut in an exchange, at every so many bytes of it and of its answer: the next one brings the rest, each fact once',
  async () => {
    const both = await apart(['never', 'never'])
    let cuts = 0
    for (const bytes of [1, 150, 400, 700, 1_000, 1_600, 2_500]) {
      for (const way of ['answer', 'question'] as const) {
        for (const counter of both) sold.push(...(await sellMany(counter, 2)))
        between.mode(way === 'answer' ? { cutAnswerAfter: bytes } : 'pass')
        // What is longer than the exchange would cut the next one.
        const isQuestion = way === 'question'
        between.tripAfter(isQuestion ? bytes : Number.POSITIVE_INFINITY, () => between.mode('refuse'))
        const [near] = (await both[ASKS].call('lan.now', {})).counters
        if (near?.trouble !== null) cuts++
      }
    }
    expect(cuts).toBeGreaterThan(6)
    between.tripAfter(Number.POSITIVE_INFINITY, () => {})
    await together(...both)
    console.info('an exchange cut', { cuts, sold: sold.length })
  },
  patience(120_000)
)

test(
  'and when the line to the server is back it has every sale once, as both counters do',
  async () => {
    const apps = folders.map((folder) => openTestApp({ folder, keep: true, drivesPrinters: true }))
    try {
      for (const app of apps) await app.call('lan.choose', { isOn: false, port, addresses: [] })
      line.mode('pass')
      await settle(apps)
      const files = apps.map((app) => app.file())
      const proved = await proveShop(cloud.database.superUrl, files, { recorded: sold })
      expect(proved.entries).toBe(entriesBefore + sold.length)
      console.info('killed and cut between two counters', { sold: sold.length, ...proved })
    } finally {
      for (const app of apps) await app.close()
    }
  },
  patience(120_000)
)
