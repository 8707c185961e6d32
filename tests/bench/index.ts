// `npm run bench`: measures what is promised and writes docs/benchmarks.md. `-- quick` leaves out the million entries, `-- server` measures
// only the counters and their server and writes nothing.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { verifyLedger } from '#main/db/verify-ledger.ts'
import { benchStart, benchThroughPage } from './bench-app.ts'
import { benchBackup } from './bench-backup.ts'
import { benchBills, benchItemSearch, benchLine } from './bench-bills.ts'
import { benchBytes } from './bench-bytes.ts'
import { benchCommits, benchImport, benchSyncs } from './bench-commit.ts'
import { benchEditLog } from './bench-edit-log.ts'
import { benchEncryption } from './bench-encryption.ts'
import { benchGrowth, GROWTH_SIZES } from './bench-growth.ts'
import { benchHand } from './bench-hand.ts'
import { benchMemory } from './bench-memory.ts'
import { benchPrintApp } from './bench-print-app.ts'
import { benchPrinting } from './bench-printing.ts'
import { benchDay, benchOpen, benchPartyReads } from './bench-reads.ts'
import { benchBillReports, benchReports } from './bench-reports.ts'
import { benchRestore } from './bench-restore.ts'
import { benchSwitch } from './bench-switch.ts'
import { benchSync, onBenchServer } from './bench-sync.ts'
import { benchTally } from './bench-tally.ts'
import { benchTrouble } from './bench-trouble.ts'
import { type Figure, inMs, isGood, measured } from './figure.ts'
import { type MadeBook, makeBook } from './made-book.ts'
import { benchPartySearch, type SearchFigure } from './party-search.ts'
import { GROWTH, tableOf, writeGrowth, writeReport } from './report.ts'
import { type Timing, timed } from './timing.ts'

const isQuick = process.argv.includes('quick')
const isServerOnly = process.argv.includes('server')
const isWithApp = !process.argv.includes('no-app')
const parts: Record<string, Figure[]> = {}

function show(part: string, figures: readonly Figure[]): void {
  parts[part] = [...(parts[part] ?? []), ...figures]
  console.log(`\n${part}\n${tableOf(figures)}`)
}

if (!isServerOnly) await benchBooks()
await onBenchServer(async (cloud, server) => {
  // Shown and written down before the server is taken apart.
  show('Counters and their server', [...(await benchSync(cloud, server)), ...(await benchRestore(cloud, server))])
  if (!isQuick && !isServerOnly) write()
})
if (isQuick || isServerOnly) console.log('\nonly a part: docs/benchmarks.md stays as it is')

function write(): void {
  console.log(`\nwritten: ${writeReport(parts, readFileSync(path.join(import.meta.dirname, 'notes.txt'), 'utf8'))}`)
}

const missed = Object.values(parts)
  .flat()
  .filter((figure) => isGood(figure) === false)
console.log(missed.length === 0 ? 'every goal is held' : `goals not held: ${missed.map((one) => one.what).join('; ')}`)

async function benchBooks(): Promise<void> {
  console.log('making or finding a book of 10,000 entries')
  const small = makeBook('s', { parties: 1_000, entries: 10_000, days: 0 })
  const smallCommits = benchCommits(small, '10,000 entries', 2_000)
  const smallReads = benchPartyReads(small, '10,000 entries')
  show('Writing', [...smallCommits.figures, benchSyncs(small), ...benchImport(small, '10,000 entries', 20_000)])
  show('Encrypted book', benchEncryption(small, '10,000 entries', 1_000))
  show('Reading', [...smallReads.figures.slice(0, 3), ...benchDay(small)])
  show('Finding a party among 100,000', benchPartySearch().map(searchFigure))
  console.log('making or finding a book of bills: this takes minutes the first time')
  show('Bills', [benchLine(), ...benchItemSearch(), ...benchBills(isQuick ? 10_000 : 100_000)])
  show('Reports of bills', await benchBillReports(isQuick ? 10_000 : 100_000))
  show('Files of other programs', benchTally(isQuick ? 20 : 200))
  show('Printing', [...(await benchPrinting()), ...(isWithApp ? await benchPrintApp() : [])])
  show('Trouble at the printer', await benchTrouble())
  if (isQuick) return
  await benchMillion({ small, commits: smallCommits, reads: smallReads })
  // Written before the longest part, and once more after it.
  write()
}

interface SmallBook {
  readonly small: MadeBook
  readonly commits: ReturnType<typeof benchCommits>
  readonly reads: ReturnType<typeof benchPartyReads>
}

async function benchMillion({ small, commits: smallCommits, reads: smallReads }: SmallBook): Promise<void> {
  const at = '1,000,000 entries'
  console.log(`making or finding a book of ${at} and 100,000 parties: this takes minutes the first time`)
  const large = makeBook('l', { parties: 100_000, entries: 1_000_000, days: 730 })
  const commits = benchCommits(large, at, 2_000)
  const reads = benchPartyReads(large, at)
  show('Writing', [...commits.figures, ...benchImport(large, at, 20_000)])
  show('Reading', [...reads.figures, benchOpen(large, at)])
  show('Growing from 10,000 to 1,000,000 entries', [
    growth('entry', smallCommits.entry, commits.entry),
    growth('party with its balance', smallReads.timings.balance, reads.timings.balance),
    growth('statement of 500 lines', smallReads.timings.statement, reads.timings.statement)
  ])
  const growing = await benchGrowth()
  show(GROWTH, growing.figures)
  console.log(`drawn: ${writeGrowth(growing)}`)
  show('The edit log', benchEditLog(large, at))
  show('Reports', await benchReports(large, at))
  show('The whole book', [...benchBytes(large, 1_000_000), benchMemory(large, at), benchVerify(large, at)])
  show('The whole book', await benchBackup(large, at))
  if (isWithApp) {
    show('The real app', [...(await benchStart(large, small, at)), ...(await benchThroughPage(large, at))])
    show('The real app', await benchThroughPageOfSmaller())
    show('The real app', [...(await benchHand(large, small, at)), await benchSwitch(large, at)])
  }
}

/** The way from the page to its answer at the other sizes of the growth, with fewer entries. */
async function benchThroughPageOfSmaller(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const size of GROWTH_SIZES.filter(({ entries }) => entries < 1_000_000))
    figures.push(
      ...(await benchThroughPage(makeBook(size.name, size), `${size.entries.toLocaleString('en')} entries`, 120))
    )
  return figures
}

function growth(what: string, before: Timing, after: Timing): Figure {
  return {
    what,
    timing: after,
    against: `with 10,000: ${inMs(before.medianMs)} / ${inMs(before.p99Ms)}`,
    ratio: after.medianMs / before.medianMs,
    limit: 1.5
  }
}

function benchVerify(made: MadeBook, at: string): Figure {
  let isClean = false
  const ms = timed(() => {
    isClean = verifyLedger(made.file).isClean
  })
  if (!isClean) throw new Error('the made book is not clean')
  return measured(`verify, every row against the journal, ${at}`, ms / 1_000, 's', null, 'in a thread of its own')
}

function searchFigure(figure: SearchFigure): Figure {
  const { name, medianMs, p99Ms, limitMs, p99LimitMs, foundPercent, foundLimitPercent, mebibytes, mebibytesLimit } =
    figure
  const isFound = foundPercent === null || foundLimitPercent === null || foundPercent >= foundLimitPercent
  const isSmall = mebibytes === null || mebibytesLimit === null || mebibytes <= mebibytesLimit
  const isQuickEnough = p99LimitMs === null || p99Ms <= p99LimitMs
  const found = foundPercent === null ? '' : `; found ${foundPercent.toFixed(1)} %`
  const held = mebibytes === null ? '' : `; ${mebibytes.toFixed(0)} MiB of ${mebibytesLimit}`
  return {
    what: name,
    timing: { medianMs, p99Ms },
    against: limitMs === null ? '' : `at most ${limitMs} / ${p99LimitMs ?? ''}${found}${held}`,
    ratio: limitMs === null ? null : medianMs / limitMs,
    limit: limitMs === null ? null : 1,
    isTailGood: isFound && isSmall && isQuickEnough
  }
}
