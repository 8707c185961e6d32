import { copyFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type ListeningCloud, listenCloud } from '#tests/support/listening-cloud.ts'
import { ask, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'
import { proveShop } from '#tests/support/prove-shop.ts'
import { foundShop, joinShop, sell, sellMany, settle } from '#tests/support/sharing-shop.ts'
import { faultCount, patience } from './fault-counts.ts'

// The whole app on a real server and PostgreSQL: clocks that are wrong, weeks without a line, files that come back or run twice.
const DAYS_APART = faultCount('DAYS_APART', 21, 21)
const SALES_A_DAY = faultCount('SALES_A_DAY', 4, 143)
const DAY_MS = 86_400_000
const YEAR_MS = 365 * DAY_MS

let cloud: ListeningCloud
const closing: (() => unknown)[] = []
beforeAll(async () => {
  cloud = await listenCloud()
})
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})
afterAll(() => cloud.close())

async function found(options: Parameters<typeof openTestApp>[0] = {}): Promise<TestApp> {
  const app = await foundShop(cloud.url.href, options)
  closing.push(() => app.close())
  return app
}

async function join(first: TestApp, name: string, options: Parameters<typeof openTestApp>[0] = {}): Promise<TestApp> {
  const app = await joinShop(first, cloud.url.href, name, options)
  closing.push(() => app.close())
  return app
}

const prove = (apps: readonly TestApp[], recorded: readonly string[]) =>
  proveShop(
    cloud.database.superUrl,
    apps.map((app) => app.file()),
    { recorded }
  )

async function nameOf(app: TestApp, partyId: string): Promise<string | undefined> {
  const { parties } = await app.call('party.list', { filter: 'all', sort: 'name', text: '', offset: 0, limit: 50 })
  return parties.find(({ id }) => id === partyId)?.name
}

test(
  'fault 8: clocks a year behind, a year ahead and jumping every day, then set right: the newest word stands everywhere',
  async () => {
    const [right, behind, ahead] = [testClock(), testClock(), testClock()]
    for (const clock of [right, behind, ahead]) clock.advance(Date.now() - clock.now().epochMs)
    behind.advance(-YEAR_MS)
    ahead.advance(YEAR_MS)
    const first = await found({ clock: right })
    const apps = [first, await join(first, 'Behind', { clock: behind }), await join(first, 'Ahead', { clock: ahead })]
    const { party } = await first.call('party.add', ask.party('Ramesh'))
    await settle(apps)
    const fields = { ...ask.party('Ramesh', 'customer', party.id), phone: '', place: '', alias: '', isArchived: false }
    const recorded: string[] = []
    for (let day = 0; day < 3; day++) {
      // Who is a year ahead says it first; the others have seen it, and their word is newer, whatever their clocks say.
      for (const [at, app] of [apps[2], apps[1], apps[0]].entries()) {
        if (app === undefined) continue
        recorded.push(await sell(app, 100_00 + day, party.id))
        await app.call('party.change', { ...fields, name: `Said by ${at} on day ${day}` })
        await settle([app])
        for (const other of apps) await other.call('sync.now', {})
      }
      await settle(apps)
      for (const app of apps) expect(await nameOf(app, party.id)).toBe(`Said by 2 on day ${day}`)
      behind.advance(day % 2 === 0 ? 40 * DAY_MS : -300 * DAY_MS)
      ahead.advance(day % 2 === 0 ? -500 * DAY_MS : 20 * DAY_MS)
    }
    for (const clock of [behind, ahead]) clock.advance(Date.now() - clock.now().epochMs)
    for (const app of apps) recorded.push(await sell(app, 50_00, party.id))
    await settle(apps)
    console.info('fault 8: wrong clocks', await prove(apps, recorded))
  },
  patience(120_000)
)

test(
  'fault 14: a counter is put back to its file of last week: it goes on as a new one, and nothing is lost',
  async () => {
    const first = await found()
    const second = await join(first, 'Put back', { keep: true })
    const recorded = [...(await sellMany(second, 5)), ...(await sellMany(first, 5))]
    await settle([first, second])
    const file = second.file()
    await second.close()
    closing.pop()
    copyFileSync(file, `${file}.last-week`)
    const again = openTestApp({ folder: second.folder, keep: true, drivesPrinters: true })
    recorded.push(...(await sellMany(again, 7)))
    await settle([first, again])
    await again.close()
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    copyFileSync(`${file}.last-week`, file)
    const restored = openTestApp({ folder: second.folder, drivesPrinters: true })
    closing.push(() => restored.close())
    recorded.push(...(await sellMany(restored, 4)), ...(await sellMany(first, 2)))
    await settle([first, restored])
    const { counterNo } = await restored.call('sync.status', {})
    expect(counterNo).toBe(3)
    console.info('fault 14: put back', await prove([first, restored], recorded))
  },
  patience(120_000)
)

/** The folder of a counter once more, as an image of its disk: its own lists point to where it lies now. */
function cloned(folder: string): string {
  const copy = mkdtempSync(path.join(tmpdir(), 'counterbook-clone-'))
  cpSync(folder, copy, { recursive: true })
  const data = path.join(copy, 'user-data')
  for (const name of readdirSync(data, { recursive: true }) as string[]) {
    if (!name.endsWith('.json')) continue
    const file = path.join(data, name)
    writeFileSync(file, readFileSync(file, 'utf8').replaceAll(folder, copy))
  }
  return copy
}

test(
  'fault 14: a disk is cloned and both copies sell: each goes on as a counter of its own, and all sales are everywhere',
  async () => {
    const first = await found()
    const second = await join(first, 'Cloned', { keep: true })
    const recorded = await sellMany(second, 3)
    await settle([first, second])
    await second.close()
    closing.pop()
    const copies = [second.folder, cloned(second.folder)].map((folder) => openTestApp({ folder, drivesPrinters: true }))
    for (const copy of copies) closing.push(() => copy.close())
    for (const copy of copies) recorded.push(...(await sellMany(copy, 6)))
    await settle([first, ...copies])
    for (const copy of copies) recorded.push(...(await sellMany(copy, 2)))
    await settle([first, ...copies])
    const numbers = await Promise.all(copies.map(async (copy) => (await copy.call('sync.status', {})).counterNo))
    // The number that both had is nobody's any more.
    expect(numbers.toSorted()).toEqual([3, 4])
    console.info('fault 14: cloned', await prove([first, ...copies], recorded))
  },
  patience(120_000)
)

test(
  `fault 27: three counters are ${DAYS_APART} days apart with ${SALES_A_DAY} sales a day each, then all come at once`,
  async () => {
    const clocks = [testClock(), testClock(), testClock()]
    const first = await found({ clock: clocks[0] as never })
    const apps = [
      first,
      await join(first, 'Second', { clock: clocks[1] as never }),
      await join(first, 'Third', { clock: clocks[2] as never })
    ]
    const recorded: string[] = []
    for (let day = 0; day < DAYS_APART; day++)
      for (const [at, app] of apps.entries()) {
        clocks[at]?.advance(DAY_MS)
        const { party } = await app.call('party.add', ask.party(`Party ${at} ${day}`))
        recorded.push(...(await sellMany(app, SALES_A_DAY, party.id)))
      }
    // All at the same moment: their pushes and pulls cross.
    await Promise.all(apps.map((app) => app.call('sync.now', {})))
    await settle(apps)
    console.info('fault 27: weeks apart', { sales: recorded.length, ...(await prove(apps, recorded)) })
  },
  patience(600_000)
)
