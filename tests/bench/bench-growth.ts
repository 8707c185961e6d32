import { rmSync } from 'node:fs'
import path from 'node:path'
import { changeSettings } from '#main/app/change-settings.ts'
import { readStatement, searchParties } from '#main/app/find-parties.ts'
import { readOpenFigures } from '#main/app/read-closings.ts'
import { readCounterSummary } from '#main/app/read-counter-summary.ts'
import { readRecent } from '#main/app/read-day-book.ts'
import { recordEntry } from '#main/app/record-entry.ts'
import { systemClock } from '#main/compose/system.ts'
import { copyLedger } from '#main/db/ledger-point.ts'
import { openBook } from '#tests/support/open-book.ts'
import { benchBytes } from './bench-bytes.ts'
import { benchSyncs, copyOf, dropCopy, recordAll, saleMaker } from './bench-commit.ts'
import { benchMemory } from './bench-memory.ts'
import { type Figure, inMs } from './figure.ts'
import type { GrowthLine } from './growth-picture.ts'
import { benchFolder, type MadeBook, makeBook } from './made-book.ts'
import { inTurns, type Timing, timed, timingOf } from './timing.ts'

/** The same trade in a small, a middling and a large book: a day of each has as many entries, a party as many of its own share. */
export const GROWTH_SIZES = [
  { name: 't', entries: 1_000, parties: 100, days: 1 },
  { name: 'm', entries: 100_000, parties: 10_000, days: 73 },
  { name: 'l', entries: 1_000_000, parties: 100_000, days: 730 }
] as const

const LINES = 500
const IMPORTED = 2_000
const READ = 1_000
const COMMITS = 400
const REST_MS = 2
const SEARCHES = ['ram', 'sha', 'gup', 'kum', 'ver']

/** What somebody waits for between two keys: a book may grow, these may not. */
const STEPS = [
  'one entry, after a rest',
  'one party with its balance',
  `statement of ${LINES} lines`,
  'figures of the open day',
  'search, first 3 letters',
  'open to data on hand'
] as const
type Step = (typeof STEPS)[number]

/** What reads or writes many rows, or all of them. */
const HAULS = [
  `import of ${IMPORTED.toLocaleString('en')} entries`,
  `${READ.toLocaleString('en')} entries as data`,
  'all balances by name',
  'copy of the book'
] as const
type Haul = (typeof HAULS)[number]

export interface Growth {
  readonly figures: Figure[]
  readonly steps: GrowthLine[]
  readonly hauls: GrowthLine[]
}

/** Each measure at each size, in one run; books that are kept are not made anew. */
export async function benchGrowth(sizes = GROWTH_SIZES.map((size) => size)): Promise<Growth> {
  const steps: Sized<Step>[] = []
  const hauls: Sized<Haul>[] = []
  const weights: Figure[] = []
  for (const size of sizes) {
    const made = makeBook(size.name, size)
    const { entries } = size
    const at = `${entries.toLocaleString('en')} entries`
    steps.push({ entries, timings: measureSteps(made) })
    hauls.push({ entries, timings: await measureHauls(made) })
    const [bytes] = benchBytes(made, entries)
    // A small file is mostly the pages that each table begins with.
    const light = bytes === undefined ? [] : [{ ...bytes, what: `${bytes.what}, ${at}`, ratio: null, limit: null }]
    weights.push({ ...benchSyncs(made), what: `syncs an entry, ${at}` }, benchMemory(made, at), ...light)
  }
  return {
    figures: [...figuresOf(STEPS, steps), ...figuresOf(HAULS, hauls), ...weights],
    steps: linesOf(STEPS, steps),
    hauls: linesOf(HAULS, hauls)
  }
}

interface Sized<Measure extends string> {
  readonly entries: number
  readonly timings: Readonly<Record<Measure, Timing>>
}

const linesOf = <Measure extends string>(names: readonly Measure[], sizes: readonly Sized<Measure>[]): GrowthLine[] =>
  names.map((name) => ({
    name,
    points: sizes.map(({ entries, timings }) => ({ entries, medianMs: timings[name].medianMs }))
  }))

function figuresOf<Measure extends string>(names: readonly Measure[], sizes: readonly Sized<Measure>[]): Figure[] {
  const [first] = sizes
  return names.flatMap((measure) =>
    sizes.map(({ entries, timings }) => {
      const base = first?.timings[measure].medianMs ?? 1
      const own = timings[measure]
      const what = `${measure}, ${entries.toLocaleString('en')} entries`
      const against = `with ${first?.entries.toLocaleString('en')}: ${inMs(base)}`
      return { what, timing: own, against, ratio: own.medianMs / base, limit: null }
    })
  )
}

function measureSteps(made: MadeBook): Record<Step, Timing> {
  const reads = measureReads(made)
  const open = inTurns({ app: () => openOnce(made.file) }, { runs: 20, block: 4, warmUp: 3 }).app
  return { 'one entry, after a rest': measureCommits(made), ...reads, 'open to data on hand': open }
}

const ROUNDS = 7

async function measureHauls(made: MadeBook): Promise<Record<Haul, Timing>> {
  const book = openBook(made.file, systemClock)
  const page = { filter: 'all', sort: 'name', group: '', route: '', tag: '', offset: 0, limit: 1_000_000 } as const
  const last = book.store.entries.lastNo()
  const reads = inTurns(
    { rows: () => book.store.entries.after(last - READ, READ), balances: () => book.store.parties.page(page) },
    { runs: 12, block: 2, warmUp: 2 }
  )
  book.store.close()
  const copies: number[] = []
  const to = path.join(benchFolder, 'growth-copy.counterbook')
  for (let round = 0; round < ROUNDS; round++) {
    rmSync(to, { force: true })
    const start = performance.now()
    await copyLedger(made.file, to)
    copies.push(performance.now() - start)
  }
  rmSync(to, { force: true })
  return {
    [HAULS[0]]: measureImport(made),
    [HAULS[1]]: reads.rows,
    'all balances by name': reads.balances,
    'copy of the book': timingOf(copies)
  } as Record<Haul, Timing>
}

function measureImport(made: MadeBook): Timing {
  const book = openBook(copyOf(made, 'growth'), systemClock)
  changeSettings(book, { printOnAccept: false, creditDays: 3_650 })
  const next = saleMaker(made, 4)
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const requests = Array.from({ length: IMPORTED }, next)
    times.push(timed(() => recordAll(book, requests)))
  }
  book.store.close()
  dropCopy('growth')
  return timingOf(times)
}

function measureReads(made: MadeBook) {
  const book = openBook(made.file, systemClock)
  const partyId = made.partyIds[0] ?? ''
  while (book.finder.build());
  let turn = 0
  const search = () => searchParties(book, { text: SEARCHES[turn++ % SEARCHES.length] ?? '', limit: 8 })
  const quick = inTurns(
    { party: () => book.store.parties.byId(partyId), search },
    { runs: 1_000, block: 100, warmUp: 100 }
  )
  const slow = inTurns(
    {
      statement: () => readStatement(book, { partyId, beforeEntryNo: null, limit: LINES }),
      figures: () => readOpenFigures(book)
    },
    { runs: 100, block: 10, warmUp: 10 }
  )
  book.store.close()
  return {
    'one party with its balance': quick.party,
    [`statement of ${LINES} lines` as const]: slow.statement,
    'figures of the open day': slow.figures,
    'search, first 3 letters': quick.search
  } as Record<Exclude<Step, 'one entry, after a rest' | 'open to data on hand'>, Timing>
}

function measureCommits(made: MadeBook): Timing {
  const book = openBook(copyOf(made, 'growth'), systemClock)
  changeSettings(book, { printOnAccept: false, creditDays: 3_650 })
  const next = saleMaker(made, 3)
  const requests = Array.from({ length: COMMITS + 100 }, next)
  const record = () => {
    const request = requests.pop()
    if (request !== undefined) recordEntry(book, request)
  }
  const { app } = inTurns({ app: record }, { runs: COMMITS, block: 50, warmUp: 50, restMs: REST_MS })
  book.store.close()
  dropCopy('growth')
  return app
}

function openOnce(file: string): void {
  const book = openBook(file, systemClock)
  readCounterSummary(book)
  readRecent(book, { beforeEntryNo: null, limit: 50 })
  book.store.close()
}
