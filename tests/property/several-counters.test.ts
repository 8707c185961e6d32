import Sqlite from 'better-sqlite3'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { OracleServer } from '#tests/support/oracle-server.ts'
import { commands } from './shop-commands.ts'
import { bookOf, SyncPlayer } from './sync-player.ts'

const RUNS = Number(process.env.SYNC_RUNS ?? 12)
const COUNTERS = 3

/** What happens between the counters: who meets the server or another counter, how far he gets, and whether the line breaks. */
const meeting = fc.record({
  counter: fc.nat({ max: COUNTERS - 1 }),
  does: fc.constantFrom(
    ...['push', 'pull', 'slice', 'some', 'both', 'cut', 'edit', 'edit', 'edit', 'clock', 'pay', 'pay', 'near', 'near']
  ),
  with: fc.nat({ max: COUNTERS - 1 }),
  most: fc.integer({ min: 1, max: 4 }),
  change: fc.nat({ max: 1_000 })
})
const day = fc.record({
  works: fc.array(commands, { minLength: COUNTERS, maxLength: COUNTERS }),
  meetings: fc.array(meeting, { minLength: 20, maxLength: 70 })
})

test('three counters that work apart and meet at random end with one book', async () => {
  const done = { ops: 0, notices: 0, entries: 0, near: 0 }
  await fc.assert(
    fc.asyncProperty(day, async ({ works, meetings }) => {
      const server = new OracleServer(Date.UTC(2026, 10, 21, 10, 0))
      const players: SyncPlayer[] = []
      for (let at = 0; at < COUNTERS; at++) players.push(await SyncPlayer.open(server, at))
      try {
        for (const { counter } of players) counter.meet()
        const left = works.map((work) => [...work])
        for (const step of meetings) {
          const player = players[step.counter] as SyncPlayer
          for (const command of left[step.counter]?.splice(0, step.most) ?? []) await player.play(command)
          await player.does(step, players[step.with] as SyncPlayer)
        }
        // At the end everybody gets through, in turns until nothing is left to tell.
        for (let round = 0; round < 3; round++) for (const { counter } of players) counter.push(1_000)
        for (const { counter } of players) counter.takeSome(1_000)
        for (const { counter } of players) counter.pull(10_000)
        done.ops += server.headSeq
        checkAll(players, server)
        done.notices += players.reduce((sum, { counter }) => sum + counter.store.sync.counts().noticesToSee, 0)
        done.near += players.reduce((sum, { near }) => sum + near, 0)
        done.entries += players[0]?.counter.store.entries.lastNo() ?? 0
      } finally {
        if (process.env.SYNC_SAY) for (const p of players) console.log(p.done, p.refusals)
        for (const player of players) await player.close()
      }
    }),
    { numRuns: RUNS, endOnFailure: true }
  )
  if (process.env.SYNC_RUNS) console.log(done)
  expect(done.entries).toBeGreaterThan(RUNS)
  expect(done.notices).toBeGreaterThan(0)
  expect(done.near).toBeGreaterThan(0)
}, 900_000)

function checkAll(players: readonly SyncPlayer[], server: OracleServer): void {
  const books = players.map(({ file }) => bookOf(file))
  for (const [at, { file, counter }] of players.entries()) {
    expect(verifyLedger(file).firstFault).toBe(null)
    expect(counter.store.sync.counts()).toMatchObject({ asideCount: 0, waitingOps: 0, waitingChunks: 0 })
    expect(counter.store.sync.account()?.cursorSeq).toBe(server.headSeq)
    const db = new Sqlite(file, { readonly: true })
    const taken = db.prepare('select count(*) from received').pluck().get()
    const own = db.prepare('select own_dev_n from sync_account').pluck().get()
    db.close()
    // Every op once: those of others, and the own ones.
    expect(Number(taken) + Number(own)).toBe(server.headSeq)
    expect(books[at]).toEqual(books[0])
  }
}
