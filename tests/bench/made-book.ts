import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import Sqlite from 'better-sqlite3'
import { type Book, stampOf } from '#main/app/book.ts'
import { closeDay } from '#main/app/close-day.ts'
import { countDrawer } from '#main/app/count-drawer.ts'
import { foundShop } from '#main/app/found-shop.ts'
import { recordWithin } from '#main/app/record-entry.ts'
import { systemRandomness } from '#main/compose/system.ts'
import { openLedgerStore } from '#main/db/ledger-store.ts'
import { migrations } from '#main/db/migrations/index.ts'
import { addDays, bookDate, weekday } from '#shared/calendar/book-date.ts'
import type { EntryRequest } from '#shared/ledger/entry-request.ts'
import { minor } from '#shared/money/money.ts'
import { NO_TAX_FACTS } from '#shared/parties/party.ts'
import { ask, firstRun, newId, projectRoot, testClock } from '#tests/support/open-app.ts'
import { bookTexts, openBook } from '#tests/support/open-book.ts'
import { makeParties, seededRandom } from './made-parties.ts'

export interface BookSize {
  readonly parties: number
  readonly entries: number
  /** Days with a Z at the end of each; 0 leaves all entries in one open day. */
  readonly days: number
}

export interface MadeBook {
  readonly file: string
  /** Ids of all parties; the first is the one with the most entries. */
  readonly partyIds: readonly string[]
  /** How long it took to post the entries, when the book was made just now. */
  readonly entriesPerSecond: number | null
}

const SEED = 20261121
const FIRST_DAY = bookDate(2024, 11, 21)
const AT_ONCE = 10_000

export type Random = () => number

/** Draws an index by Zipf's law with s = 1: the first party comes a hundred times as often as the hundredth. */
export function zipf(count: number, random: Random): () => number {
  const sums = new Float64Array(count)
  let total = 0
  for (let at = 0; at < count; at++) {
    total += 1 / (at + 1)
    sums[at] = total
  }
  return () => {
    const wanted = random() * total
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** What comes next at the counter: 45 % credit sales, 35 % payments of what is owed, 15 % cash sales, 5 % expenses. */
export function entryMaker(partyIds: readonly string[], random: Random): () => EntryRequest {
  const draw = zipf(partyIds.length, random)
  const owed = new Map<number, number>()
  const rupees = (most: number) => (1 + Math.floor(random() * most)) * 100
  return () => {
    const dice = random()
    const party = draw()
    const partyId = partyIds[party] ?? null
    const due = owed.get(party) ?? 0
    if (dice < 0.35 && due > 0 && partyId !== null) {
      const paid = random() < 0.5 ? due : Math.max(100, Math.floor((due * random()) / 100) * 100)
      owed.set(party, due - paid)
      const part = random() < 0.4 ? { upiMinor: paid } : { cashMinor: paid }
      return ask.got(partyId, part) as unknown as EntryRequest
    }
    if (dice > 0.95) return ask.expense('tea', rupees(300)) as unknown as EntryRequest
    if (dice > 0.8) {
      const price = rupees(900)
      return { ...ask.sale(null, price, { cashMinor: price }), text: 'rice' } as unknown as EntryRequest
    }
    const price = rupees(5_000)
    owed.set(party, due + price)
    return { ...ask.sale(partyId, price), text: 'cotton bales' } as unknown as EntryRequest
  }
}

/** Where made books are kept between runs: making one of a million entries takes minutes. */
export const benchFolder = path.join(projectRoot, 'out', 'bench')

/** A book of that size, made by the app's own posting code, a day in one transaction; kept for the next run. */
export function makeBook(name: string, size: BookSize): MadeBook {
  mkdirSync(benchFolder, { recursive: true })
  const file = path.join(benchFolder, `${name}.counterbook`)
  if (isKept(file)) return { file, partyIds: readPartyIds(file), entriesPerSecond: null }
  const half = `${file}.part`
  for (const ending of ['', '-wal', '-shm']) rmSync(half + ending, { force: true })
  const entriesPerSecond = fill(half, size)
  renameSync(half, file)
  return { file, partyIds: readPartyIds(file), entriesPerSecond }
}

/** A book of an older shape is made anew: migrated, it would hold pages of tables that are gone. */
function isKept(file: string): boolean {
  if (!existsSync(file)) return false
  const db = new Sqlite(file, { readonly: true })
  const version = db.pragma('user_version', { simple: true })
  db.close()
  if (version === migrations.at(-1)?.version) return true
  for (const ending of ['', '-wal', '-shm', '.raw', '.raw-wal', '.raw-shm']) rmSync(file + ending, { force: true })
  return false
}

function readPartyIds(file: string): string[] {
  const store = openLedgerStore(file, { readOnly: true })
  const ids: string[] = []
  for (let after = 0; ; ) {
    const slice = store.parties.forSearch(after, 10_000)
    ids.push(...slice.map((party) => party.id))
    after = slice.at(-1)?.partyNo ?? 0
    if (slice.length < 10_000) break
  }
  store.close()
  return ids
}

function fill(file: string, size: BookSize): number {
  const clock = testClock(FIRST_DAY)
  const store = openLedgerStore(file, { create: true })
  foundShop({ store, clock, randomness: systemRandomness, texts: bookTexts() }, firstRun({ personName: 'Ravi' }), false)
  store.close()
  const book = openBook(file, clock)
  const random = seededRandom(SEED)
  const partyIds = addParties(book, size.parties, random)
  const next = entryMaker(partyIds, random)
  const startedAt = performance.now()
  if (size.days === 0) post(book, size.entries, next)
  else postByDays(book, size, { next, random, clock })
  const seconds = (performance.now() - startedAt) / 1_000
  book.store.checkpoint()
  book.store.close()
  return size.entries / seconds
}

function addParties(book: Book, count: number, random: Random): string[] {
  const stamp = stampOf(book)
  const made = makeParties(count, random)
  return book.store.transact(() =>
    made.map(({ row }) => {
      const { name, phone, place, alias } = row
      const fields = {
        id: newId(),
        name,
        kind: 'customer' as const,
        phone,
        place,
        alias,
        isArchived: false,
        ...NO_TAX_FACTS
      }
      book.store.parties.add(fields, stamp)
      return fields.id
    })
  )
}

function post(book: Book, count: number, next: () => EntryRequest): void {
  for (let left = count; left > 0; left -= AT_ONCE) {
    const stamp = stampOf(book)
    book.store.transact(() => {
      for (let at = 0; at < Math.min(left, AT_ONCE); at++) recordWithin(book, next(), stamp)
    })
  }
}

interface Making {
  readonly next: () => EntryRequest
  readonly random: Random
  readonly clock: ReturnType<typeof testClock>
}

/** Day after day with a Z at its end; Sundays are slow. */
function postByDays(book: Book, size: BookSize, { next, clock }: Making): void {
  let left = size.entries
  for (let day = 0; day < size.days; day++) {
    const on = addDays(FIRST_DAY, day)
    clock.set(on, '12:00')
    const share = weekday(on) === 0 ? 0.3 : 1.117
    const count = day === size.days - 1 ? left : Math.min(left, Math.round((size.entries / size.days) * share))
    post(book, count, next)
    left -= count
    clock.set(on, '20:00')
    if (day < size.days - 1) closeFor(book)
    book.store.prints.forgetPapers(clock.now().epochMs - PAPERS_KEPT_MS)
  }
}

/** The app lets go of what was printed after a month: it can be made again from the book. */
const PAPERS_KEPT_MS = 31 * 86_400_000

/** Each Z comes out of its printer, as it does at a counter: a job that waits keeps its paper. */
function printed(book: Book): void {
  const { prints } = book.store
  const atMs = book.clock.now().epochMs
  for (const { id } of prints.views(1, new Map())) {
    const job = prints.jobById(id)
    if (job !== null) prints.changeState(job.jobNo, ['queued'], { to: 'sent', failure: null, attempt: 1, nowMs: atMs })
  }
}

function closeFor(book: Book): void {
  const drawer = book.store.accounts.balance('cash' as never)
  const count = { id: newId(), count: ask.count({ loose: 0 }) }
  const counted = { ...count.count, looseCoinsMinor: minor(Math.max(0, drawer)) }
  countDrawer(book, { id: count.id, count: counted as never, isForgotten: false })
  const toBankMinor = minor(Math.max(0, drawer - 2_000_00))
  const close = { id: newId(), countId: count.id, reason: 'change', toOwnerMinor: minor(0), toBankMinor }
  closeDay(book, { ...close, isForgotten: false })
  printed(book)
}
