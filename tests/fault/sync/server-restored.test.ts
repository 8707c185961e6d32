import { afterEach, expect, test } from 'vitest'
import { askSuper } from '#tests/support/cloud-tables.ts'
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
    // The second one is away all the time, and brings more than was lost.
    await second.call('sync.pause', { isPaused: true })
    const recorded = await sellMany(second, SALES * 3)
    await server.backUp()
    recorded.push(...(await sellMany(first, SALES)))
    await first.call('sync.now', {})
    await server.restore(false)
    await second.call('sync.pause', { isPaused: false })
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

test.each([
  ['let in before the backup', 'lost', false],
  ['let in before the backup', 'retire', false],
  ['let in after the backup', 'lost', true]
] as const)(
  'a counter %s that was taken out after it (%s) is taken out again by the first that comes, and its facts are given back',
  async (_said, mode, isLate) => {
    const { server, apps } = await shopOf(isLate ? 1 : 2)
    const [first] = apps
    if (first === undefined) throw new Error('a counter')
    if (isLate) await server.backUp()
    const thief = apps[1] ?? (await joinShop(first, server.address, 'Counter 2'))
    if (isLate) closing.push(thief.close)
    if (!isLate) await server.backUp()
    const recorded = await sellMany(thief, 3)
    await settle([first, thief])
    await first.call('sync.revoke', { deviceNo: 2, mode })
    recorded.push(...(await sellMany(first, 3)))
    await settle([first])
    await server.restore(true)
    await settle([first])
    const rows = await askSuper(server.superUrl, 'SELECT state FROM device WHERE device_no = 2')
    expect(rows).toEqual([{ state: mode === 'lost' ? 'lost' : 'retired' }])
    expect((await first.call('sync.counters', {})).map(({ state }) => state)).toEqual([
      'active',
      mode === 'lost' ? 'lost' : 'retired'
    ])
    expect(await thief.call('sync.now', {})).toMatchObject({ state: 'revoked', trouble: { code: 'sync/revoked' } })
    console.info('taken out again', await proveShop(server.superUrl, [first.file()], { recorded }))
  },
  patience(240_000)
)

test(
  'the only counter that is left is one that the server lost: it says what to do, and goes on when that was done',
  async () => {
    const { server, apps } = await shopOf(1)
    const [first] = apps
    if (first === undefined) throw new Error('a counter')
    const recorded = await sellMany(first, 3)
    await settle(apps)
    await server.backUp()
    const late = await joinShop(first, server.address, 'Counter 2')
    closing.push(late.close)
    recorded.push(...(await sellMany(first, 3)), ...(await sellMany(late, 3)))
    await settle([first, late])
    closing.splice(closing.indexOf(first.close), 1)
    await first.close()
    await server.restore(true)
    recorded.push(...(await sellMany(late, 3)))
    const { state, trouble } = await late.call('sync.now', {})
    expect([state, trouble?.code]).toEqual(['on', 'sync/not-known'])
    expect(await server.operate('name-counter', 'a line of nobody')).toBe(2)
    expect(await server.operate('name-counter', String(trouble?.params?.line))).toBe(0)
    await settle([late])
    console.info('the only one left', await proveShop(server.superUrl, [late.file()], { recorded }))
  },
  patience(240_000)
)
