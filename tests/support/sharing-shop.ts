import { setTimeout as pause } from 'node:timers/promises'
import { expect } from 'vitest'
import { ask, firstRun, openTestApp, type TestApp } from './open-app.ts'

type AppOptions = Parameters<typeof openTestApp>[0]
/** A counter, in this process or in one of its own. */
type Counter = Pick<TestApp, 'call'>

/** The whole app without a window, as the one process of a PC that speaks to the server. */
export const openCounter = (options: AppOptions = {}): TestApp => openTestApp({ drivesPrinters: true, ...options })

/** A first counter whose shop has an account with the server. */
export async function foundShop(url: string, options: AppOptions = {}): Promise<TestApp> {
  const app = openCounter(options)
  await foundAt(app, url)
  return app
}

/** Makes a shop on this counter, and its account. */
export async function foundAt(app: Counter, url: string): Promise<void> {
  await app.call('shop.create', firstRun())
  expect(await app.call('sync.turnOn', { server: url, owner: '' })).toMatchObject({ state: 'on', counterNo: 1 })
  expect(await app.call('sync.now', {})).toMatchObject({ trouble: null, waitingCount: 0 })
}

/** Lets a PC that waits with a code into the shop, and waits until it is in. */
export async function letIn(first: Counter, app: Counter, url: string, name: string): Promise<void> {
  const waiting = await app.call('sync.join', { server: url, counterName: name })
  if (waiting.step !== 'waiting') throw new Error(`not waiting: ${waiting.step}`)
  const { pairId, deviceKey } = await first.call('sync.look', { code: waiting.code })
  await first.call('sync.letIn', { pairId, deviceKey, name })
  await joinedAt(app)
}

async function joinedAt(app: Counter): Promise<void> {
  for (let tries = 0; tries < 2_400; tries++) {
    const state = await app.call('sync.joinState', {})
    if (state.step === 'joined') return
    if (state.step === 'failed') throw new Error(`not let in: ${state.failure.code}`)
    await pause(50)
  }
  throw new Error('not let in in time')
}

/** A further counter of the shop, which has taken all that there was. */
export async function joinShop(first: Counter, url: string, name: string, options: AppOptions = {}): Promise<TestApp> {
  const app = openCounter(options)
  await letIn(first, app, url, name)
  await settle([app])
  return app
}

/** A sale on this counter, to a party or over the counter; answers its id. */
export async function sell(app: Counter, amountMinor: number, partyId: string | null = null): Promise<string> {
  const sale = ask.sale(partyId, amountMinor, partyId === null ? { cashMinor: amountMinor } : {})
  await app.call('entry.record', sale)
  return sale.id
}

export async function sellMany(app: Counter, count: number, partyId: string | null = null): Promise<string[]> {
  const ids: string[] = []
  for (let at = 0; at < count; at++) ids.push(await sell(app, 10_00 + at, partyId))
  return ids
}

/** Every counter asks in turn until nobody has anything left to send or to take. Fails when that does not come to pass. */
export async function settle(apps: readonly Counter[], rounds = 30): Promise<void> {
  let stands: object[] = []
  for (let round = 0; round < rounds; round++) {
    for (const app of apps) await app.call('sync.now', {})
    const all = await Promise.all(apps.map((app) => app.call('sync.status', {})))
    // A counter stands at the head as soon as the first slice of the newest chunk is taken; the rest of it comes while it works.
    const isQuiet = all.every((one) => one.state === 'on' && !one.trouble && !one.isWorking && one.waitingCount === 0)
    const heads = new Set(all.flatMap(({ taken, head }) => [taken, head]))
    if (isQuiet && heads.size === 1) return
    stands = all
  }
  throw new Error(`not settled: ${JSON.stringify(stands)}`)
}
