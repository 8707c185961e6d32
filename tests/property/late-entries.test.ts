import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { LATE_TAKEN } from '#shared/closing/late-entries.ts'
import type { ClosingView } from '#shared/contract/views.ts'
import { ask, firstRun, newId, openTestApp, type TestApp, testClock } from '#tests/support/open-app.ts'
import { OracleServer, SyncCounter } from '#tests/support/oracle-server.ts'
import { bookOf } from './sync-player.ts'

const RUNS = Number(process.env.LATE_RUNS ?? 6)
const NAMES = [0, 1, 2]

/** A sale of some rupees, a close, a look through the tray, a meeting with the server or with another counter, a night. */
const step = fc.record({
  counter: fc.constantFrom(...NAMES),
  does: fc.constantFrom('sell', 'sell', 'sell', 'close', 'look', 'push', 'pull', 'near', 'night'),
  with: fc.constantFrom(...NAMES),
  rupees: fc.integer({ min: 1, max: 999 })
})

interface Side {
  readonly app: TestApp
  readonly counter: SyncCounter
  readonly clock: ReturnType<typeof testClock>
  /** What a plain reading of the rule says: the days of this counter's Zs, what was seen here, and what was late. */
  closedOn: number
  readonly seen: Set<string>
  readonly late: Map<string, 'waits' | number>
  readonly closings: ClosingView[]
}

async function open(server: OracleServer): Promise<Side> {
  const clock = testClock()
  const app = openTestApp({ clock })
  await app.call('shop.create', firstRun())
  const counter = new SyncCounter(app.file(), server)
  return { app, counter, clock, closedOn: 0, seen: new Set(), late: new Map(), closings: [] }
}

/** What is in the book of this counter now and was not before came from others: late if its day was closed here. */
function note(side: Side): void {
  const { entries } = side.counter.store
  for (const { id, bookOn } of entries.after(0, 10_000)) {
    if (side.seen.has(id)) continue
    side.seen.add(id)
    if (bookOn <= side.closedOn) side.late.set(id, 'waits')
  }
}

async function sell(side: Side, rupees: number): Promise<void> {
  const amount = rupees * 100
  const request = ask.sale(null, amount, { cashMinor: amount })
  await side.app.call('entry.record', request)
  side.seen.add(request.id)
}

async function close(side: Side): Promise<void> {
  const request = { countId: null, reason: 'not counted', toOwnerMinor: 0, toBankMinor: 0, isForgotten: false }
  const status = await side.app.call('closing.status', {})
  if (status.entryCount === 0) return
  const { closing } = await side.app.call('closing.close', { ...request, id: newId() } as never)
  side.closings.push(closing)
  side.closedOn = closing.bookOn
  const counted = [...side.late.values()].filter((zNo) => zNo === closing.zNo).length
  expect((closing.late ?? []).reduce((sum, line) => sum + line.entryCount, 0)).toBe(counted)
}

async function look(side: Side): Promise<void> {
  const { entries } = await side.app.call('sync.late', {})
  const waiting = [...side.late].filter(([, state]) => state === 'waits').map(([id]) => id)
  expect(entries.map(({ id }) => id).toSorted()).toEqual(waiting.toSorted())
  if (entries.length === 0) return
  const { nextZNo } = await side.app.call('closing.status', {})
  const request = { id: newId(), entryIds: waiting as never }
  // Asked twice, as after a lost answer, it is done once.
  for (let time = 0; time < 2; time++)
    expect(await side.app.call('sync.takeLate', request)).toEqual({ entryCount: waiting.length })
  for (const id of waiting) side.late.set(id, nextZNo)
}

test('late entries stand in the tray once, are named by one Z, and change no Z and no book', async () => {
  const done = { late: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 50 }), async (steps) => {
      const server = new OracleServer(Date.UTC(2026, 10, 21, 10, 0))
      const sides = [await open(server), await open(server), await open(server)]
      try {
        for (const { counter } of sides) counter.meet()
        for (const side of sides) note(side)
        for (const { counter, does, with: other, rupees } of steps) {
          const [side, near] = [sides[counter] as Side, sides[other] as Side]
          if (does === 'sell') await sell(side, rupees)
          else if (does === 'close') await close(side)
          else if (does === 'look') await look(side)
          else if (does === 'push') side.counter.push(3)
          else if (does === 'pull') side.counter.pull(3)
          else if (does === 'near' && near !== side) side.counter.takeFrom(near.counter)
          else if (does === 'night') for (const { clock } of sides) clock.advance(24 * 3_600_000)
          note(side)
        }
        await checkAll(sides, done)
      } finally {
        for (const { app, counter } of sides) {
          counter.close()
          await app.close()
        }
      }
    }),
    { numRuns: RUNS, endOnFailure: true }
  )
})

async function checkAll(sides: readonly Side[], done: { late: number }): Promise<void> {
  const meet = () => {
    for (const { counter } of sides) counter.push(1_000)
    for (const { counter } of sides) counter.pull(10_000)
    for (const side of sides) note(side)
  }
  for (let round = 0; round < 2; round++) meet()
  for (const side of sides) await look(side)
  meet()
  for (const { app, counter, closings, late } of sides) {
    for (const closing of closings) expect(counter.store.closings.byId(closing.id)).toEqual(closing)
    expect(await app.call('sync.late', {})).toEqual({ entries: [], moreCount: 0 })
    done.late += late.size
    expect(verifyLedger(app.file()).firstFault).toBe(null)
    expect(bookOf(app.file())).toEqual(bookOf(sides[0]?.app.file() ?? ''))
    // Who looked through what is known everywhere, and alike.
    expect(counter.store.definitions.list(LATE_TAKEN)).toEqual(sides[0]?.counter.store.definitions.list(LATE_TAKEN))
  }
}
