import { afterEach, expect, test } from 'vitest'
import { ask, type TestApp } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { type RestorableServer, startRestorable } from '#tests/support/restorable-server.ts'
import { foundShop, joinShop, sellMany, settle } from '#tests/support/sharing-shop.ts'
import { faultCount, patience } from './fault-counts.ts'

// A real server is put back to an older state of its database while counters hold what it lost.
const SALES = faultCount('RESTORED_SALES', 12, 3_000)

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function shopOf(count: number): Promise<{ server: RestorableServer; apps: TestApp[] }> {
  const server = await startRestorable()
  closing.push(server.close)
  const first = await foundShop(server.address)
  closing.push(first.close)
  const apps = [first]
  for (let no = 2; no <= count; no++) {
    const app = await joinShop(first, server.address, `Counter ${no}`)
    closing.push(app.close)
    apps.push(app)
  }
  await settle(apps)
  return { server, apps }
}

test(
  'fault 12: the server is restored from an older backup and one counter is dead: the others give back what it lost',
  async () => {
    const { server, apps } = await shopOf(3)
    const recorded: string[] = []
    const everybodySells = async () => {
      for (const app of apps) recorded.push(...(await sellMany(app, SALES)))
    }
    await everybodySells()
    await settle(apps)
    await server.backUp()
    await everybodySells()
    await settle(apps)
    const dead = apps.pop()
    await dead?.close()
    closing.splice(closing.length - 1, 1)
    await everybodySells()
    await server.restore(true)
    await settle(apps)
    const files = apps.map((app) => app.file())
    console.info('fault 12: restored', await proveShop(server.superUrl, files, { recorded }))
  },
  patience(240_000)
)

test(
  'fault 13: nobody said that the server was restored: the first counter that comes finds out',
  async () => {
    const { server, apps } = await shopOf(2)
    const recorded: string[] = []
    await server.backUp()
    for (const app of apps) recorded.push(...(await sellMany(app, SALES)))
    await settle(apps)
    await server.restore(false)
    for (const app of apps) recorded.push(...(await sellMany(app, 3)))
    await settle(apps)
    const files = apps.map((app) => app.file())
    console.info('fault 13: restored in silence', await proveShop(server.superUrl, files, { recorded }))
  },
  patience(240_000)
)

test(
  'fault 13: nobody said it, and the log went on to where it had been: it is seen by the log hash',
  async () => {
    const { server, apps } = await shopOf(2)
    const [first, second] = apps
    if (first === undefined || second === undefined) throw new Error('two counters')
    const recorded = await sellMany(second, SALES * 3)
    await server.backUp()
    recorded.push(...(await sellMany(first, SALES)))
    await first.call('sync.now', {})
    await server.restore(false)
    // The second one was away all the time, and brings more than was lost.
    await second.call('party.add', ask.party('Ramesh'))
    expect(await second.call('sync.now', {})).toMatchObject({ trouble: null, waitingCount: 0 })
    await settle(apps)
    const files = apps.map((app) => app.file())
    console.info('fault 13: seen by the log hash', await proveShop(server.superUrl, files, { recorded }))
  },
  patience(240_000)
)

test.each([true, false])(
  'fault 12: a counter that was let in after the backup is named by another one, and goes on (the operator said so: %s)',
  async (isSaid) => {
    const { server, apps } = await shopOf(1)
    const [first] = apps
    if (first === undefined) throw new Error('a counter')
    const recorded = await sellMany(first, SALES)
    await settle(apps)
    await server.backUp()
    const late = await joinShop(first, server.address, 'Counter 2')
    closing.push(late.close)
    apps.push(late)
    for (const app of apps) recorded.push(...(await sellMany(app, SALES)))
    await settle(apps)
    await server.restore(isSaid)
    for (const app of apps) recorded.push(...(await sellMany(app, 3)))
    // The one that the server has lost cannot sign in until another one was there.
    await late.call('sync.now', {})
    expect(await first.call('sync.now', {})).toMatchObject({ trouble: null })
    await settle(apps)
    const files = apps.map((app) => app.file())
    console.info('fault 12: let in after the backup', await proveShop(server.superUrl, files, { recorded }))
  },
  patience(240_000)
)
