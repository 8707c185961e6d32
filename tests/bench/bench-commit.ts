import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Book, stampOf } from '#main/app/book.ts'
import { changeSettings } from '#main/app/change-settings.ts'
import { recordEntry, recordWithin } from '#main/app/record-entry.ts'
import { systemClock } from '#main/compose/system.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { ask } from '#tests/support/open-app.ts'
import { openBook } from '#tests/support/open-book.ts'
import { against, type Figure, measured } from './figure.ts'
import { benchFolder, type MadeBook, type Random, zipf } from './made-book.ts'
import { seededRandom } from './made-parties.ts'
import { makeRawBook, openRawCommit } from './raw-commit.ts'
import { inTurns, type Timing, timed, timingOf } from './timing.ts'

/** A copy of a made book to write into; the one that is kept stays as it is. */
export function copyOf(made: MadeBook, name: string): string {
  const file = path.join(benchFolder, `${name}.copy`)
  dropCopy(name)
  copyFileSync(made.file, file)
  return file
}

/** Copies of a book of a million entries are hundreds of megabytes: none outlives its use. */
export function dropCopy(name: string): void {
  for (const ending of ['', '-wal', '-shm']) rmSync(path.join(benchFolder, `${name}.copy${ending}`), { force: true })
}

/** The same entries in the barest tables, made once for a book. */
function rawCopyOf(made: MadeBook): string {
  const kept = `${made.file}.raw`
  if (!existsSync(kept)) {
    makeRawBook(made.file, `${kept}.part`)
    renameSync(`${kept}.part`, kept)
  }
  return copyOf({ ...made, file: kept }, 'raw')
}

/** Sales on credit to parties drawn by Zipf's law, each with an id of its own. */
export function saleMaker(made: MadeBook, random: Random) {
  const draw = zipf(made.partyIds.length, random)
  return () =>
    zEntryRequest.parse({
      ...ask.sale(made.partyIds[draw()] ?? null, (1 + Math.floor(random() * 5_000)) * 100),
      text: 'cotton bales'
    })
}

const REST_MS = 2

export interface CommitFigures {
  readonly figures: Figure[]
  readonly entry: Timing
  readonly raw: Timing
}

/** One entry from the handler to the balance read back, in turns with the barest durable commit of the same rows. */
export function benchCommits(made: MadeBook, at: string, runs: number): CommitFigures {
  const book = openBook(copyOf(made, 'app'), systemClock)
  const raw = openRawCommit(rawCopyOf(made))
  const next = saleMaker(made, seededRandom(2))
  const options = { runs, block: 50, warmUp: 300 }
  // The handler is given requests that are read and checked already; the screen has made their ids.
  const requests = Array.from({ length: 3 * (runs + options.warmUp) }, next)
  const record = () => {
    const request = requests.pop()
    if (request?.kind !== 'sale') throw new Error('all requests are recorded')
    recordEntry(book, request)
    book.store.parties.byId(request.partyId ?? '')
  }
  changeSettings(book, { printOnAccept: false })
  const plain = inTurns({ raw: raw.commit, app: record }, options)
  // The disk of a virtual machine syncs quicker for one who does nothing but sync: at a counter nobody does.
  const rested = inTurns({ raw: raw.commit, app: record }, { ...options, restMs: REST_MS })
  changeSettings(book, { printOnAccept: true })
  const printed = inTurns({ raw: raw.commit, app: record }, options)
  book.store.close()
  raw.close()
  for (const name of ['app', 'raw']) dropCopy(name)
  return {
    figures: [
      against(`entry, handler to balance read back, ${at}`, plain.app, { name: 'raw', timing: plain.raw }, 1.5, 2),
      against(
        `the same, each after a rest of ${REST_MS} ms, ${at}`,
        rested.app,
        { name: 'raw, after the same rest', timing: rested.raw },
        1.5,
        2
      ),
      against(
        `entry with its receipt queued, ${at}`,
        printed.app,
        { name: 'raw, without receipt', timing: printed.raw },
        null
      )
    ],
    entry: plain.app,
    raw: plain.raw
  }
}

const IMPORTS = 5

/** Many entries in one transaction, as an import writes them. */
export function benchImport(made: MadeBook, at: string, count: number): Figure {
  const book = openBook(copyOf(made, 'app'), systemClock)
  const raw = openRawCommit(rawCopyOf(made))
  const next = saleMaker(made, seededRandom(3))
  const rawAll = raw.db.transaction(() => {
    for (let done = 0; done < count; done++) raw.write()
  })
  const times = { own: [] as number[], raw: [] as number[] }
  for (let round = 0; round < IMPORTS; round++) {
    const requests = Array.from({ length: count }, next)
    times.raw.push(timed(rawAll))
    times.own.push(timed(() => recordAll(book, requests)))
  }
  const [ownMs, rawMs] = [timingOf(times.own).medianMs, timingOf(times.raw).medianMs]
  book.store.close()
  raw.close()
  for (const name of ['app', 'raw']) dropCopy(name)
  const perSecond = (ms: number) => Math.round((count * 1_000) / ms)
  return {
    what: `import, ${count.toLocaleString('en')} entries in one commit, into ${at}`,
    timing: null,
    value: `${perSecond(ownMs).toLocaleString('en')} entries/s`,
    against: `raw: ${perSecond(rawMs).toLocaleString('en')} entries/s`,
    ratio: ownMs / rawMs,
    limit: 2
  }
}

function recordAll(book: Book, requests: readonly ReturnType<typeof zEntryRequest.parse>[]): void {
  const stamp = stampOf(book)
  book.store.transact(() => {
    for (const request of requests) recordWithin(book, request, stamp)
  })
}

const SYNCED_ENTRIES = 1_000

/** Syncs that the kernel saw for each entry, counted from outside. */
export function benchSyncs(made: MadeBook): Figure {
  const what = `syncs an entry, ${SYNCED_ENTRIES.toLocaleString('en')} entries`
  const log = path.join(benchFolder, 'strace.txt')
  const count = (entries: number) => {
    const script = path.join(import.meta.dirname, 'count-syncs.ts')
    const args = ['-f', '-o', log, '-e', 'trace=fsync,fdatasync', process.execPath, script]
    const run = spawnSync('strace', [...args, copyOf(made, 'app'), String(entries)], { encoding: 'utf8' })
    if (run.status !== 0) return null
    return readFileSync(log, 'utf8').match(/f(data)?sync\(\d+\)\s+= 0|f(data)?sync resumed/g)?.length ?? 0
  }
  const [none, some] = [count(0), count(SYNCED_ENTRIES)]
  dropCopy('app')
  rmSync(log, { force: true })
  if (none === null || some === null)
    return { what, timing: null, value: 'not measured', against: 'strace is not here', ratio: null, limit: null }
  const each = (some - none) / SYNCED_ENTRIES
  return { ...measured(what, each, 'syncs', 1.05), isTailGood: each >= 1 }
}
