import { changeSettings } from '#main/app/change-settings.ts'
import { readStatement, searchParties } from '#main/app/find-parties.ts'
import { readOpenFigures } from '#main/app/read-closings.ts'
import { readCounterSummary } from '#main/app/read-counter-summary.ts'
import { readRecent } from '#main/app/read-day-book.ts'
import { recordEntry } from '#main/app/record-entry.ts'
import { systemClock } from '#main/compose/system.ts'
import { openBook } from '#tests/support/open-book.ts'
import { copyOf, dropCopy, saleMaker } from './bench-commit.ts'
import { type Figure, inMs } from './figure.ts'
import type { GrowthLine } from './growth-picture.ts'
import { type MadeBook, makeBook } from './made-book.ts'
import { inTurns, type Timing } from './timing.ts'

/** The same trade in a small, a middling and a large book: a day of each has as many entries, a party as many of its own share. */
export const GROWTH_SIZES = [
  { name: 't', entries: 1_000, parties: 100, days: 1 },
  { name: 'm', entries: 100_000, parties: 10_000, days: 73 },
  { name: 'l', entries: 1_000_000, parties: 100_000, days: 730 }
] as const

const LINES = 500
const COMMITS = 400
const REST_MS = 2
const SEARCHES = ['ram', 'sha', 'gup', 'kum', 'ver']

const MEASURES = [
  'one entry, after a rest',
  'one party with its balance',
  `statement of ${LINES} lines`,
  'figures of the open day',
  'search, first 3 letters',
  'open to data on hand'
] as const
type Measure = (typeof MEASURES)[number]

/** Each measure at each size, in one run; books that are kept are not made anew. */
export function benchGrowth(sizes = GROWTH_SIZES.map((size) => size)): { figures: Figure[]; lines: GrowthLine[] } {
  const measured = sizes.map((size) => ({ entries: size.entries, timings: measureAll(makeBook(size.name, size)) }))
  const [first] = measured
  const figures = MEASURES.flatMap((measure) =>
    measured.map(({ entries, timings }) => {
      const base = first?.timings[measure].medianMs ?? 1
      const own = timings[measure]
      const what = `${measure}, ${entries.toLocaleString('en')} entries`
      const against = `with ${first?.entries.toLocaleString('en')}: ${inMs(base)}`
      return { what, timing: own, against, ratio: own.medianMs / base, limit: null }
    })
  )
  const lines = MEASURES.map((name) => ({
    name,
    points: measured.map(({ entries, timings }) => ({ entries, medianMs: timings[name].medianMs }))
  }))
  return { figures, lines }
}

function measureAll(made: MadeBook): Record<Measure, Timing> {
  const reads = measureReads(made)
  const open = inTurns({ app: () => openOnce(made.file) }, { runs: 20, block: 4, warmUp: 3 }).app
  return { 'one entry, after a rest': measureCommits(made), ...reads, 'open to data on hand': open }
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
  } as Record<Exclude<Measure, 'one entry, after a rest' | 'open to data on hand'>, Timing>
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
