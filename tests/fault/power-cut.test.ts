import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openLedger } from '#main/db/open-ledger.ts'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { throwDice } from '#tests/simulation/dice.ts'
import { openTestShop } from '#tests/support/open-app.ts'
import { reportProof } from '#tests/support/proof-report.ts'
import { addParty } from '#tests/support/whole-book.ts'
import { addItem } from '#tests/support/whole-goods.ts'
import { bundled } from './bundle.ts'
import { bytesOf, type DiskEvent, recorded } from './disk-record.ts'
import { CutDisk } from './power-cut.ts'
import { checkFacts, factsIn, type Said } from './said-facts.ts'

/** `npm run nightly` asks for thousands. */
const CUTS = Number(process.env.POWER_CUTS ?? 100)
/** Each start of the program ends with the log folded into the book, which is a time of its own for a cut. */
const STARTS = 3
const COMMANDS_OF_A_START = 25
const SEED = Number(process.env.FAST_CHECK_SEED)

let home: string
let book: string
let start: Map<string, Buffer>
let events: DiskEvent[]

beforeAll(async () => {
  home = mkdtempSync(path.join(tmpdir(), 'counterbook-power-'))
  const script = await bundled('poster.ts')
  const shop = await openTestShop()
  book = shop.file()
  for (const name of ['Ramesh', 'Suresh', 'Lakshmi']) await addParty(shop, name)
  for (const name of ['Soap', 'Rice', 'Salt']) await addItem(shop, name)
  await shop.app.close()
  start = new Map([book, `${book}-wal`].map((file) => [file, bytesOf(file)]))
  events = []
  for (let at = 0; at < STARTS; at++) {
    const program = [process.execPath, script, shop.folder, String(COMMANDS_OF_A_START), String(SEED + at)]
    events.push(...recorded(program, shop.folder, path.join(home, 'strace.log')))
  }
  // What was played from the calls is what lies on the disk: nothing that the program did was missed.
  const disk = new CutDisk(start)
  for (const event of [...events, { kind: 'sync', file: book } as const]) disk.play(event)
  const left = disk.cut(throwDice(SEED)).get(book)
  expect(left?.equals(bytesOf(book))).toBe(true)
  rmSync(path.dirname(script), { recursive: true, force: true })
  rmSync(shop.folder, { recursive: true, force: true })
}, 300_000)
afterAll(() => rmSync(home, { recursive: true, force: true }))

/** The moments of cuts, each a number of calls, and what is wrong with what each of them left: nothing, or why. */
function cutAt(moments: readonly number[], played: readonly DiskEvent[]): { wrong: string[]; factsLookedFor: number } {
  const disk = new CutDisk(start)
  const said: string[] = []
  const wrong: string[] = []
  let done = 0
  let factsLookedFor = 0
  for (const [at, calls] of moments.toSorted((left, right) => left - right).entries()) {
    for (const event of played.slice(done, calls)) {
      disk.play(event)
      if (event.kind === 'said') said.push(...event.line.split('\n'))
    }
    done = calls
    const facts = factsIn(said)
    factsLookedFor += facts.length
    try {
      startAgain(disk.cut(throwDice(SEED + at)), facts)
    } catch (error) {
      wrong.push(`cut ${at} after ${calls} calls: ${error instanceof Error ? error.message : error}`)
    }
  }
  return { wrong, factsLookedFor }
}

/** Opens what a cut has left, as the app does, and looks. Throws when something is not right. */
function startAgain(left: ReadonlyMap<string, Buffer>, facts: readonly Said[]): void {
  const folder = mkdtempSync(path.join(home, 'cut-'))
  try {
    for (const [name, bytes] of left) writeFileSync(path.join(folder, path.basename(name)), bytes)
    const file = path.join(folder, path.basename(book))
    openLedger(file).close()
    checkFacts(file, facts, 0)
    expect(verifyLedger(file)).toMatchObject({ isClean: true, firstFault: null })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

test(
  `${CUTS} power cuts that drop what was not synced (seed ${SEED}): what was acknowledged is there, and the book is whole`,
  () => {
    const dice = throwDice(SEED)
    const moments = Array.from({ length: CUTS }, () => dice.whole(1, events.length))
    const { wrong, factsLookedFor } = cutAt(moments, events)
    expect(wrong).toEqual([])
    expect(factsLookedFor).toBeGreaterThan(CUTS * 10)
    const syncs = events.filter(({ kind }) => kind === 'sync').length
    const counts = { cuts: CUTS, 'calls recorded': events.length, 'syncs recorded': syncs }
    reportProof({ part: 'power', seed: SEED, counts: { ...counts, 'facts looked for': factsLookedFor, lost: 0 } })
  },
  CUTS * 2_000
)

test('a program that did not sync would lose what it said: the cuts find it', () => {
  const careless = events.filter((event) => event.kind !== 'sync' || event.file === book)
  const moments = Array.from({ length: 8 }, (_, at) => Math.floor((careless.length * (at + 1)) / 9))
  expect(cutAt(moments, careless).wrong.length).toBeGreaterThan(2)
}, 60_000)
