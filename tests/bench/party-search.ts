import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { buildPartyIndex } from '#shared/search/build-party-index.ts'
import type { PartyIndex, PartyRow } from '#shared/search/party-index.ts'
import { type MadeParty, makeParties, pick, seededRandom } from './made-parties.ts'

export interface SearchFigure {
  readonly name: string
  readonly medianMs: number
  readonly p99Ms: number
  /** The goal for the median of a query, for the longest slice of building, or null where there is none. */
  readonly limitMs: number | null
  readonly p99LimitMs: number | null
  /** How many of the parties asked for were among the results, in percent; null where nothing was asked for. */
  readonly foundPercent: number | null
  readonly foundLimitPercent: number | null
  /** What the index holds, in MiB; null but for building. */
  readonly mebibytes: number | null
  readonly mebibytesLimit: number | null
}

const PARTIES = 100_000
const QUERIES_PER_KIND = 300
/** Each query counts with the median of its rounds: other work on the machine is not the index's time. */
const ROUNDS = 3
const RESULTS = 20
const TODAY = 20261121
const MEDIAN_LIMIT_MS = 1
const P99_LIMIT_MS = 5
const MEMORY_LIMIT_MIB = 40
const SLICE_LIMIT_MS = 16

type Random = () => number
type AskFor = (party: MadeParty, random: Random) => string

const KINDS: readonly { name: string; ask: AskFor; foundLimitPercent: number | null }[] = [
  { name: 'first letter', ask: (party) => party.row.name.slice(0, 1), foundLimitPercent: null },
  { name: 'first 2 letters', ask: (party) => party.row.name.slice(0, 2), foundLimitPercent: null },
  { name: 'first 3 letters', ask: (party) => party.row.name.slice(0, 3), foundLimitPercent: null },
  { name: 'words cut to 4 letters', ask: (party) => cutWords(party.row.name), foundLimitPercent: null },
  { name: 'full name', ask: (party) => party.row.name, foundLimitPercent: 99 },
  { name: 'full name with one slip', ask: (party, random) => withSlip(party.row.name, random), foundLimitPercent: 99 },
  { name: 'full name in the other script', ask: (party) => party.inOtherScript, foundLimitPercent: 95 },
  { name: 'name and place', ask: (party) => `${party.row.name} ${party.row.place.slice(0, 4)}`, foundLimitPercent: 99 },
  {
    name: '5 digits of the telephone',
    ask: (party) => party.row.phone.slice(-5) || party.row.name,
    foundLimitPercent: 99
  }
]

/**
 * Party search over 100,000 names made from a seed, in Latin letters and seven Indian scripts: building in slices, each
 * kind of query, and changing a name. A party counts as found if it, or one of exactly the same name, is among 20 results.
 */
export function benchPartySearch(seed = 20261121): SearchFigure[] {
  const random = seededRandom(seed)
  const parties = makeParties(PARTIES, random)
  const { index, figure } = benchBuilding(parties)
  for (const kind of KINDS) askAll(index, parties, kind.ask, seededRandom(seed + 1))
  const queries = KINDS.map((kind) => benchKind(index, parties, kind, seededRandom(seed + 2)))
  return [figure, ...queries, benchChanges(index, parties, seededRandom(seed + 3))]
}

function benchBuilding(parties: readonly MadeParty[]): { index: PartyIndex; figure: SearchFigure } {
  const rows: PartyRow[] = parties.map((party) => party.row)
  for (const _ of buildPartyIndex(rows.slice(0, 5_000)));
  const before = heldMebibytes()
  const times: number[] = []
  const slices = buildPartyIndex(rows)
  for (;;) {
    const start = performance.now()
    const slice = slices.next()
    times.push(performance.now() - start)
    if (!slice.done) continue
    const mebibytes = heldMebibytes() - before
    const total = times.reduce((sum, time) => sum + time, 0)
    const name = `building, one slice (all of it: ${Math.round(total)} ms)`
    const limits = { limitMs: SLICE_LIMIT_MS, p99LimitMs: SLICE_LIMIT_MS, mebibytes, mebibytesLimit: MEMORY_LIMIT_MIB }
    return { index: slice.value, figure: { ...timing(name, times), ...limits } }
  }
}

function benchKind(
  index: PartyIndex,
  parties: readonly MadeParty[],
  kind: (typeof KINDS)[number],
  random: Random
): SearchFigure {
  const { times, found } = askAll(index, parties, kind.ask, random)
  const foundPercent = kind.foundLimitPercent === null ? null : (100 * found) / times.length
  const figure = timing(`search, ${kind.name}`, times)
  return { ...figure, foundPercent, foundLimitPercent: kind.foundLimitPercent }
}

function askAll(index: PartyIndex, parties: readonly MadeParty[], ask: AskFor, random: Random) {
  const asked = Array.from({ length: QUERIES_PER_KIND }, () => pick(parties, random)).map((party) => ({
    party,
    text: ask(party, random),
    times: [] as number[]
  }))
  let found = 0
  for (let round = 0; round < ROUNDS; round++) {
    for (const { party, text, times } of asked) {
      const start = performance.now()
      const results = index.query(text, { limit: RESULTS, nowDay: TODAY })
      times.push(performance.now() - start)
      const isFound = results.some((result) => parties[result.partyNo - 1]?.row.name === party.row.name)
      if (round === 0 && isFound) found++
    }
  }
  return { times: asked.map(({ times }) => times.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? 0), found }
}

function benchChanges(index: PartyIndex, parties: readonly MadeParty[], random: Random): SearchFigure {
  const times: number[] = []
  for (let i = 0; i < QUERIES_PER_KIND; i++) {
    const party = pick(parties, random)
    const start = performance.now()
    index.change({ ...party.row, name: `${party.row.name} ${i}` })
    times.push(performance.now() - start)
  }
  return timing('changing a name', times)
}

function timing(name: string, times: number[]): SearchFigure {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
  return {
    name,
    medianMs: at(0.5),
    p99Ms: at(0.99),
    limitMs: MEDIAN_LIMIT_MS,
    p99LimitMs: P99_LIMIT_MS,
    foundPercent: null,
    foundLimitPercent: null,
    mebibytes: null,
    mebibytesLimit: null
  }
}

function cutWords(name: string): string {
  const words = name.split(' ').slice(0, 3)
  return words.map((word) => word.slice(0, 4)).join(' ')
}

/** Drops, doubles, changes or swaps one letter. */
function withSlip(name: string, random: Random): string {
  const letters = [...name]
  const at = Math.floor(random() * (letters.length - 1))
  const here = letters[at] ?? ''
  const next = letters[at + 1] ?? ''
  const other = letters[Math.floor(random() * letters.length)] ?? ''
  const slips = [[next], [here, here, next], [other, next], [next, here]]
  const slip = slips[Math.floor(random() * slips.length)] ?? []
  return [...letters.slice(0, at), ...slip, ...letters.slice(at + 2)].join('')
}

/** Memory held after a full collection. */
function heldMebibytes(): number {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return (heapUsed + arrayBuffers) / 2 ** 20
}

if (import.meta.main) console.table(benchPartySearch())
