import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { type Book, stampOf } from '#main/app/book.ts'
import { changeSettings } from '#main/app/change-settings.ts'
import { readPartyBrief } from '#main/app/find-parties.ts'
import { readCounterSummary } from '#main/app/read-counter-summary.ts'
import { readRecent } from '#main/app/read-day-book.ts'
import { recordEntry, recordWithin } from '#main/app/record-entry.ts'
import { systemClock } from '#main/compose/system.ts'
import { zEntryRequest } from '#shared/ledger/entry-request.ts'
import { ask } from '#tests/support/open-app.ts'
import { openBook } from '#tests/support/open-book.ts'
import { against, type Figure, measured } from './figure.ts'
import { benchFolder, type MadeBook, zipf } from './made-book.ts'
import { seededRandom } from './made-parties.ts'
import { makeRawBook, openRawCommit, type RawCommit } from './raw-commit.ts'
import { openSameRows } from './same-rows.ts'
import { inRounds, inTurns, rest, type Timing, timed, timingOf } from './timing.ts'

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

/** A sale on credit: the place of its party in the book, and its amount in minor units. */
export interface DrawnSale {
  readonly party: number
  readonly amountMinor: number
}

/** Sales to parties drawn by Zipf's law. The same seed draws the same ones for the app and for the barest tables. */
export function saleDrawer(made: MadeBook, seed: number): () => DrawnSale {
  const random = seededRandom(seed)
  const draw = zipf(made.partyIds.length, random)
  return () => ({ party: draw(), amountMinor: (1 + Math.floor(random() * 5_000)) * 100 })
}

/** What the screen asks for such a sale, with an id of its own. */
export function saleMaker(made: MadeBook, seed: number) {
  const next = saleDrawer(made, seed)
  return () => {
    const { party, amountMinor } = next()
    return zEntryRequest.parse({ ...ask.sale(made.partyIds[party] ?? null, amountMinor), text: 'cotton bales' })
  }
}

/** Nobody types entries without a pause, so each is also timed after a rest: a disk of a virtual machine answers quicker to one who does nothing but sync. */
const REST_MS = 2

/** Days of credit with which nobody in a made book is late: a sale that is warned of writes the warning as well, which the raw commit does not. */
const NOTHING_LATE = 3_650
const WARM_UP = 300
/** Of commits whose tail has a limit. */
const ROUNDS = 3
/**
 * What a page asks for after each entry, before anybody can accept the next: the strip, the list and the party. A commit that follows
 * other work takes longer than one that follows a commit, whoever asks for it: the disk of a virtual machine has gone to rest, and
 * what the commit needs is no longer near the processor.
 */
function askedBetween(book: Book, partyId: string): void {
  readCounterSummary(book)
  readRecent(book, { beforeEntryNo: null, limit: 50 })
  readPartyBrief(book, { partyId })
}

/** The order of a counter: the page asks for strip and list, a hand types, the party of the next line is looked at, and Enter. */
function asAtCounter(book: Book, partyId: string): void {
  readCounterSummary(book)
  readRecent(book, { beforeEntryNo: null, limit: 50 })
  rest(REST_MS)
  readPartyBrief(book, { partyId })
}

export interface CommitFigures {
  readonly figures: Figure[]
  readonly entry: Timing
  readonly raw: Timing
}

/**
 * So many entries make the log as long as it ever becomes. While its file still grows each sync writes its length too, which is the lot of
 * an hour after the start, and of whoever folds the log late more than of whoever folds it early.
 */
const LOG_ENTRIES = 2_500

/**
 * One entry from the handler to the balance read back, in turns with the raw durable commit of the same rows, and with that
 * of the barest tables. All record the same sales.
 */
export function benchCommits(made: MadeBook, at: string, runs: number): CommitFigures {
  const book = openBook(copyOf(made, 'app'), systemClock)
  const raw = openSameRows(copyOf(made, 'same'), saleDrawer(made, 2))
  const barest = openRawCommit(rawCopyOf(made), saleDrawer(made, 2))
  const next = saleMaker(made, 2)
  // The handler is given requests that are read and checked already; the screen has made their ids, and asks in their order.
  const requests = Array.from({ length: (3 + 2 * ROUNDS) * (runs + WARM_UP) }, next).reverse()
  const nextParty = () => {
    const request = requests.at(-1)
    return request?.kind === 'sale' ? (request.partyId ?? '') : ''
  }
  // The screen has shown how the party stands before anybody accepts the line.
  const look = () => void readPartyBrief(book, { partyId: nextParty() })
  const beside = openBook(copyOf(made, 'beside'), systemClock)
  const options = { runs, block: 50, warmUp: WARM_UP, before: { app: look } }
  // Those with a limit to their tail take turns more often: what is slow for a moment is slow for both.
  const limited = { ...options, block: 10 }
  const record = () => {
    const request = requests.pop()
    if (request?.kind !== 'sale') throw new Error('all requests are recorded')
    recordEntry(book, request)
    book.store.parties.byId(request.partyId ?? '')
  }
  changeSettings(book, { printOnAccept: false, creditDays: NOTHING_LATE })
  for (let done = 0; done < LOG_ENTRIES; done++) {
    for (const one of [raw, barest]) one.commit()
    recordEntry(book, next())
  }
  // As when nobody waits: the log begins anew in the file that it has.
  for (const { db } of [raw, barest]) db.pragma('wal_checkpoint(PASSIVE)')
  book.store.checkpoint()
  const plain = inTurns({ raw: raw.commit, app: record, barest: barest.commit }, options)
  const between = { raw: () => askedBetween(beside, nextParty()), app: () => askedBetween(book, nextParty()) }
  const asked = inTurns({ raw: raw.commit, app: record }, { ...options, before: between })
  const works = { raw: raw.commit, app: record }
  const counter = { raw: () => asAtCounter(beside, nextParty()), app: () => asAtCounter(book, nextParty()) }
  const atCounter = inRounds(ROUNDS, () => inTurns(works, { ...limited, before: counter }))
  const rested = inRounds(ROUNDS, () => inTurns(works, { ...limited, restMs: REST_MS }))
  changeSettings(book, { printOnAccept: true })
  const printed = inTurns({ raw: raw.commit, app: record }, options)
  for (const one of [book.store, beside.store, raw, barest]) one.close()
  for (const name of ['app', 'beside', 'same', 'raw']) dropCopy(name)
  return {
    figures: [
      against(
        `entry, handler to balance read back, each after a rest of ${REST_MS} ms, ${at}`,
        rested.app,
        { name: 'raw commit of the same rows, after the same rest', timing: rested.raw },
        1.5,
        2
      ),
      against(
        `the same in the order of a counter: the page asks, a rest of ${REST_MS} ms, the party is looked at, ${at}`,
        atCounter.app,
        { name: 'raw commit of the same rows, after the same', timing: atCounter.raw },
        1.5,
        2
      ),
      against(
        `the same at once after what the page asks for, without a rest, ${at}`,
        asked.app,
        { name: 'raw commit of the same rows, after the same', timing: asked.raw },
        null
      ),
      against(
        `the same without a pause, ${at}`,
        plain.app,
        { name: 'raw commit of the same rows by one who does nothing but sync', timing: plain.raw },
        null
      ),
      against(
        `the same without a pause, ${at}`,
        plain.app,
        { name: 'the barest tables, without ids, numbers and journal', timing: plain.barest },
        null
      ),
      against(
        `entry with its receipt queued, ${at}`,
        printed.app,
        { name: 'raw commit, without receipt', timing: printed.raw },
        null
      )
    ],
    entry: plain.app,
    raw: plain.raw
  }
}

const IMPORTS = 5

/** Many entries in one transaction, as the app's import records them (without a number of this book and without warnings), in turns with the same rows and with the barest tables. */
export function benchImport(made: MadeBook, at: string, count: number): Figure[] {
  const book = openBook(copyOf(made, 'app'), systemClock)
  const raws = {
    same: openSameRows(copyOf(made, 'same'), saleDrawer(made, 3), false),
    barest: openRawCommit(rawCopyOf(made), saleDrawer(made, 3))
  }
  changeSettings(book, { creditDays: NOTHING_LATE })
  const next = saleMaker(made, 3)
  const inOne = (raw: RawCommit) =>
    raw.db.transaction(() => {
      for (let done = 0; done < count; done++) raw.write()
    })
  const [same, barest] = [inOne(raws.same), inOne(raws.barest)]
  const times = { own: [] as number[], same: [] as number[], barest: [] as number[] }
  for (let round = 0; round < IMPORTS; round++) {
    const requests = Array.from({ length: count }, next)
    times.same.push(timed(same))
    times.own.push(timed(() => recordAll(book, requests)))
    times.barest.push(timed(barest))
  }
  for (const one of [book.store, raws.same, raws.barest]) one.close()
  for (const name of ['app', 'same', 'raw']) dropCopy(name)
  const medianMs = (of: keyof typeof times) => timingOf(times[of]).medianMs
  const perSecond = (of: keyof typeof times) => Math.round((count * 1_000) / medianMs(of)).toLocaleString('en')
  const figure = (of: 'same' | 'barest', name: string, limit: number | null): Figure => ({
    what: `import, ${count.toLocaleString('en')} entries in one commit, into ${at}`,
    timing: null,
    value: `${perSecond('own')} entries/s`,
    against: `${name}: ${perSecond(of)} entries/s`,
    ratio: medianMs('own') / medianMs(of),
    limit
  })
  return [figure('same', 'raw, the same rows', 2), figure('barest', 'the barest tables', null)]
}

/** As an import records them: in one transaction, without a number of this book. */
export function recordAll(book: Book, requests: readonly ReturnType<typeof zEntryRequest.parse>[]): void {
  const stamp = stampOf(book)
  book.store.transact(() => {
    for (const request of requests) recordWithin(book, request, stamp, { isNumbered: false })
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
